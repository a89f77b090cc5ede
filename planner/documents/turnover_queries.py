"""What a successor is told of a nation that its page does not list."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import or_, select

from planner.choices import EXECUTED_STATES, EventState
from planner.db import db
from planner.events.models import Event, EventNation


def events_between(code: str, first: date, last: date) -> Sequence[Event]:
    """Return the events with a nation that begin between two days and were not called off."""
    takes_part = Event.partners.any(EventNation.nation_code == code)
    found = select(Event).where(
        or_(Event.host_code == code, takes_part),
        Event.starts_on >= first,
        Event.starts_on <= last,
        Event.state.not_in((*EXECUTED_STATES, EventState.CANCELLED, EventState.POSTPONED)),
    )
    return db.session.scalars(found.order_by(Event.starts_on, Event.id)).all()
