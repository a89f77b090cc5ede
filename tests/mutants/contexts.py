"""A pytest plugin: tell coverage which test is running, and note what each one takes."""

import time
from collections.abc import Iterator

import coverage
import pytest


class Contexts:
    """Notes seconds of processor of every test that passed."""

    def __init__(self, watch: coverage.Coverage) -> None:
        self.watch = watch
        self.took: dict[str, float] = {}
        self.failed: set[str] = set()

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Name the test in what coverage writes down."""
        self.watch.switch_context(item.nodeid)
        began = time.process_time()
        yield
        self.took[item.nodeid] = round(time.process_time() - began, 3)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Leave a test out that fails without any fault."""
        if report.failed:
            self.failed.add(report.nodeid)

    @property
    def passed(self) -> dict[str, float]:
        """Return the seconds of each test that can judge."""
        return {name: took for name, took in self.took.items() if name not in self.failed}
