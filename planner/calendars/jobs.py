"""Rendering every calendar entry anew, some events at a time."""

from collections.abc import Collection, Generator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner import clock
from planner.calendars.affected_queries import every_event_id
from planner.calendars.audiences import office_setting
from planner.calendars.rendering import refresh
from planner.calendars.revision_queries import told_otherwise
from planner.db import db
from planner.jobs.registry import StepDone, Task, WorkEnd, job_kind
from planner.viewers import EVERYTHING, acting_as

EVENTS = 100
"""Events whose entries are written in one transaction."""


@job_kind(
    "calendar",
    _l("Render the calendar entries anew"),
    "administer",
    hint=_l("When calendars show what the events no longer say. Only what differs is sent anew."),
    by_hand=True,
)
def rebuild_by_steps(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Render every event; only entries that differ get a new revision."""
    with acting_as(db.session, EVERYTHING):
        ids = every_event_id(db.session())
    written = yield from render_by_steps(ids, task)
    return WorkEnd(
        _("Every event was rendered; entries that differed: %(number)s.", number=written),
        number=written,
    )


def retell_by_steps(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Stamp anew what was stamped under another setting, or never, as `retell` does at once."""
    with acting_as(db.session, EVERYTHING):
        ids = told_otherwise(db.session(), office_setting())
    written = yield from render_by_steps(ids, task)
    return WorkEnd("", number=written)


def render_by_steps(ids: Collection[int], task: Task) -> Generator[StepDone, None, int]:
    """Render events, some in each transaction; return how many entries were written."""
    after, written = task.cursor.get("after", 0), int(task.cursor.get("written", 0))
    left = [key for key in sorted(ids) if key > after]
    done = len(ids) - len(left)
    for start in range(0, len(left), EVENTS):
        some = left[start : start + EVENTS]
        with acting_as(db.session, EVERYTHING):
            written += refresh(db.session(), some, now=clock.now())
        done += len(some)
        yield StepDone(done, len(ids), {"after": some[-1], "written": written})
    return written
