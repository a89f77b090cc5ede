"""Conditions on how open exercises and operations are, and on what they are meant to show.

They ask of rows what `events/page/transparency.py` says of one event.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, func, not_, or_

from planner.choices import Family
from planner.events.list.flag_conditions import condition
from planner.events.measures import of_family
from planner.events.models import Event
from planner.events.page.transparency import MANDATE, OPEN_FAMILIES

if TYPE_CHECKING:
    from planner.events.list.filtering import EventFilter


def is_said(name: str) -> ColumnElement[bool]:
    """Return the condition that a text of an event’s own fields says something."""
    kept: Any = Event.more_details[name].as_string()
    return func.coalesce(kept, "") != ""


def is_open() -> ColumnElement[bool]:
    """Return the condition that nothing lacks that openness asks for."""
    return and_(
        Event.announced_on.is_not(None),
        func.coalesce(Event.observers_invited, False),
        is_said("peaceful_purpose"),
        is_said("told_before"),
        or_(not_(of_family(Family.OPERATION)), is_said(MANDATE)),
    )


@condition("open", _l("Exercise or operation, open to others"))
def open_to_others(_wanted: "EventFilter", _today: date) -> ColumnElement[bool]:
    """Return the condition for exercises and operations of which nothing lacks."""
    return and_(of_family(*OPEN_FAMILIES), is_open())


@condition("not-open", _l("Exercise or operation, not yet open to others"))
def not_open_to_others(_wanted: "EventFilter", _today: date) -> ColumnElement[bool]:
    """Return the condition for exercises and operations of which something lacks."""
    return and_(of_family(*OPEN_FAMILIES), not_(is_open()))


@condition("shows-commitment", _l("Meant to show commitment"))
def shows_commitment(_wanted: "EventFilter", _today: date) -> ColumnElement[bool]:
    """Return the condition for events that are meant to show commitment to common defence."""
    kept: Any = Event.more_details["shows_commitment"].as_boolean()
    return func.coalesce(kept, False)
