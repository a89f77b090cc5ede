"""Whose entries have to be rendered when a nation, a programme, an objective or a kind changes."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from planner.events.models import Event, EventNation, ObjectiveLink, Place


def affected_event_ids(
    session: Session,
    nations: set[str],
    programmes: set[int],
    objectives: set[int],
    kinds: set[str],
) -> set[int]:
    """Return the events whose entries show one of the nations, programmes, objectives or kinds."""
    found: set[int] = set()
    if nations:
        takes_part = select(EventNation.event_id).where(EventNation.nation_code.in_(nations))
        is_place = select(Place.event_id).where(Place.nation_code.in_(nations))
        shown = or_(Event.host_code.in_(nations), Event.id.in_(takes_part), Event.id.in_(is_place))
        found.update(session.scalars(select(Event.id).where(shown)))
    if programmes:
        of_programme = select(Event.id).where(Event.programme_id.in_(programmes))
        found.update(session.scalars(of_programme))
    if objectives:
        serving = select(ObjectiveLink.event_id).where(ObjectiveLink.objective_id.in_(objectives))
        found.update(session.scalars(serving))
    if kinds:
        found.update(session.scalars(select(Event.id).where(Event.kind.in_(kinds))))
    return found


def every_event_id(session: Session) -> list[int]:
    """Return the ids of all events."""
    return list(session.scalars(select(Event.id).order_by(Event.id)))
