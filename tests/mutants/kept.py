"""What is kept between two runs: what each test runs, and what became of each fault."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from tests.mutants.fault import Fault
from tests.mutants.targets import HOUSE

FOLDER = HOUSE / "build" / "mutants"
NOTICED, LIVED, UNTESTED = "noticed", "lived", "untested"
REACHES = ROOMS, ALL = "rooms", "all"
"""The tests that are asked: first those of the rooms of the faults, then all, of what lived."""


@dataclass(frozen=True)
class Verdict:
    """What became of a fault, the line as it was and as it is, and who noticed."""

    fault: Fault
    fate: str
    before: str
    after: str
    by: str = ""
    """How it was noticed; of one that was not, which tests were asked."""


class Results:
    """A file of verdicts, one a line: a run that was stopped goes on where it was."""

    def __init__(self, sources: dict[str, str], folder: Path = FOLDER) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "verdicts.jsonl"
        self.stamps = {path: stamp(source) for path, source in sources.items()}

    def add(self, verdict: Verdict) -> None:
        """Write a verdict down."""
        line = asdict(verdict) | {"stamp": self.stamps[verdict.fault.path]}
        with self.path.open("a") as file:
            file.write(json.dumps(line) + "\n")

    def known(self) -> dict[Fault, Verdict]:
        """Return the newest verdict on each fault of files that are as they were."""
        found: dict[Fault, Verdict] = {}
        for line in self.path.read_text().splitlines() if self.path.exists() else ():
            row = json.loads(line)
            fault = Fault(**row.pop("fault"))
            if row.pop("stamp") == self.stamps.get(fault.path):
                found[fault] = Verdict(fault, **row)
        return found


def to_be_tried(
    faults: Iterable[Fault], results: Results, reach: str, *, again: bool = False
) -> list[Fault]:
    """Return the faults that tests of a reach are to judge: in the second those that lived.

    `again` tries all those once more that no test noticed.
    """
    known = results.known()
    wanted = []
    for fault in faults:
        verdict = known.get(fault)
        if verdict is None or verdict.fate == NOTICED:
            is_wanted = verdict is None
        elif reach == ROOMS:
            is_wanted = again or verdict.by not in REACHES
        else:
            is_wanted = verdict.by != ALL
        if is_wanted:
            wanted.append(fault)
    return wanted


def stamp(*texts: str) -> str:
    """Return a short mark that other texts do not have."""
    return sha256("\0".join(texts).encode()).hexdigest()[:16]


def stamp_of_files(paths: Iterable[Path]) -> str:
    """Return the mark of some files' contents."""
    return stamp(*(path.read_text() for path in paths))
