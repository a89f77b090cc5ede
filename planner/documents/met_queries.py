"""Who of a nation is met: those expected at an event, or those met last."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from planner.choices import EXECUTED_STATES
from planner.db import db
from planner.events.models import Attendance, Event
from planner.events.page.meeting_queries import STAYED_AWAY
from planner.participants.models import Person

MOST = 12
"""More people are not named on one page."""


class Met(NamedTuple):
    """Somebody, and the last day on which they were met."""

    person: Person
    last_on: date | None


def expected_at(event: Event, code: str) -> Sequence[Person]:
    """Return the people of a nation on an event's list, less those who will not come."""
    listed = select(Attendance.person_id).where(
        Attendance.event_id == event.id, Attendance.state.not_in(STAYED_AWAY)
    )
    found = select(Person).where(Person.nation_code == code, Person.id.in_(listed))
    ordered = found.options(joinedload(Person.organisation)).order_by(Person.name_key, Person.id)
    return db.session.scalars(ordered).all()


def met_last(code: str) -> list[Met]:
    """Return the people of a nation who were met, those met last first."""
    met = (
        select(Attendance.person_id, func.max(Event.actual_ends_on).label("last_on"))
        .join(Event, Event.id == Attendance.event_id)
        .where(
            Event.state.in_(EXECUTED_STATES),
            Attendance.state.not_in(STAYED_AWAY),
            Attendance.has_attended.is_not(False),
        )
        .group_by(Attendance.person_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Person, met.c.last_on)
        .join(met, met.c.person_id == Person.id)
        .where(Person.nation_code == code)
        .options(joinedload(Person.organisation))
        .order_by(met.c.last_on.desc(), Person.name_key, Person.id)
        .limit(MOST)
    )
    return [Met(*row) for row in rows]
