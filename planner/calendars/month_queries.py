"""What the calendar pages show: the events that touch some days, a few of each."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select

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


def shown_between(
    wanted: EventFilter, first: date, last: date, today: date, most: int
) -> list[MonthEvent]:
    """Return the filtered events that touch the days, in the order of a diary.

    Of those that begin on the same day, or went on before the first, only so many. An event of
    which only the year is known touches every day of that year.
    """
    begins = case((first_day < first, first), else_=first_day)
    order = (Event.sort_on, Event.start_time.is_not(None), Event.start_time, Event.id)
    place = func.row_number().over(partition_by=(Event.date_precision, begins), order_by=order)
    columns: tuple[Any, ...] = (
        Event.id,
        Event.title,
        Event.kind,
        Event.state,
        Event.marking,
        Event.date_precision,
        first_day.label("first"),
        last_day.label("last"),
        Event.start_time,
        Event.end_time,
        Event.zone,
    )
    placed = (
        select(*columns, place.label("place"), Event.sort_on)
        .where(*on_page(wanted, first, last, today))
        .subquery()
    )
    shown = list(placed.c)[: len(columns)]
    timed = placed.c.start_time
    found = (
        select(*shown)
        .where(placed.c.place <= most)
        .order_by(placed.c.sort_on, timed.is_not(None), timed, placed.c.id)
    )
    return [MonthEvent(*row) for row in db.session.execute(found)]


def on_page(wanted: EventFilter, first: date, last: date, today: date) -> list[ColumnElement[bool]]:
    """Return the conditions of the filtered events that touch the days.

    All lie in the years of these days, so that events are looked through once.
    """
    of_the_years = touches(first.replace(month=1, day=1), last.replace(month=12, day=31))
    is_year = Event.date_precision == DatePrecision.YEAR
    return [*wanted.conditions(today), of_the_years, or_(is_year, touches(first, last))]


def touches(first: date, last: date) -> ColumnElement[bool]:
    """Return the condition that an event lies in the days, at least in part."""
    return and_(Event.sort_on <= last, last_day >= first)
