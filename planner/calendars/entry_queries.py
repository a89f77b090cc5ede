"""What the upkeep of entries reads: events with the facts behind their entries."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.calendars.borrowed_queries import words
from planner.calendars.entry_words import Facts
from planner.events.models import Event


def facts(session: Session, event_ids: Sequence[int]) -> tuple[list[Facts], dict[str, str]]:
    """Return events with the words their entries borrow, and the edited names of nations."""
    found = words(session, event_ids)
    events = loaded_events(session, event_ids)
    return [
        Facts(
            event,
            found.places.get(event.id, ()),
            found.partners.get(event.id, ()),
            found.objectives.get(event.id, ()),
            found.programmes.get(event.id, ""),
        )
        for event in events
    ], found.nations


def loaded_events(session: Session, event_ids: Sequence[int]) -> list[Event]:
    """Return the events; a single one that was just saved costs no select."""
    if len(event_ids) == 1:
        event = session.get(Event, event_ids[0])
        return [event] if event else []
    return list(session.scalars(select(Event).where(Event.id.in_(event_ids))))
