"""Counting everything anew while everybody goes on working: a few events at a time."""

from collections.abc import Generator
from itertools import islice

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.db import db
from planner.jobs.registry import StepDone, Task, WorkEnd, job_kind
from planner.rollup.part_queries import event_ids_after, number_of_events
from planner.rollup.snapshots import as_of_one_moment
from planner.rollup.writing import add_to_cells, cells_amiss, refresh

EVENTS, CELLS = 200, 1000
"""What is written in one transaction."""


@job_kind(
    "rollup",
    _l("Count the events of the reports anew"),
    "administer",
    hint=_l("When the numbers of a report are not those of its lists. Only what differs is set."),
    by_hand=True,
)
def count_by_steps(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Bring the part of every event in step, then the cells with the sum of the parts.

    Cells are set by their difference, which stays the same whatever is saved meanwhile.
    """
    after, done, written = (int(task.cursor.get(name, 0)) for name in ("after", "done", "written"))
    total = number_of_events(db.session.connection())
    while some := event_ids_after(db.session.connection(), after, EVENTS):
        written += refresh(db.session.connection(), some)
        after, done = some[-1], done + len(some)
        yield StepDone(done, max(done, total), {"after": after, "done": done, "written": written})
    with as_of_one_moment() as connection:
        amiss = iter(sorted(cells_amiss(connection).items()))
    while chunk := dict(islice(amiss, CELLS)):
        written += add_to_cells(db.session.connection(), chunk)
        yield StepDone(done, max(done, total))
    said = _("Every event was counted; what differed: %(number)s.", number=written)
    return WorkEnd(said, number=written)
