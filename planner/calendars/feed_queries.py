"""What a feed or a download holds: which events, in which edition, and their stored octets."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, func, literal, select

from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.feed_asked import FeedAsked
from planner.calendars.models import CalendarEntry
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.models import Event
from planner.events.visibility import in_scope
from planner.viewers import Viewer

# The table, not the class: the event in the same statement is narrowed to what may be seen.
entry = CalendarEntry.__table__
WITHDRAWN_FOR: Final = timedelta(days=30)
"""How long a discarded event stays in feeds as cancelled (CALENDAR 5)."""


def entries(
    *columns: Any, told: Audience, conditions: Iterable[ColumnElement[bool]]
) -> Select[Any]:
    """Return the select of columns of events that have an entry to show, and that entry."""
    of_event = (entry.c.event_id == Event.id) & (entry.c.audience == audience(told))
    return (
        select(*columns)
        .select_from(Event)
        .join(entry, of_event)
        .where(entry.c.body != b"", *conditions)
    )


def audience(told: Audience) -> ColumnElement[Any]:
    """Return which entry of an event is told: by its marking at this moment."""
    kind = entry.c.audience.type
    full = literal(Audience.FULL, kind)
    if told is Audience.FULL:
        return full
    return case((is_sensitive(Event.marking), literal(told, kind)), else_=full)


def discarded_lately(viewer: Viewer, now: datetime) -> list[ColumnElement[bool]]:
    """Return the conditions for what the viewer saw until it was discarded, not long ago."""
    return [Event.discarded_at >= now - WITHDRAWN_FOR, in_scope(viewer, Event)]


def download(wanted: EventFilter, today: date, told: Audience) -> tuple[list[bytes], int]:
    """Return the octets of exactly the events filtered, and how many of them have no date."""
    conditions = wanted.conditions(today)
    shown = entries(entry.c.body, told=told, conditions=conditions)
    found = list(db.session.scalars(shown.order_by(Event.sort_on, Event.id)))
    total = db.session.scalar(select(func.count(Event.id)).where(*conditions)) or 0
    return found, total - len(found)


def revised_entries(told: Audience, conditions: Iterable[ColumnElement[bool]]) -> list[Any]:
    """Return key, number and moment of the entries that meet the conditions and have a date."""
    columns = (Event.id, entry.c.sequence, entry.c.modified_at)
    return list(db.session.execute(entries(*columns, told=told, conditions=conditions)))


def withdrawn_from(asked: "FeedAsked") -> list[ColumnElement[bool]]:
    """Return the conditions for what a feed showed until it was discarded, not long ago."""
    return [*asked.conditions, *discarded_lately(asked.feed.viewer, asked.now)]


def release_rows(wanted: EventFilter, today: date, told: Audience) -> list[Any]:
    """Return the distinct markings and releases of the events filtered that have an entry.

    Where only the time is told there is nothing to mark, and the nations would tell more.
    """
    conditions = wanted.conditions(today)
    if told is Audience.BUSY:
        conditions.append(~is_sensitive(Event.marking))
    columns = (Event.marking, Event.releasable_to)
    return list(db.session.execute(entries(*columns, told=told, conditions=conditions).distinct()))
