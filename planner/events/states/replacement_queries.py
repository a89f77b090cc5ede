"""Which events may stand in for one that was postponed or cancelled, and which do."""

from datetime import date

from sqlalchemy import (
    ColumnElement,
    and_,
    case,
    or_,
    select,
)

from planner.choices import EXECUTED_STATES, EventState
from planner.db import PreciseDate, db
from planner.events.models import Event
from planner.viewers import EVERYTHING, acting_as

MOST_CHOICES = 500


def may_replace(event: Event, today: date) -> ColumnElement[bool]:
    """Return the condition on events that could take the place of one: all still to come.

    The one already chosen, copies and the same series may be past as well.
    """
    return and_(
        Event.id != event.id,
        Event.state != EventState.CANCELLED,
        or_(is_near(event), and_(Event.sort_on >= today, Event.state.not_in(EXECUTED_STATES))),
    )


def is_near(event: Event) -> ColumnElement[bool]:
    """Return the condition on the replacements that are likeliest."""
    return or_(
        Event.id == event.replaced_by_id,
        Event.copied_from_id == event.id,
        and_(Event.programme_id == event.programme_id, Event.programme_id.is_not(None)),
    )


def replacement_choices(event: Event, today: date) -> list[tuple[int, str, PreciseDate | None]]:
    """Return key, title and day of what could take an event's place, the likeliest first."""
    statement = (
        select(Event.id, Event.title, Event.starts_on, Event.date_precision)
        .where(may_replace(event, today))
        .order_by(case((is_near(event), 0), else_=1), Event.sort_on, Event.id)
        .limit(MOST_CHOICES)
    )
    return [
        (row.id, row.title, PreciseDate(row.starts_on, row.date_precision))
        if row.starts_on
        else (row.id, row.title, None)
        for row in db.session.execute(statement)
    ]


def replacement(event: Event, key: int, today: date) -> Event | None:
    """Return the event that is to take another's place; None when it may not or is not seen."""
    return db.session.scalar(select(Event).where(Event.id == key, may_replace(event, today)))


def replacements_after(key: int, most: int = 100) -> list[int]:
    """Return the chain of events that replace one another from an event on, whoever looks."""
    found = [key]
    with acting_as(db.session, EVERYTHING):
        while len(found) < most:
            after = db.session.scalar(select(Event.replaced_by_id).where(Event.id == found[-1]))
            if after is None or after in found:
                return [*found, after] if after else found
            found.append(after)
    return found
