"""What is owed after events, as the rollup keeps it (METRICS M13)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Integer, RowMapping, String, cast, func

from planner.choices import KEPT_STATES, OPEN_FOLLOW_UP_STATES, FollowUpState
from planner.db import db
from planner.outcomes.models import FollowUp
from planner.reports.measures.kept_amounts import days_of, kept, months_of
from planner.reports.measures.scope import Scope
from planner.rollup.additions import KeptAmount, adds
from planner.rollup.part_queries import EVENT, gathered
from planner.rollup.parts import month_slot
from planner.rollup.sum_queries import BY_SLOT, EVER, sum_of_cells

follow_up = FollowUp.__table__
OPEN, CLOSED, DROPPED = "promise-open", "promise-closed", "promise-dropped"
WAS_DUE, WAS_DONE = "owed-due", "owed-done"
"""By the day from which it counts as due before a day, and as not owed any more on one."""


def columns() -> Mapping[str, Any]:
    """Return the follow-ups of an event: state, day due, day closed, marking of its own."""
    closed = func.coalesce(cast(follow_up.c.closed_on, String), "")
    marked = cast(func.coalesce(cast(follow_up.c.marking, Integer), 0), String)
    days = cast(follow_up.c.due_on, String) + "|" + closed
    told = cast(follow_up.c.state, String) + "|" + days + "|" + marked
    return {"promises": gathered(told, follow_up.c.event_id == EVENT.c.id)}


@adds(columns)
def promises_of(row: RowMapping) -> Iterator[KeptAmount]:
    """Give what an event's follow-ups tell; several of a sort add up."""
    found: Counter[tuple[str, int, str, int]] = Counter()
    for one in (row["promises"] or "").split(","):
        if one:
            state, due_on, closed_on, marked = one.split("|")
            due = date.fromisoformat(due_on)
            closed = date.fromisoformat(closed_on) if closed_on else None
            seen_by = max(int(row["marking"]), int(marked))
            told = told_of(FollowUpState(state), due, closed)
            found.update((*each, seen_by) for each in told)
    for (name, slot, bucket, marking), number in found.items():
        yield KeptAmount(name, slot, number, bucket, marking=marking)


def told_of(state: FollowUpState, due: date, closed: date | None) -> Iterator[tuple[str, int, str]]:
    """Give measure, slot and bucket of one follow-up."""
    yield WAS_DUE, due.toordinal() + 1, ""
    if closed is not None:
        yield WAS_DONE, max(due.toordinal() + 1, closed.toordinal()), ""
    if state in OPEN_FOLLOW_UP_STATES:
        yield OPEN, due.toordinal(), ""
    elif state in KEPT_STATES and closed is not None:
        yield CLOSED, month_slot(due), str(max(0, (closed - due).days))
    elif state is FollowUpState.DROPPED:
        yield DROPPED, month_slot(due), ""


def kept_due(scope: Scope) -> tuple[Counter[int], Counter[date], int]:
    """Return the follow-ups due in a period: closed by days late, open by day due, dropped."""
    late: Counter[int] = Counter()
    still: Counter[date] = Counter()
    dropped, months = 0, months_of(scope)
    days = days_of(scope.period.first, scope.period.last)
    asked = {CLOSED: months, DROPPED: months, OPEN: days}
    for (name, bucket, slot, *_where), number in kept(asked, BY_SLOT).items():
        if name == OPEN:
            still[date.fromordinal(slot)] += number
        elif name == CLOSED:
            late[int(bucket)] += number
        else:
            dropped += number
    return late, still, dropped


def kept_open(first: date = date.min, last: date = date.max) -> Counter[date]:
    """Return how many follow-ups are open, by the day by which they are due."""
    found = kept({OPEN: days_of(first, last)}, BY_SLOT)
    return Counter({date.fromordinal(key[2]): number for key, number in found.items()})


def kept_owed(day: date) -> tuple[Any, Any]:
    """Return what asks how many follow-ups were still owed on a day, of those due before it."""
    ceiling, until = db.session.info["viewer"].ceiling, (EVER[0], day.toordinal())
    due, done = (sum_of_cells(ceiling, name, until) for name in (WAS_DUE, WAS_DONE))
    return due - done, due
