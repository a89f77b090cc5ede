"""What the loader asks before it writes."""

from sqlalchemy import select

from planner.db import db
from planner.events.models import Event
from planner.partners.models import Programme


def has_events() -> bool:
    """Say whether the database holds any event."""
    return db.session.scalar(select(Event.id).limit(1)) is not None


def programmes_by_name() -> dict[str, Programme]:
    """Return the programmes by their name."""
    return {programme.name: programme for programme in db.session.scalars(select(Programme))}
