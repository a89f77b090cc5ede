"""What holds without a fault: which tests run a line, and how long each takes."""

import json
import os
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from coverage import CoverageData

from tests.mutants.targets import files_of_tests, room_of

SECONDS_ASKED = 40.0
"""How long the tests that judge one fault may take together, without it."""


@dataclass
class Baseline:
    """The tests that ran each line of each file, and the seconds of every test that passed."""

    by_line: dict[str, dict[int, set[str]]]
    took: dict[str, float]

    def judges(self, path: str, line: int) -> list[str]:
        """Return the tests to ask of a fault in a line: those of its room first, quick ones first.

        What runs while modules are loaded belongs to no test: there all tests that run any
        line of the file are asked.
        """
        lines = self.by_line.get(path, {})
        found = lines.get(line) or set().union(*lines.values()) if lines else set()
        known = [name for name in found if name in self.took]
        known.sort(key=lambda name: (room_of(name) != room_of(path), self.took[name], name))
        return self.within_limit(known)

    def within_limit(self, names: list[str]) -> list[str]:
        """Return the first of the tests, as many as may be asked."""
        chosen, spent = [], 0.0
        for name in names:
            spent += self.took[name]
            if spent > SECONDS_ASKED:
                break
            chosen.append(name)
        return chosen


def baseline(copies: list[Path]) -> Baseline:
    """Run every test that is asked, shared among the copies, and note what each one runs."""
    shares = [files_of_tests()[number :: len(copies)] for number in range(len(copies))]
    with ThreadPoolExecutor(len(copies)) as pool:
        list(pool.map(run_share, copies, shares))
    by_line: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    took: dict[str, float] = {}
    for copy in copies:
        took |= json.loads((copy / "took.json").read_text())
        note_lines(copy, by_line)
    return Baseline({path: dict(lines) for path, lines in by_line.items()}, took)


def run_share(copy: Path, files: list[str]) -> None:
    """Run some files of tests in a copy of the project, watched line by line."""
    command = [
        *(sys.executable, "-m", "coverage", "run", "--source=planner", "--data-file=lines"),
        *("-m", "pytest", "-q", "-p", "tests.mutants.contexts", "-p", "no:cacheprovider"),
        *("--basetemp", str(copy / "tests-temp"), *files),
    ]
    environment = os.environ | {"MUTANTS_TOOK": str(copy / "took.json")}
    with (copy / "baseline.log").open("w") as log:
        subprocess.run(command, cwd=copy, env=environment, stdout=log, stderr=log, check=False)
    if not (copy / "took.json").exists():
        raise SystemExit((copy / "baseline.log").read_text()[-2000:])


def note_lines(copy: Path, by_line: dict[str, dict[int, set[str]]]) -> None:
    """Add what one share of the tests ran."""
    data = CoverageData(str(copy / "lines"))
    data.read()
    for measured in data.measured_files():
        path = str(Path(measured).relative_to(copy))
        for line, contexts in data.contexts_by_lineno(measured).items():
            by_line[path][line] |= set(contexts) - {""}
