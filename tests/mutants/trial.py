"""How one fault is tried: first in a copy of a program that runs, then in one begun with it."""

from dataclasses import dataclass
from importlib.machinery import SourceFileLoader
from types import CodeType
from typing import Any

from tests.mutants.apart import HUNG, apart, asked_of_pytest
from tests.mutants.fault import Fault
from tests.mutants.faults import with_fault
from tests.mutants.kept import Verdict
from tests.mutants.swapping import compiled
from tests.mutants.targets import HOUSE

PATIENCE = 5
"""A trial may take so many times the seconds of its tests, and some to begin; longer is a hang."""
SECONDS_TO_BEGIN = 20
ALL_PASSED, ONE_FAILED, NOT_REACHED = 0, 1, 2
"""How a trial ends."""


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
        changed = with_fault(source, fault)
        if changed is None or changed == source:
            raise ValueError(f"{fault} is no place of an operator")
        return cls(fault, source, changed, judges)

    def verdict(self, fate: str, by: str = "") -> Verdict:
        """Return what became of it, with the first line that differs."""
        pairs = zip(self.source.splitlines(), self.changed.splitlines(), strict=False)
        before, after = next(((one, two) for one, two in pairs if one != two), ("", ""))
        return Verdict(self.fault, fate, before.strip(), after.strip(), by)


def tried_from_the_start(trial: Trial, judges: list[str], seconds: float) -> str | None:
    """Load the product with the fault in it and ask tests until one fails; say how it went."""
    limit = int(PATIENCE * seconds) + SECONDS_TO_BEGIN
    answer = apart(begun_with, trial, judges, seconds=limit)
    return {ALL_PASSED: None, HUNG: "does not end"}.get(answer, "from the start")


def begun_with(trial: Trial, judges: list[str]) -> int:
    """Run tests on the product with the fault of a trial."""
    file, read = str(HOUSE / trial.fault.path), SourceFileLoader.get_code

    def with_fault(loader: Any, name: str) -> CodeType | None:
        if loader.path == file:
            return compiled(trial.changed, file)
        return read(loader, name)

    SourceFileLoader.get_code = with_fault  # type: ignore[method-assign]
    return asked_of_pytest(["-x", *judges])
