"""The events that were ticked in the list."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from planner.db import db
from planner.events.models import Event, EventNation


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
        )
        .order_by(Event.sort_on.desc(), Event.id.desc())
    )
    return db.session.scalars(statement).all()
