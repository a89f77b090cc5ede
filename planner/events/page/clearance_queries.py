"""Whose clearance ends before an event is over."""

from typing import Any

from sqlalchemy import ColumnElement, exists, func, select

from planner.choices import AHEAD_STATES, EventState
from planner.events.mine import is_mine
from planner.events.models import Attendance, Event
from planner.events.page.meeting_queries import STAYED_AWAY
from planner.participants.models import Person
from planner.viewers import Viewer

STILL_TO_COME = (EventState.PLANNED, EventState.COORDINATED, *AHEAD_STATES)


def has_to_be_renewed() -> ColumnElement[bool]:
    """Return the condition on participations of which a clearance has to be renewed."""
    last = func.coalesce(Event.ends_on, Event.starts_on)
    return exists(
        select(Person.id)
        .join(Event, Event.id == Attendance.event_id)
        .where(
            Person.id == Attendance.person_id,
            Attendance.state.not_in(STAYED_AWAY),
            Event.state.in_(STILL_TO_COME),
            Person.is_cleared,
            Person.clearance_expires_on < last,
        )
        .correlate(Attendance)
    )


def of_own_event(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that an event is the viewer's own."""
    own = select(Event.id).where(Event.id == Attendance.event_id, is_mine(viewer))
    return own.correlate(Attendance).exists()


def clearance_ends() -> Any:
    """Return the day on which the clearance of somebody who takes part ends."""
    ends = select(Person.clearance_expires_on).where(Person.id == Attendance.person_id)
    return ends.correlate(Attendance).scalar_subquery()
