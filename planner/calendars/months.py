"""A month as weeks of days, or as an agenda, with what happens on each day."""

import calendar
from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta

from planner.calendars.month_days import Day, EventOnDay
from planner.calendars.month_precision import exact
from planner.calendars.month_queries import MonthEvent
from planner.calendars.span_queries import Span
from planner.choices import DatePrecision

MOST_A_DAY = 5
"""Events of one day that a page of a month shows; a link leads to the others."""


def weeks_of(first: date, first_week_day: int) -> list[list[date]]:
    """Return the weeks that hold the month, whole, beginning on the locale's day."""
    return calendar.Calendar(first_week_day).monthdatescalendar(first.year, first.month)


def grid(
    first: date,
    weeks: list[list[date]],
    events: list[MonthEvent],
    spans: Sequence[Span],
    today: date,
) -> list[list[Day]]:
    """Return the weeks with the events of exact days on each of their days, the first few."""
    chips = chips_by_day(events, weeks[0][0], weeks[-1][-1])
    there = number_by_day(spans)
    return [
        [day_of(day, first, chips.get(day, []), there.get(day, 0), today) for day in week]
        for week in weeks
    ]


def number_by_day(spans: Sequence[Span], *, begins_only: bool = False) -> Counter[date]:
    """Return how many events of exact days each day has, or sees begin."""
    found: Counter[date] = Counter()
    for span in spans:
        if span.precision is not DatePrecision.DAY:
            continue
        days = 0 if begins_only else (span.last - span.first).days
        for step in range(days + 1):
            found[span.first + timedelta(days=step)] += span.number
    return found


def day_of(day: date, first: date, chips: list[EventOnDay], there: int, today: date) -> Day:
    """Return a day with its classes, its first few events, and how many more there are."""
    shown = chips[:MOST_A_DAY]
    is_so = {
        "is-outside": (day.year, day.month) != (first.year, first.month),
        "is-weekend": day.weekday() >= calendar.SATURDAY,
        "is-today": day == today,
        "is-empty": not there,
    }
    css = " ".join(["day", *(name for name, holds in is_so.items() if holds)])
    return Day(day, css, shown, there - len(shown))


def chips_by_day(
    events: Sequence[MonthEvent], first: date, last: date
) -> dict[date, list[EventOnDay]]:
    """Return a chip for every day of every exactly dated event within the days."""
    found: dict[date, list[EventOnDay]] = {}
    for event in exact(events):
        day = max(event.first, first)
        while day <= min(event.last, last):
            found.setdefault(day, []).append(EventOnDay(event, day))
            day += timedelta(days=1)
    return found


def agenda(
    events: Sequence[MonthEvent], spans: Sequence[Span], first: date, today: date
) -> list[Day]:
    """Return the days on which something begins, or goes on from before the first day."""
    found: dict[date, list[EventOnDay]] = {}
    for event in exact(events):
        day = max(event.first, first)
        found.setdefault(day, []).append(EventOnDay(event, day))
    there = number_by_day(spans, begins_only=True)
    return [day_of(day, day, found[day], there[day], today) for day in sorted(found)]
