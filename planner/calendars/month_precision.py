"""Events of a month by how exactly their day is known."""

from collections.abc import Sequence
from datetime import date

from planner.calendars.month_queries import MonthEvent
from planner.calendars.span_queries import Span
from planner.choices import DatePrecision


def exact(events: Sequence[MonthEvent]) -> list[MonthEvent]:
    """Return the events of which the day is known."""
    return [event for event in events if event.precision is DatePrecision.DAY]


def imprecise(events: Sequence[MonthEvent], first: date) -> list[MonthEvent]:
    """Return the events of which only the month or the year is known, in this month."""
    return [
        event
        for event in events
        if event.precision is not DatePrecision.DAY and may_touch(event, first)
    ]


def number_imprecise(spans: Sequence[Span], first: date) -> int:
    """Return how many events of only a known month or year there are in this month."""
    return sum(
        span.number
        for span in spans
        if span.precision is not DatePrecision.DAY and may_touch(span, first)
    )


def may_touch(event: MonthEvent | Span, first: date) -> bool:
    """Say whether an event might lie in the month."""
    if event.precision is DatePrecision.YEAR:
        return event.first.year <= first.year <= event.last.year
    return event.first.replace(day=1) <= first <= event.last
