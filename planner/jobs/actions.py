"""What is done with long work: start it, cancel it, start it again."""

from datetime import datetime

from flask_babel import gettext as _

from planner.choices import JobState
from planner.db import db
from planner.errors import RuleBroken
from planner.history.actions import record
from planner.jobs.models import Job
from planner.jobs.queries import open_job_of_kind, open_jobs_of
from planner.jobs.registry import kind_of_job
from planner.leases import NOBODY_HOLDS
from planner.shapes.work import AskedWork
from planner.viewers import Viewer

MOST_OPEN = 5
"""Pieces of work of one owner that may be under way."""


def start_job(asked: AskedWork, *, viewer: Viewer, now: datetime, root: str = "") -> Job:
    """Have a piece of work done; RuleBroken where it may not be, or is under way already."""
    found = kind_of_job(asked.kind)
    if found is None:
        raise RuleBroken(_("There is no such work. Choose one of the list."))
    viewer.require(found.permission, _("Your role does not let you start this work."))
    if found.by_hand and open_job_of_kind(asked.kind):
        raise RuleBroken(_("This is under way already. Wait until it has ended."))
    if len(open_jobs_of(viewer.user_id)) >= MOST_OPEN:
        raise RuleBroken(
            _("You have as much work under way as goes at a time. Wait until one has ended.")
        )
    job = Job(
        kind=asked.kind,
        title=(asked.title or str(found.label))[:200],
        owner_id=viewer.user_id,
        wants=asked.wants,
        root=root[:300],
        asked_at=now,
        due_at=now,
    )
    db.session.add(job)
    db.session.flush()
    record("started", "job", job.id, str_of(job))
    return job


def cancel_job(job: Job, *, viewer: Viewer, now: datetime) -> Job:
    """Stop a piece of work: at once where nobody works on it, else after the step under way."""
    check_owner(job, viewer, or_administrator=True)
    if not job.is_open:
        raise RuleBroken(_("This work has ended already."))
    if job.state is JobState.RUNNING and job.held_until and job.held_until > now:
        job.is_cancel_asked = True
        return job
    end_as_cancelled(job, now)
    record("cancelled", "job", job.id, str_of(job))
    return job


def end_as_cancelled(job: Job, now: datetime) -> None:
    """Write down that a piece of work was cancelled; whoever held it finds that out."""
    job.state, job.ended_at = JobState.CANCELLED, now
    job.said = _("Cancelled. What was done until then stays.")
    for name, value in NOBODY_HOLDS.items():
        setattr(job, name, value)


def start_again(job: Job, *, viewer: Viewer, now: datetime) -> Job:
    """Let a piece of work that failed or was cancelled go on where it stopped."""
    check_owner(job, viewer)
    if job.state not in {JobState.FAILED, JobState.CANCELLED}:
        raise RuleBroken(_("Only work that failed or was cancelled can be started again."))
    kind = kind_of_job(job.kind)
    if kind is not None:
        viewer.require(kind.permission, _("Your role does not let you start this work."))
    if kind is not None and kind.by_hand and open_job_of_kind(job.kind):
        raise RuleBroken(_("This is under way already. Wait until it has ended."))
    job.state, job.due_at, job.tries = JobState.WAITING, now, 0
    job.ended_at, job.said, job.is_cancel_asked = None, "", False
    record("started", "job", job.id, str_of(job))
    return job


def check_owner(job: Job, viewer: Viewer, *, or_administrator: bool = False) -> None:
    """Raise RuleBroken unless the work is the viewer's own, or theirs to administer."""
    if job.owner_id == viewer.user_id or (or_administrator and viewer.may("administer")):
        return
    raise RuleBroken(_("This is somebody else’s work. Only its owner can do that."))


def str_of(job: Job) -> str:
    """Return what the history calls a piece of work: its kind, whoever reads it."""
    kind = kind_of_job(job.kind)
    return str(kind.label) if kind else job.kind
