"""Clearances that end before an event is over: for whom, and what falls due (DOMAIN 3).

Clearances stand on the record of a person and are seen by whoever sees that record.
"""

from datetime import timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload

from planner.accounts.labels import owner_name
from planner.events.models import Attendance, Event
from planner.events.page.clearance_queries import (
    STILL_TO_COME,
    clearance_ends,
    has_to_be_renewed,
    of_own_event,
)
from planner.events.page.meeting_queries import STAYED_AWAY
from planner.shapes.due_item import DueItem
from planner.web.due_sources import DueSource, due_source

ASKED_AHEAD = timedelta(days=60)
"""So long before its end a clearance is asked for anew: it takes that long."""


def ends_too_early(row: Attendance) -> bool:
    """Say whether somebody who is expected holds a clearance that ends before the event does."""
    event, person = row.event, row.person
    last = event.ends_on or event.starts_on
    if row.state in STAYED_AWAY or event.state not in STILL_TO_COME or last is None:
        return False
    ends = person.clearance_expires_on
    return bool(person.is_cleared and ends and ends < last)


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
        owed=has_to_be_renewed,
        mine=of_own_event,
        day=clearance_ends(),
        item_of=clearance_item,
        loads=(
            joinedload(Attendance.person),
            joinedload(Attendance.event).joinedload(Event.owner),
        ),
        ahead=ASKED_AHEAD,
        place=45,
    )
)
