"""What the calendar pages show: the events that touch some days, in one select."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from planner.choices import DatePrecision, EventState, Marking
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.models import Event

first_day = func.coalesce(Event.actual_starts_on, Event.starts_on)
last_day = func.coalesce(Event.actual_ends_on, Event.ends_on)


@dataclass(frozen=True)
class MonthEvent:
    """What a calendar page shows of one event; days and times are those at its place."""

    id: int
    title: str
    kind: str
    state: EventState
    marking: Marking
    precision: DatePrecision
    first: date
    last: date
    start_time: time | None
    end_time: time | None
    zone: str


def shown_between(wanted: EventFilter, first: date, last: date, today: date) -> list[MonthEvent]:
    """Return the filtered events that touch the days, in the order of a diary.

    An event of which only the year is known touches every day of that year.
    """
    columns: tuple[Any, ...] = (
        Event.id,
        Event.title,
        Event.kind,
        Event.state,
        Event.marking,
        Event.date_precision,
        first_day,
        last_day,
        Event.start_time,
        Event.end_time,
        Event.zone,
    )
    of_the_year = touches(first.replace(month=1, day=1), last.replace(month=12, day=31))
    is_year = Event.date_precision == DatePrecision.YEAR
    events = (
        select(*columns)
        .where(*wanted.conditions(today))
        .where(or_(touches(first, last), and_(is_year, of_the_year)))
        .order_by(Event.sort_on, Event.start_time.is_not(None), Event.start_time, Event.id)
    )
    return [MonthEvent(*row) for row in db.session.execute(events)]


def touches(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that an event lies in the days, at least in part."""
    return and_(Event.sort_on <= last, last_day >= first)
