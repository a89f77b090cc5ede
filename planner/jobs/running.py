"""One piece of work from its claim to its end: step by step, each kept or not done at all.

What a step wrote and where the work goes on are committed together, and only while the claim
holds: a worker that was thought dead and comes back writes nothing. See
docs/decisions/long-work.md.
"""

import contextvars
import logging
from collections.abc import Callable, Generator
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any

from flask import Flask, current_app, url_for
from flask_babel import gettext as _
from sqlalchemy import delete, insert, update

from planner import clock
from planner.accounts.models import User
from planner.choices import OPEN_JOB_STATES, JobState
from planner.db import db
from planner.errors import RuleBroken
from planner.history.actions import record
from planner.jobs.ending import fault_words, file_columns
from planner.jobs.heartbeat import heartbeat
from planner.jobs.models import Job, JobPart
from planner.jobs.queries import job_row
from planner.jobs.registry import JobKind, StepDone, Task, WorkEnd, kind_of_job, rights_of
from planner.lease_queries import claim
from planner.leases import LEASE, NOBODY_HOLDS, still_held
from planner.text.logwords import told
from planner.viewers import EVERYTHING, Viewer, acting_as
from planner.web.access import set_viewer, viewer
from planner.web.apart import request_apart

PAUSES = tuple(timedelta(seconds=seconds) for seconds in (10, 60, 300, 900))
"""Between two tries of the same step."""
MOST_TRIES = len(PAUSES) + 1
PART = 1024 * 1024
"""Octets of a file that are written in one transaction."""
table = Job.metadata.tables["job"]
parts = JobPart.metadata.tables["job_part"]
log = logging.getLogger("planner.jobs")


class ClaimLost(Exception):
    """Somebody else holds the work now, or it was cancelled."""


class WorkCancelled(Exception):
    """The work is to stop; carries the sentence that says why."""


def never() -> bool:
    """Say that there is no reason to stop."""
    return False


def run_next(should_stop: Callable[[], bool] = never) -> bool:
    """Work on what is due longest until it ends or is put off; False when nothing is due.

    When it should stop, it does so after the step under way and gives the rest back.
    """
    now = clock.now()
    with db.engine.begin() as connection:
        values = {"state": JobState.RUNNING}
        job = claim(connection, table, OPEN_JOB_STATES, now=now, values=values)
    if job is None:
        return False
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    with heartbeat(app, job.id, job.held_by):
        contextvars.Context().run(run_in_context, app, job, should_stop)
    return True


def run_in_context(app: Flask, job: Any, should_stop: Callable[[], bool]) -> None:
    """Run a claimed piece of work in a request and a session of its own."""
    with request_apart(app, job.root, f"job-{job.id}"):
        Run(job, should_stop).go()


