"""Work for tests: a kind that makes a row a step, and what may happen to it in between."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from planner.choices import Role
from planner.db import db
from planner.jobs import registry
from planner.jobs.actions import start_job
from planner.jobs.models import Job
from planner.jobs.registry import MadeFile, StepDone, WorkEnd, job_kind
from planner.leases import LEASE
from planner.partners.models import Programme
from planner.shapes.work import AskedWork
from planner.viewers import EVERYTHING
from tests.factories import NOW, make_programme, make_user
from tests.troubles.conftest import (  # noqa: F401 - pytest finds them here
    office,
    postgres_office,
    postgresql_pattern,
    sqlite_office,
    sqlite_pattern,
)

STEPS = 4
AFTER_THE_LEASE = NOW + LEASE + timedelta(seconds=1)


class Killed(BaseException):
    """The process ends here and now, and cleans nothing up."""


@pytest.fixture
def between(monkeypatch):
    """Declare the kind “rows”; return a dictionary of what is called in which step."""
    calls = {}
    monkeypatch.setattr(registry, "_kinds", dict(registry._kinds))

    @job_kind("rows", "Rows for a test", "see")
    def make_rows(task):
        for number in range(task.cursor.get("next", 0), STEPS):
            make_programme(name=f"Step {number}")
            if call := calls.get(number):
                call()
            yield StepDone(number + 1, STEPS, {"next": number + 1})
        octets = b"made " * task.wants.get("times", 0)
        file = MadeFile("made.txt", "text/plain", octets, STEPS, "state=planned")
        return WorkEnd("All rows are there.", file if octets else None)

    return calls


def steps_made():
    """Return the names of the rows that steps made and kept, in order."""
    db.session.rollback()
    names = select(Programme.name).where(Programme.name.startswith("Step"))
    return sorted(db.session.scalars(names))


def all_steps():
    return [f"Step {number}" for number in range(STEPS)]


def begin(user=None, kind="rows", **wants):
    """Start work for a user and return its number."""
    user = user or make_user([Role.PLANNER])
    job = start_job(
        AskedWork(kind=kind, wants=wants, title="My rows"), viewer=user.as_viewer, now=NOW
    )
    db.session.commit()
    return job.id


def row_of(job_id):
    """Return the work as it is in the database now."""
    db.session.rollback()
    db.session.info["viewer"] = EVERYTHING
    return db.session.get(Job, job_id, populate_existing=True)
