"""What long work leaves behind is thrown away when its time is over."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update

from planner.db import db
from planner.jobs.models import Job, JobPart
from planner.jobs.queries import ended_jobs_before, jobs_with_old_files
from planner.viewers import EVERYTHING, acting_as

KEPT_FOR = timedelta(days=30)
"""How long the list of long work remembers what has ended."""
jobs = Job.metadata.tables["job"]
parts = JobPart.metadata.tables["job_part"]


SWEEPS: list[Callable[[datetime], None]] = []
"""What higher rooms throw away now and then."""


def sweeps(function: Callable[[datetime], None]) -> Callable[[datetime], None]:
    """Register what is swept every few minutes; it is told the moment."""
    SWEEPS.append(function)
    return function


def sweep_rooms(now: datetime) -> None:
    """Let every room sweep."""
    for sweep in SWEEPS:
        sweep(now)


def sweep_jobs(now: datetime) -> None:
    """Throw away files that are kept no longer, and work that ended long ago."""
    with acting_as(db.session, EVERYTHING):
        old_files, over = jobs_with_old_files(now), ended_jobs_before(now - KEPT_FOR)
    db.session.rollback()
    for job_id in {*old_files, *over}:
        with db.engine.begin() as connection:
            forget_file(connection, job_id, now)
    for job_id in over:
        with db.engine.begin() as connection:
            connection.execute(delete(jobs).where(jobs.c.id == job_id))


def forget_file(connection: Any, job_id: int, now: datetime) -> None:
    """Throw the file of a piece of work away, and say so on its page."""
    connection.execute(delete(parts).where(parts.c.job_id == job_id))
    gone = {"file_name": "", "kept_until": now}
    connection.execute(update(jobs).where(jobs.c.id == job_id).values(gone))
