"""A run of spoiled requests: sends them, restores the rows now and then, gathers what is wrong."""

import logging
from contextlib import contextmanager

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from planner.choices import Role
from tests.fuzz.office import Office
from tests.fuzz.spoiling import spoiled, spoils

ROLES = ("own", "own", "own", *(role.value for role in Role), None)
RESTORE_AFTER = 400


class Run:
    """What was sent to an office and what was wrong, each kind of fault once."""

    def __init__(self, office):
        self.office = office
        self.sent = 0
        self.wrong = {}

    def send(self, number, role, changes):
        """Send one spoiled request."""
        start = self.office.seeds[number % len(self.office.seeds)]
        role = start.role if role == "own" else role
        request = spoiled(start, changes)
        if problem := self.office.problem(role, request):
            self.wrong.setdefault((problem[:60], start.path), (problem, role, request))
        self.sent += 1
        if self.sent % RESTORE_AFTER == 0:
            self.office.restore()

    def batch(self, requests, number=None):
        """Send so many; with a number, others than with another number."""
        send = given(st.integers(0, 10**6), st.sampled_from(ROLES), spoils)(self.send)
        checked = settings(
            max_examples=requests,
            phases=[Phase.generate],
            database=None,
            derandomize=number is None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        )(send)
        (checked if number is None else seed(number)(checked))()

    def report(self):
        """Return what was wrong, a line each."""
        lines = (f"{p} [{role}]: {str(sent)[:400]}" for p, role, sent in self.wrong.values())
        return "\n".join(lines)


@contextmanager
def watched(app, seeds=()):
    """Give an office that is asked, its log watched."""
    made = Office(app, seeds)
    loggers = [logging.getLogger(), logging.getLogger("planner")]
    for logger in loggers:
        logger.addHandler(made.watch)
    try:
        yield made
    finally:
        for logger in loggers:
            logger.removeHandler(made.watch)
