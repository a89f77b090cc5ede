"""`python -m tests.mutants`: put a sample of small faults into the code; say which ones lived.

Faults are drawn with a seed over the files of `targets.py`, so two runs on the same code try
the same ones. Each is judged by the tests that run its line, at most 40 seconds of them.
"""

import argparse
import shutil
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

from tests.mutants.baseline import Baseline, baseline
from tests.mutants.faults import Fault, drawn
from tests.mutants.targets import HOUSE, room_of, target_files
from tests.mutants.trial import LIVED, NOTICED, Verdict, trial

LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "instance", "__pycache__", ".*_cache", "node_modules"
)
ENOUGH = 0.9


def main() -> None:
    """Try the faults and end with 1 when too many lived."""
    asked = arguments()
    sources = {path: (HOUSE / path).read_text() for path in target_files(asked.only)}
    faults = drawn(sources, asked.number, asked.seed)
    if not faults:
        raise SystemExit(f"No file of the sample begins with {asked.only}.")
    with TemporaryDirectory(prefix="mutants-") as folder:
        copies = [Path(folder) / str(number) for number in range(asked.at_once)]
        for copy in copies:
            shutil.copytree(HOUSE, copy, ignore=LEFT_OUT)
        print(f"Running the tests once, to see which of them run which line ({len(faults)} faults)")
        known = baseline(copies)
        verdicts = list(told(tried(faults, copies, known), len(faults)))
    report(verdicts)
    sys.exit(share_noticed(verdicts) < ENOUGH)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="sh run.sh mutants", description=__doc__)
    parser.add_argument("--number", type=int, default=400, help="how many faults (400)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others (1)")
    parser.add_argument("--only", default="", help="only files whose path begins so")
    parser.add_argument(
        "--at-once", type=int, default=min(cpu_count() or 1, 4), help="processes (one a core)"
    )
    return parser.parse_args()


def tried(faults: list[Fault], copies: list[Path], known: Baseline) -> Iterator[Verdict]:
    """Try each fault in whichever copy is free."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def try_one(fault: Fault) -> Verdict:
        copy = free.get()
        try:
            return trial(fault, copy, known)
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        yield from pool.map(try_one, faults)


def told(verdicts: Iterator[Verdict], number: int) -> Iterator[Verdict]:
    """Print each fault that was not noticed, when it is known."""
    for count, verdict in enumerate(verdicts, 1):
        if verdict.fate != NOTICED:
            print(f"[{count} of {number}] {verdict.fate}: {verdict.fault}", flush=True)
            print(f"    - {verdict.before}\n    + {verdict.after}", flush=True)
        yield verdict


def share_noticed(verdicts: list[Verdict]) -> float:
    """Return how many of the faults were noticed, from 0 to 1."""
    return sum(one.fate == NOTICED for one in verdicts) / len(verdicts)


def report(verdicts: list[Verdict]) -> None:
    """Print the figures by room, and in all."""
    rooms = Counter((room_of(one.fault.path), one.fate) for one in verdicts)
    for room in sorted({room for room, _fate in rooms}):
        noticed = rooms[room, NOTICED]
        total = sum(count for (name, _fate), count in rooms.items() if name == room)
        print(f"{room:16} {noticed:4} of {total:4} noticed")
    lived = sum(one.fate == LIVED for one in verdicts)
    print(f"{share_noticed(verdicts):.1%} of {len(verdicts)} faults noticed; {lived} lived.")


if __name__ == "__main__":
    main()
