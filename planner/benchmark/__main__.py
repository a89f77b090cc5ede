"""`python -m planner.benchmark`: builds offices, measures, prints ratios, writes JSON."""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from planner.benchmark.measures import Measurement, measure
from planner.server.files import keep_to_owner

SIZES = (10_000, 100_000)


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="run.sh bench", description=__doc__)
    parser.add_argument("--events", type=int, help="one office of N events, not 10k and 100k")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    return parser.parse_args()


def table(figures: list[Measurement]) -> str:
    """Return the figures as a table of processor milliseconds and ratios."""
    head = f"{'operation':<38}{'events':>9}{'ms':>10}{'limit ms':>10}{'ratio':>8}  goal"
    lines = [head, "-" * len(head)]
    for figure in figures:
        limit = f"{figure.limit:10.2f}" if figure.limit else " " * 10
        ratio = f"{figure.ratio:8.2f}" if figure.ratio else " " * 8
        lines.append(
            f"{figure.operation:<38}{figure.events:>9,}{figure.value:10.2f}{limit}{ratio}"
            f"  {figure.goal}"
        )
    return "\n".join(lines)


def main() -> int:
    """Measure and print; exit code 2 for a number that makes no office."""
    keep_to_owner()
    asked = arguments()
    if asked.events is not None and asked.events < 100:
        sys.stderr.write("bench: --events takes a number from 100.\n")
        return 2
    figures: list[Measurement] = []
    for number in (asked.events,) if asked.events else SIZES:
        sys.stderr.write(f"Building an office of {number:,} events …\n")
        with tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder:
            figures += measure(Path(folder), number)
    sys.stdout.write(table(figures) + "\n")
    if asked.json:
        asked.json.write_text(json.dumps([figure.as_dict() for figure in figures], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
