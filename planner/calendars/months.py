"""A month as weeks of days, or as an agenda, with what happens on each day."""

import calendar
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from planner.calendars.entries import TENTATIVE_STATES
from planner.calendars.month_queries import MonthEvent, Span
from planner.choices import DatePrecision, EventState

MOST_A_DAY = 5
"""Events of one day that a page of a month shows; a link leads to the others."""


@dataclass(frozen=True)
class EventOnDay:
    """An event on one of its days."""

    event: MonthEvent
    day: date

    @property
    def time(self) -> str:
        """Return “14:30 CET” on the first day of a timed event; empty otherwise."""
        if self.event.start_time is None or self.day != self.event.first:
            return ""
        zone = ZoneInfo(self.event.zone)
        return f"{datetime.combine(self.day, self.event.start_time, zone):%H:%M %Z}"

    @property
    def css(self) -> str:
        """Return the classes of the chip."""
        words = ["chip-event"]
        if self.event.state is EventState.CANCELLED:
            words.append("is-cancelled")
        elif self.event.state in TENTATIVE_STATES:
            words.append("is-tentative")
        if self.day > self.event.first:
            words.append("goes-on")
        return " ".join(words)


@dataclass(frozen=True)
class Day:
    """One day of a month page."""

    day: date
    css: str
    chips: list[EventOnDay]
    more: int = 0
    """How many events the day has besides those shown."""


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
