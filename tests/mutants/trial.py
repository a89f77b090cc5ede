"""How one fault is tried: first in a copy of a program that runs, then in one begun with it."""

from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from types import CodeType
from typing import Any

from tests.mutants.apart import HUNG, apart, asked_of_pytest
from tests.mutants.faults import Fault
from tests.mutants.kept import LIVED, NOTICED, Verdict
from tests.mutants.targets import HOUSE

PATIENCE = 5
"""A trial may take so many times the seconds of its tests, and some to begin; longer is a hang."""
SECONDS_TO_BEGIN = 20


@dataclass(frozen=True)
class Trial:
    """A fault, the source without and with it, and the tests that judge it."""

    fault: Fault
    source: str
    changed: str
    judges: list[str]

    @classmethod
    def of(cls, fault: Fault, source: str, judges: list[str]) -> "Trial":
        """Return the trial of a fault; ValueError where the file has no such place."""
        changed = fault.put_into(source)
        if changed is None or changed == source:
            raise ValueError(f"{fault} is no place of an operator")
        return cls(fault, source, changed, judges)

    def verdict(self, fate: str, by: str = "") -> Verdict:
        """Return what became of it, with the first line that differs."""
        pairs = zip(self.source.splitlines(), self.changed.splitlines(), strict=False)
        before, after = next(((one, two) for one, two in pairs if one != two), ("", ""))
        return Verdict(self.fault, fate, before.strip(), after.strip(), by)


def tried_from_the_start(trial: Trial, seconds: float) -> Verdict:
    """Load the product with the fault in it and ask the tests; the first that fails ends it."""
    limit = int(PATIENCE * seconds) + SECONDS_TO_BEGIN
    answer = apart(begun_with, trial, seconds=limit)
    if answer == 0:
        return trial.verdict(LIVED)
    return trial.verdict(NOTICED, "does not end" if answer == HUNG else "from the start")


def begun_with(trial: Trial) -> int:
    """Run the tests of a trial on the product with its fault."""
    file, read = str(HOUSE / trial.fault.path), SourceFileLoader.get_code

    def with_fault(loader: Any, name: str) -> CodeType | None:
        if loader.path == file:
            return compile(trial.changed, file, "exec", dont_inherit=True)
        return read(loader, name)

    SourceFileLoader.get_code = with_fault  # type: ignore[method-assign]
    return asked_of_pytest(["-x", *trial.judges])
