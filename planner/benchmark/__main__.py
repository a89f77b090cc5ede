"""`python -m planner.benchmark`: builds offices, measures, prints ratios, writes JSON."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planner.benchmark.databases import BenchmarkPlace, NoServer, own_postgresql
from planner.benchmark.measurement import Measurement, table
from planner.benchmark.measures import measure
from planner.server.files import keep_to_owner

SIZES = (10_000, 100_000)
ROUNDS = 20


def arguments() -> argparse.Namespace:
    """Return what was asked for."""
    parser = argparse.ArgumentParser(prog="run.sh bench", description=__doc__)
    parser.add_argument("--events", type=int, help="one office of N events, not 10k and 100k")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="rounds of each operation")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--postgres", action="store_true", help="start a PostgreSQL and use it")
    where.add_argument("--database", metavar="URL", help="use an empty database of your own")
    return parser.parse_args()


@contextmanager
def opened(asked: argparse.Namespace, folder: Path) -> Iterator[BenchmarkPlace]:
    """Give the empty database in which an office is built."""
    if asked.postgres:
        with own_postgresql(folder) as place:
            yield place
    elif asked.database:
        yield BenchmarkPlace("as given", asked.database)
    else:
        yield BenchmarkPlace("sqlite")


def measured(asked: argparse.Namespace) -> list[Measurement]:
    """Return the figures of every office that was asked for."""
    figures: list[Measurement] = []
    for number in (asked.events,) if asked.events else SIZES:
        sys.stderr.write(f"Building an office of {number:,} events …\n")
        with (
            tempfile.TemporaryDirectory(prefix="rapport-bench-") as folder,
            opened(asked, Path(folder)) as place,
        ):
            figures += measure(Path(folder), place, number, max(1, asked.rounds))
    return figures


def main() -> int:
    """Measure and print; exit code 2 for what cannot be measured."""
    keep_to_owner()
    asked = arguments()
    if asked.events is not None and asked.events < 100:
        sys.stderr.write("bench: --events takes a number from 100.\n")
        return 2
    if asked.database and not asked.events:
        sys.stderr.write("bench: a database holds one office; say its size with --events.\n")
        return 2
    try:
        figures = measured(asked)
    except NoServer as none:
        sys.stderr.write(f"bench: {none}.\n")
        return 2
    sys.stdout.write(table(figures) + "\n")
    if asked.json:
        asked.json.write_text(json.dumps([figure.as_dict() for figure in figures], indent=2) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
