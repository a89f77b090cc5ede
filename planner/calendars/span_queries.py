"""How many events lie on the same days, for the numbers beside those shown."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import case, func, select

from planner.calendars.month_queries import on_page
from planner.choices import DatePrecision
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.models import Event

first_day = func.coalesce(Event.actual_starts_on, Event.starts_on)
last_day = func.coalesce(Event.actual_ends_on, Event.ends_on)


@dataclass(frozen=True)
class Span:
    """How many events there are of the same days, cut to the days of a page."""

    precision: DatePrecision
    first: date
    last: date
    number: int


def spans_between(wanted: EventFilter, first: date, last: date, today: date) -> list[Span]:
    """Return how many filtered events touch the days, by their days as far as they lie there."""
    begins = case((first_day < first, first), else_=first_day)
    ends = case((last_day > last, last), else_=last_day)
    columns = (
        Event.date_precision,
        begins.label("begins"),
        ends.label("ends"),
        func.count(Event.id),
    )
    counted = (
        select(*columns)
        .where(*on_page(wanted, first, last, today))
        .group_by(Event.date_precision, "begins", "ends")
    )
    return [Span(*row) for row in db.session.execute(counted)]
