"""Where somebody was met last and is met next, on events whose names the viewer keeps."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Select, select

from planner.choices import EXECUTED_STATES, EventState
from planner.db import db
from planner.events.models import Attendance, Event
from planner.events.page.meeting_queries import STAYED_AWAY

SHORT = 3
CALLED_OFF = (EventState.CANCELLED, EventState.POSTPONED)


def of_person(person_id: int) -> Select[Any]:
    """Return the events on whose list somebody stands and did not stay away."""
    return (
        select(Event)
        .join(Attendance, Attendance.event_id == Event.id)
        .where(Attendance.person_id == person_id, Attendance.state.not_in(STAYED_AWAY))
    )


def met_last_at(person_id: int) -> Sequence[Event]:
    """Return the last events that somebody came to, the latest first."""
    came = Event.state.in_(EXECUTED_STATES), Attendance.has_attended.is_not(False)
    found = of_person(person_id).where(*came).order_by(Event.sort_on.desc(), Event.id.desc())
    return db.session.scalars(found.limit(SHORT)).all()


def met_next_at(person_id: int, today: date) -> Sequence[Event]:
    """Return the next events that somebody is expected at, the first first."""
    is_ahead = Event.state.not_in((*EXECUTED_STATES, *CALLED_OFF)), Event.ends_on >= today
    found = of_person(person_id).where(*is_ahead).order_by(Event.sort_on, Event.id)
    return db.session.scalars(found.limit(SHORT)).all()