@dataclass
class Run:
    """A piece of work under a claim."""

    job: Any
    """The row as it was claimed."""
    should_stop: Callable[[], bool]

    @property
    def is_mine(self) -> Any:
        """Return the condition that the claim holds and the work was not cancelled."""
        held = still_held(table, self.job.id, self.job.held_by)
        return held & (table.c.state == JobState.RUNNING)

    def go(self) -> None:
        """Work until the end, and write down how it ended."""
        try:
            self.work()
        except ClaimLost:
            db.session.rollback()
            log.info("job %s went to another worker", self.job.id)
        except WorkCancelled as cancelled:
            self.end(JobState.CANCELLED, "cancelled", str(cancelled))
        except RuleBroken as broken:
            self.end(JobState.FAILED, "failed", str(broken))
        except Exception as error:  # whatever it is: the next piece of work must not wait for it
            log.error("job %s stopped: %s", self.job.id, told(error))  # noqa: TRY400
            self.put_off()

    def work(self) -> None:
        """Take one step after the other."""
        kind = kind_of_job(self.job.kind)
        if kind is None:
            raise RuleBroken(_("This version of Rapport does not know this work any more."))
        if self.job.tries > MOST_TRIES:
            raise RuleBroken(_("The worker ended each time it tried this. Tell who runs Rapport."))
        steps, rights = self.begun(kind)
        while True:
            self.see_whether_to_go_on(kind.permission)
            if rights_of(viewer()) != rights:  # what was read with other rights is read anew
                steps, rights = self.begun(kind)
            done = self.next_step(steps)
            if isinstance(done, WorkEnd):
                return self.finish(done)
            self.keep(done)
            if self.should_stop():
                return self.give_back()

    def begun(self, kind: JobKind) -> tuple[Generator[StepDone, None, WorkEnd], str]:
        """Return the steps of a kind of work from its cursor on, and the rights they go with."""
        who = self.as_owner()
        task = Task(dict(self.job.wants), dict(job_row(self.job.id).cursor), who)
        return kind.work(task), rights_of(who)

    def next_step(self, steps: Generator[StepDone, None, WorkEnd]) -> StepDone | WorkEnd:
        """Take a step; return how far the work is, or what came of it."""
        try:
            return next(steps)
        except StopIteration as end:
            found: WorkEnd = end.value
            return found

    def as_owner(self) -> Viewer:
        """Return the owner as a viewer, with the rights of now, and see as they see."""
        with acting_as(db.session, EVERYTHING):
            owner = db.session.get(User, self.job.owner_id, populate_existing=True)
        if owner is None or not owner.active:
            raise WorkCancelled(_("Cancelled, since the account of its owner was shut."))
        found = owner.as_viewer
        set_viewer(found)
        return found

    def see_whether_to_go_on(self, permission: str) -> None:
        """Stop when it was cancelled, or its owner may not have it done any more."""
        if job_row(self.job.id).is_cancel_asked:
            raise WorkCancelled(_("Cancelled. What was done until then stays."))
        self.as_owner().require(permission, _("Your role does not let you go on with this work."))

    def keep(self, done: StepDone) -> None:
        """Keep a step: what it wrote and where the work goes on, in one transaction."""
        values: dict[str, Any] = {"steps_done": done.done, "steps_total": done.total}
        if done.cursor and done.cursor != job_row(self.job.id).cursor:
            values |= {"cursor": done.cursor, "tries": 1}  # it got on: a fault counts anew
        self.write(values | {"held_until": clock.now() + LEASE})

    def write(self, values: dict[str, Any]) -> None:
        """Change the row and commit, if the claim still holds; ClaimLost if not."""
        db.session.flush()
        changed = db.session.connection().execute(update(table).where(self.is_mine).values(values))
        if changed.rowcount != 1:
            raise ClaimLost
        db.session.commit()

    def finish(self, end: WorkEnd) -> None:
        """Keep the file and the page, if there are any, and write down that the work is done."""
        values: dict[str, Any] = {}
        if end.file:
            self.keep_parts(end.file.octets)
            values = file_columns(end.file, viewer())
        if end.link:
            url_for(end.link.endpoint, **end.link.values)  # a page that is not there is a fault now
            values["link"] = asdict(end.link)
        self.end(JobState.DONE, "finished", end.said, **values)

    def keep_parts(self, octets: bytes) -> None:
        """Keep a file in parts, each in a transaction of its own."""
        db.session.connection().execute(delete(parts).where(parts.c.job_id == self.job.id))
        for position, start in enumerate(range(0, len(octets), PART)):
            part = {"job_id": self.job.id, "position": position}
            part["octets"] = octets[start : start + PART]
            db.session.connection().execute(insert(parts).values(part))
            self.write({"held_until": clock.now() + LEASE})

    def end(self, state: JobState, verb: str, said: str, **values: Any) -> None:
        """Write down that the work has ended, and in the history by whose doing."""
        if state is not JobState.DONE:
            db.session.rollback()
        kind = kind_of_job(self.job.kind)
        record(verb, "job", self.job.id, str(kind.label) if kind else self.job.kind)
        ended = {"state": state, "said": said, "ended_at": clock.now(), **NOBODY_HOLDS}
        try:
            self.write(ended | values)
        except ClaimLost:
            db.session.rollback()

    def put_off(self) -> None:
        """Let the work be tried again after a pause; after the last try it has failed."""
        db.session.rollback()
        tries = job_row(self.job.id).tries
        if tries >= MOST_TRIES:
            self.end(JobState.FAILED, "failed", fault_words(self.job.id))
            return
        due = clock.now() + PAUSES[max(tries, 1) - 1]
        self.let_go({"due_at": due})

    def give_back(self) -> None:
        """Leave the rest to whoever comes next; a stop that was asked for is no failed try."""
        self.let_go({"due_at": clock.now(), "tries": max(0, job_row(self.job.id).tries - 1)})

    def let_go(self, values: dict[str, Any]) -> None:
        """Let somebody else take the work up."""
        try:
            self.write({"state": JobState.WAITING, **values, **NOBODY_HOLDS})
        except ClaimLost:
            db.session.rollback()
