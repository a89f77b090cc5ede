"""The later looks at an event."""

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from planner.db import db
from planner.events.models import Event
from planner.outcomes.models import LaterLook


def later_looks_of(event: Event) -> list[LaterLook]:
    """Return the looks at an event, the first due first."""
    wanted = select(LaterLook).where(LaterLook.event_id == event.id)
    loaded = wanted.options(joinedload(LaterLook.looked_by))
    return list(db.session.scalars(loaded.order_by(LaterLook.due_on, LaterLook.id)))


def looks_kept(session: Session, event_id: int) -> list[LaterLook]:
    """Return the looks at an event that a session has stored."""
    return list(session.scalars(select(LaterLook).where(LaterLook.event_id == event_id)))
