"""One event with everything its page shows, in few statements."""

from typing import Any, NamedTuple

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import joinedload, lazyload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from planner.db import db
from planner.events.models import (
    Attendance,
    Coordination,
    Event,
    EventNation,
    ObjectiveLink,
    Place,
    Risk,
    Transition,
)

attendance = Attendance.__table__
MANY = {
    "places": Place.__table__,
    "attendances": attendance,
    "risks": Risk.__table__,
    "coordination": Coordination.__table__,
    "transitions": Transition.__table__,
}
"""What an event may have many of, or none: asked for only where there is any."""


def name_count(*conditions: Any) -> Any:
    """Return the count of an event's names that meet conditions.

    Counts are for everybody who sees the event; the names are not, so the rows are counted
    in the table, beside the event that the viewer's criterion narrows.
    """
    counted = select(func.count()).select_from(attendance)
    return counted.where(attendance.c.event_id == Event.id, *conditions).scalar_subquery()


CAME = name_count(attendance.c.has_attended)
PAGE = (
    select(
        Event,
        name_count(),
        CAME,
        *(exists().where(table.c.event_id == Event.id) for table in MANY.values()),
    )
    .where(Event.id == bindparam("event_id"))
    .options(
        joinedload(Event.programme),
        selectinload(Event.partners).joinedload(EventNation.nation),
        selectinload(Event.links).joinedload(ObjectiveLink.objective),
        lazyload(Event.attendances).joinedload(Attendance.person),
    )
)


class EventPage(NamedTuple):
    """An event with how many names it has and how many of them came."""

    event: Event
    names: int
    came: int


def page_of(event_id: int) -> EventPage | None:
    """Return an event for its page; None when it is not to be seen.

    Owner and author come by name from `users_by_id`: a whole user brings roles and nations.
    """
    found = db.session.execute(PAGE, {"event_id": event_id}).one_or_none()
    if found is None:
        return None
    event, names, came, *there = found
    for name, is_there in zip(MANY, there, strict=True):
        if not is_there:
            set_committed_value(event, name, [])
    return EventPage(event, names, came)


def event_with_rows(event_id: int) -> Event | None:
    """Return an event for its forms; None when it is not to be seen."""
    found = page_of(event_id)
    return found.event if found else None


def names_ticked(event_id: int) -> int:
    """Return how many names are ticked as having come; a count, open to all who see the event."""
    return db.session.scalar(select(CAME).select_from(Event).where(Event.id == event_id)) or 0
