"""One fault is put into a copy of the project, and the tests that run its line are asked."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.baseline import SECONDS_ASKED, Baseline
from tests.mutants.faults import Fault

MINUTES_MOST = 5 * SECONDS_ASKED / 60
"""What takes longer than this hangs, and so was noticed."""
NOTICED, LIVED, UNTESTED = "noticed", "lived", "untested"


@dataclass(frozen=True)
class Verdict:
    """What became of a fault, and the line as it was and as it is with it."""

    fault: Fault
    fate: str
    before: str
    after: str


def trial(fault: Fault, copy: Path, known: Baseline) -> Verdict:
    """Try one fault; the copy is as before afterwards."""
    path = copy / fault.path
    source = path.read_text()
    changed = fault.put_into(source)
    if changed is None or changed == source:
        raise ValueError(f"{fault} is no place of an operator")
    before, after = first_difference(source, changed)
    judges = known.judges(fault.path, fault.line)
    try:
        path.write_text(changed)
        fate = fate_of(copy, judges) if judges else UNTESTED
    finally:
        path.write_text(source)
    return Verdict(fault, fate, before, after)


def first_difference(source: str, changed: str) -> tuple[str, str]:
    """Return the first line that differs, as it was and as it is."""
    pairs = zip(source.splitlines(), changed.splitlines(), strict=False)
    return next(((one.strip(), two.strip()) for one, two in pairs if one != two), ("", ""))


def fate_of(copy: Path, judges: list[str]) -> str:
    """Ask the tests; the first that fails ends it, and so does a hang."""
    (copy / "judges.txt").write_text("\n".join(judges))
    command = [
        *(sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist"),
        *("--basetemp", str(copy / "tests-temp"), "@judges.txt"),
    ]
    try:
        done = subprocess.run(
            command, cwd=copy, capture_output=True, timeout=60 * MINUTES_MOST, check=False
        )
    except subprocess.TimeoutExpired:
        return NOTICED
    return LIVED if done.returncode == 0 else NOTICED
