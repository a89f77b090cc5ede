"""Who is expected at an event: by name for those who keep its names, in number for all."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from planner.db import db
from planner.events.models import Attendance, Event
from planner.events.page.meeting_queries import STAYED_AWAY
from planner.participants.models import Person

attendance = Attendance.__table__


def expected(event: Event) -> Sequence[Attendance]:
    """Return the rows of an event's list that the viewer sees, less those who will not come."""
    listed = (
        select(Attendance)
        .join(Attendance.person)
        .where(Attendance.event_id == event.id, Attendance.state.not_in(STAYED_AWAY))
        .options(joinedload(Attendance.person).joinedload(Person.organisation))
        .order_by(Person.name_key, Person.id)
    )
    return db.session.scalars(listed).all()


def expected_count(event: Event) -> int:
    """Return how many are expected; a count, open to all who see the event, as on its page."""
    counted = select(func.count()).select_from(attendance)
    of_event = attendance.c.event_id == event.id
    is_coming = attendance.c.state.not_in(STAYED_AWAY)
    return db.session.scalar(counted.where(of_event, is_coming)) or 0
