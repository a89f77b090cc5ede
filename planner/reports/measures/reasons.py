"""Why events were cancelled, postponed or sent back, by the reason that was given."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, case, distinct, func, or_, select

from planner.db import db
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import within
from planner.events.models import Event, Transition
from planner.events.states.moves import MOVES
from planner.reports.measures.scope import Scope

BACK = tuple((state, move.to) for state, moves in MOVES.items() for move in moves if move.is_back)
"""The moves that send an event back: from, to."""
WHY = ("planned-cancelled", "planned-postponed", "sent-back")
"""The measures whose events have reasons."""


@measure("sent-back", _l("Sent back, first day in the period"))
def sent_back(asked: CountedFor) -> ColumnElement[bool]:
    """Return events that somebody sent back, by their first day, actual or planned."""
    moves = (
        and_(Transition.from_state == begun, Transition.to_state == ended) for begun, ended in BACK
    )
    moved = select(Transition.event_id).where(or_(*moves))
    return and_(within(Event.sort_on, asked.first, asked.last), Event.id.in_(moved))


def events_by_reason(scope: Scope) -> dict[str, dict[str, int]]:
    """Return by reason how many events each of `WHY` counts that were moved for it.

    An event that was moved for two reasons is in both. Reasons nobody gave are not there.
    """
    conditions = [scope.counts(name) for name in WHY]
    sums = (func.count(distinct(case((one, Event.id)))) for one in conditions)
    statement = (
        select(Transition.reason_code, *sums)
        .join_from(Event, Transition, Transition.event_id == Event.id)
        .where(Transition.reason_code.is_not(None), or_(*conditions))
        .group_by(Transition.reason_code)
    )
    rows = db.session.execute(statement)
    return {code or "": dict(zip(WHY, numbers, strict=True)) for code, *numbers in rows}
