"""A pytest plugin: instead of running tests, try faults in copies of the running program."""

import gc
import os
from collections.abc import Callable

import pytest
from sqlalchemy import Engine

from tests.mutants.apart import HUNG, apart
from tests.mutants.swapping import RunsOnce, exchange
from tests.mutants.trial import (
    ALL_PASSED,
    NOT_REACHED,
    ONE_FAILED,
    PATIENCE,
    SECONDS_TO_BEGIN,
    Trial,
)

BEGIN_WITH = "tests/events/test_workflow.py"
LEAVE_FOR = "tests/calendars/test_views.py"
"""Two files in different folders: between them only what lasts a whole run is standing."""


class Running:
    """Tries faults that code can be exchanged for, and tells how each trial ended."""

    def __init__(self, trials: list[Trial], seconds: float, tell: Callable[[Trial, int], None]):
        self.trials, self.seconds, self.tell = trials, seconds, tell
        self.items: dict[str, pytest.Item] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Set up what lasts a whole run, then try one fault after another."""
        self.items = {item.nodeid: item for item in session.items}
        self.stand_ready()
        for trial in self.trials:
            limit = int(PATIENCE * self.seconds) + SECONDS_TO_BEGIN
            answer = apart(self.judged, trial, session, seconds=limit)
            self.tell(trial, answer)
            if answer == HUNG:
                apart(lambda: int(self.stand_ready() or 0))
        return True

    def stand_ready(self) -> None:
        """Run one test, which sets up what all of them share, and leave no connection open."""
        first = next(one for name, one in self.items.items() if name.startswith(BEGIN_WITH))
        after = next(one for name, one in self.items.items() if name.startswith(LEAVE_FOR))
        self.run(first, after)
        gc.unfreeze()
        for engine in [one for one in gc.get_objects() if isinstance(one, Engine)]:
            engine.dispose()

    def judged(self, trial: Trial, session: pytest.Session) -> int:
        """Put the fault in and ask the tests, in this process, which is a copy."""
        try:
            exchange(trial.fault.path, trial.source, trial.changed)
        except RunsOnce:
            return NOT_REACHED
        asked = [self.items[name] for name in trial.judges if name in self.items]
        before = session.testsfailed
        for item, after in zip(asked, [*asked[1:], None], strict=True):
            self.run(item, after)
            if session.testsfailed > before:
                return ONE_FAILED
        return ALL_PASSED

    def run(self, item: pytest.Item, after: pytest.Item | None) -> None:
        """Run one test as pytest would."""
        os.environ.pop("PYTEST_CURRENT_TEST", None)
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)
