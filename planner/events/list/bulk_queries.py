"""The events that were ticked in the list, or that its filter stands for."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.models import Event, EventNation

MOST_AT_ONCE = 1000
"""Events that one step changes: they are saved together, in one transaction."""


def keys_of_filter(wanted: EventFilter, today: date) -> list[int]:
    """Return the keys of the events of a filter, newest first, to one more than MOST_AT_ONCE."""
    statement = (
        select(Event.id)
        .where(*wanted.conditions(today))
        .order_by(Event.sort_on.desc(), Event.id.desc())
        .limit(MOST_AT_ONCE + 1)
    )
    return list(db.session.scalars(statement))


def chosen_events(ids: Sequence[int]) -> Sequence[Event]:
    """Return the visible events of these keys with what their moves look at, newest first."""
    if not ids:
        return []
    statement = (
        select(Event)
        .where(Event.id.in_(ids))
        .options(
            selectinload(Event.partners).selectinload(EventNation.nation),
            selectinload(Event.places),
            selectinload(Event.links),
            selectinload(Event.coordination),
            selectinload(Event.transitions),
            selectinload(Event.topic_rows),  # which may ask for a marking
        )
        .order_by(Event.sort_on.desc(), Event.id.desc())
    )
    return db.session.scalars(statement).all()
