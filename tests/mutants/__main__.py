"""`python -m tests.mutants`: put a sample of small faults into the code; say which ones lived.

Faults are drawn with a seed over the files of `targets.py`, so two runs on the same code try
the same ones. Each is judged by the tests that run its line. What is known is kept in
build/mutants: a run that was stopped goes on where it was, and only changed tests are watched
anew.
"""

import argparse
import sys
from collections import Counter

from tests.mutants.apart import read_libraries
from tests.mutants.baseline import baseline
from tests.mutants.fault import Fault
from tests.mutants.faults import drawn
from tests.mutants.kept import LIVED, NOTICED, REACHES, Results, Verdict, to_be_tried
from tests.mutants.session import try_all
from tests.mutants.targets import HOUSE, room_of, target_files
from tests.mutants.trial import Trial

ENOUGH = 0.9


def main() -> None:
    """Try the faults and end with 1 when too many lived."""
    asked = arguments()
    sources = {path: (HOUSE / path).read_text() for path in target_files(asked.only)}
    faults = drawn(sources, asked.number, asked.seed)
    if not faults:
        raise SystemExit(f"No file of the sample begins with {asked.only}.")
    results = Results(sources)
    for reach in REACHES:
        missing = to_be_tried(faults, results, reach, again=asked.again)
        if missing:
            try_missing(missing, sources, results, asked, reach)
    known = results.known()
    verdicts = [known[fault] for fault in faults if fault in known]
    report(verdicts)
    sys.exit(share_noticed(verdicts) < ENOUGH)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="sh run.sh mutants", description=__doc__)
    parser.add_argument("--number", type=int, default=400, help="how many faults (400)")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws others (1)")
    parser.add_argument("--only", default="", help="only files whose path begins so")
    parser.add_argument(
        "--seconds", type=float, default=20, help="of processor for the tests of one fault (20)"
    )
    parser.add_argument(
        "--again", action="store_true", help="try those again that no test noticed last time"
    )
    return parser.parse_args()


def try_missing(
    faults: list[Fault],
    sources: dict[str, str],
    results: Results,
    asked: argparse.Namespace,
    reach: str,
) -> None:
    """Try the faults and write down what became of each."""
    read_libraries()
    known = baseline(reach)
    trials = []
    for fault in faults:
        judges = known.judges(fault.path, fault.line, asked.seconds)
        trials.append(Trial.of(fault, sources[fault.path], judges))
    try_all(trials, asked.seconds, results, reach)


def share_noticed(verdicts: list[Verdict]) -> float:
    """Return how many of the faults were noticed, from 0 to 1."""
    return sum(one.fate == NOTICED for one in verdicts) / len(verdicts)


def report(verdicts: list[Verdict]) -> None:
    """Print each fault that was not noticed, and the figures by room and in all."""
    for verdict in verdicts:
        if verdict.fate != NOTICED:
            print(f"{verdict.fate}: {verdict.fault}")
            print(f"    - {verdict.before}\n    + {verdict.after}")
    rooms = Counter((room_of(one.fault.path), one.fate) for one in verdicts)
    for room in sorted({room for room, _fate in rooms}):
        noticed = rooms[room, NOTICED]
        total = sum(count for (name, _fate), count in rooms.items() if name == room)
        print(f"{room:16} {noticed:4} of {total:4} noticed")
    lived = sum(one.fate == LIVED for one in verdicts)
    print(f"{share_noticed(verdicts):.1%} of {len(verdicts)} faults noticed; {lived} lived.")


if __name__ == "__main__":
    main()
