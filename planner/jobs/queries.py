"""What is asked about long work."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from planner.choices import OPEN_JOB_STATES, JobState
from planner.db import db
from planner.jobs.models import Job, JobPart
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of

NEWEST_FIRST = (SortKey(Job.id, is_descending=True),)
MOST_ON_DESK = 5


def job_page(
    conditions: Sequence[ColumnElement[bool]],
    after: Key | None = None,
    before: Key | None = None,
    size: int = PAGE,
) -> Slice[Job]:
    """Return one page of the work that meets conditions and is seen, newest first."""
    asked = select(Job).where(*conditions).options(joinedload(Job.owner))
    total = db.session.scalar(select(func.count(Job.id)).where(*conditions))
    rows = db.session.scalars(page_statement(asked, NEWEST_FIRST, size, after, before)).all()
    return slice_of(rows, lambda job: (job.id,), size, after, before, total)


def jobs_on_desk(owner_id: int | None, since: datetime) -> Sequence[Job]:
    """Return an owner's work that is under way, or ended since a moment; the newest few."""
    is_news = or_(Job.state.in_(OPEN_JOB_STATES), Job.ended_at >= since)
    newest = select(Job).where(Job.owner_id == owner_id, is_news).order_by(Job.id.desc())
    return db.session.scalars(newest.limit(MOST_ON_DESK)).all()


def open_jobs_of(owner_id: int | None) -> Sequence[Job]:
    """Return an owner's work that has not ended."""
    is_open = Job.state.in_(OPEN_JOB_STATES)
    return db.session.scalars(select(Job).where(Job.owner_id == owner_id, is_open)).all()


def open_job_of_kind(kind: str) -> int | None:
    """Return the number of anybody's work of a kind that has not ended."""
    is_open = Job.state.in_(OPEN_JOB_STATES)
    return db.session.scalars(select(Job.id).where(Job.kind == kind, is_open).limit(1)).first()


def octets_of(job: Job) -> bytes:
    """Return the file that a piece of work made."""
    parts = select(JobPart.octets).where(JobPart.job_id == job.id).order_by(JobPart.position)
    return b"".join(db.session.scalars(parts))


def jobs_nobody_works_on(moment: datetime) -> int:
    """Return how many pieces of work were due, or lost their worker, before a moment."""
    is_left = or_(Job.held_until.is_(None), Job.held_until <= moment)
    stuck = select(func.count(Job.id)).where(
        Job.state.in_(OPEN_JOB_STATES), Job.due_at <= moment, is_left
    )
    return db.session.scalar(stuck) or 0


def job_row(job_id: int) -> Any:
    """Return the columns of a piece of work as they are in the database now."""
    table = Job.metadata.tables["job"]
    return db.session.connection().execute(select(table).where(table.c.id == job_id)).one()


def ended_jobs_before(moment: datetime) -> Sequence[int]:
    """Return the numbers of work that ended before a moment, a few at a time."""
    over = select(Job.id).where(Job.state.not_in(OPEN_JOB_STATES), Job.ended_at < moment)
    return db.session.scalars(over.order_by(Job.id).limit(100)).all()


def jobs_with_old_files(now: datetime) -> Sequence[int]:
    """Return the numbers of work whose file is kept no longer."""
    old = select(Job.id).where(
        Job.state == JobState.DONE, Job.file_name != "", Job.kept_until <= now
    )
    return db.session.scalars(old.limit(100)).all()
