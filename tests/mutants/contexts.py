"""A pytest plugin: tell coverage which test is running, and note how long each took."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import coverage
import pytest

took: dict[str, float] = {}
failed: set[str] = set()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    current = coverage.Coverage.current()
    if current is not None:
        current.switch_context(item.nodeid)
    yield


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    took[report.nodeid] = took.get(report.nodeid, 0) + report.duration
    if report.failed:
        failed.add(report.nodeid)


def pytest_sessionfinish(session: Any) -> None:
    passed = {name: seconds for name, seconds in took.items() if name not in failed}
    Path(os.environ["MUTANTS_TOOK"]).write_text(json.dumps(passed))
