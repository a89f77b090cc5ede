"""What holds without a fault: which tests run a line, and what each of them takes."""

import json
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import Any

import coverage

from tests.mutants.apart import apart, asked_of_pytest
from tests.mutants.contexts import Contexts
from tests.mutants.judges import Baseline, lines_of_functions
from tests.mutants.kept import FOLDER, stamp_of_files
from tests.mutants.since import Since
from tests.mutants.targets import HOUSE, files_of_tests, target_files

AT_A_TIME = 4
"""Files of tests that are watched together: what is measured is kept after each such batch."""


def baseline(reach: str) -> Baseline:
    """Return what the tests of a reach run; only files of tests that changed are watched anew."""
    stamps = {path: stamp_of_files([HOUSE / path]) for path in files_of_tests(reach)}
    missing = iter([path for path, stamp in stamps.items() if not kept_at(path, stamp).exists()])
    while batch := list(islice(missing, AT_A_TIME)):
        print(f"Watching what {len(batch)} files of tests run, {batch[0]} …", flush=True)
        apart(measure, {path: stamps[path] for path in batch})
    by_line: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    took: dict[str, float] = {}
    since = Since(FOLDER)
    for path, stamp in stamps.items():
        if (file := kept_at(path, stamp)).exists():
            note(json.loads(file.read_text()), since, by_line, took)
    inside = {path: lines_of_functions((HOUSE / path).read_text()) for path in target_files()}
    return Baseline({path: dict(lines) for path, lines in by_line.items()}, took, inside)


def kept_at(path: str, stamp: str) -> Path:
    """Return where the measure of a file of tests is kept."""
    return FOLDER / "runs" / f"{path.replace('/', '-')}-{stamp}.json"


def measure(stamps: dict[str, str]) -> int:
    """Run some files of tests, watched line by line, and keep what each test ran."""
    watch = coverage.Coverage(data_file=None, include=[str(HOUSE / one) for one in target_files()])
    contexts = Contexts(watch)
    watch.start()
    asked_of_pytest([*stamps, "-k", "not postgres"], contexts)
    watch.stop()
    keep(stamps, watch.get_data(), contexts.passed)
    return 0


def keep(stamps: dict[str, str], data: coverage.CoverageData, took: dict[str, float]) -> None:
    """Write down what each file's tests ran, with the marks of the code that they ran.

    {"took": {test: s}, "ran": {test: {path: lines}}, "code": {path: mark}}
    """
    ran: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for file in data.measured_files():
        path = str(Path(file).relative_to(HOUSE))
        for line, tests in data.contexts_by_lineno(file).items():
            for test in tests:
                ran[test][path].append(line)
    code = Since(FOLDER).keep(target_files())
    (FOLDER / "runs").mkdir(parents=True, exist_ok=True)
    for path, stamp in stamps.items():
        of_file = {test: seconds for test, seconds in took.items() if test.startswith(f"{path}::")}
        found = {test: ran.get(test, {}) for test in of_file}
        kept_at(path, stamp).write_text(json.dumps({"took": of_file, "ran": found, "code": code}))


def note(
    found: dict[str, Any],
    since: Since,
    by_line: dict[str, dict[int, set[str]]],
    took: dict[str, float],
) -> None:
    """Add what one file's tests ran, of the lines that still are as they were."""
    took |= found["took"]
    for test, files in found["ran"].items():
        for path, lines in files.items():
            now = since.lines_now(path, found["code"].get(path, ""))
            for line in lines:
                if line in now:
                    by_line[path][now[line]].add(test)
