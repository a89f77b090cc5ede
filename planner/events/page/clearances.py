"""Clearances that end before an event is over: for whom, and what falls due (DOMAIN 3).

Clearances stand on the record of a person and are seen by whoever sees that record.
"""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import joinedload

from planner.accounts.labels import owner_name
from planner.choices import AHEAD_STATES, EventState
from planner.events.mine import is_mine
from planner.events.models import Attendance, Event
from planner.events.page.meeting_queries import STAYED_AWAY
from planner.participants.models import Person
from planner.shapes.due_item import DueItem
from planner.viewers import Viewer
from planner.web.due_sources import DueSource, due_source

ASKED_AHEAD = timedelta(days=60)
"""So long before its end a clearance is asked for anew: it takes that long."""
STILL_TO_COME = (EventState.PLANNED, EventState.COORDINATED, *AHEAD_STATES)


def ends_too_early(row: Attendance) -> bool:
    """Say whether somebody who is expected holds a clearance that ends before the event does."""
    event, person = row.event, row.person
    last = event.ends_on or event.starts_on
    if row.state in STAYED_AWAY or event.state not in STILL_TO_COME or last is None:
        return False
    ends = person.clearance_expires_on
    return bool(person.is_cleared and ends and ends < last)


def owed() -> ColumnElement[bool]:
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


def mine(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that an event is the viewer's own."""
    own = select(Event.id).where(Event.id == Attendance.event_id, is_mine(viewer))
    return own.correlate(Attendance).exists()


def clearance_item(row: Attendance) -> DueItem:
    """Return a clearance that has to be renewed; calendars read it, so it names nobody."""
    url = url_for("events.people", event_id=row.event_id)
    return DueItem(
        "clearances",
        _("Clearance of a participant ends before the event"),
        url,
        row.person.clearance_expires_on or row.event.sort_on,
        owner_name(row.event.owner),
        row.event.title,
        row.event.marking,
        _("See who"),
        url,
        row.id,
        row.person.version + row.event.version,
    )


CLEARANCES_DUE = due_source(
    DueSource(
        name="clearances",
        title=_l("Clearances that end before an event"),
        entity=Attendance,
        owed=owed,
        mine=mine,
        day=select(Person.clearance_expires_on)
        .where(Person.id == Attendance.person_id)
        .correlate(Attendance)
        .scalar_subquery(),
        item_of=clearance_item,
        loads=(
            joinedload(Attendance.person),
            joinedload(Attendance.event).joinedload(Event.owner),
        ),
        ahead=ASKED_AHEAD,
        place=45,
    )
)
