"""The days that a feed covers."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func

from planner.events.models import Event


@dataclass(frozen=True)
class Window:
    """The days that a feed covers, both included (CALENDAR 25)."""

    first: date
    last: date

    @property
    def condition(self) -> ColumnElement[bool]:
        """Return the condition that an event lies in the window, at least in part."""
        ends_on = func.coalesce(Event.actual_ends_on, Event.ends_on)
        condition: ColumnElement[bool] = (ends_on >= self.first) & (Event.sort_on <= self.last)
        return condition


def window(today: date, months_back: int, months_ahead: int) -> Window:
    """Return whole months around today, so that the window moves once a month."""
    first = month_start(today, -months_back)
    return Window(first, month_start(today, months_ahead + 1) - timedelta(days=1))


def month_start(day: date, months: int) -> date:
    """Return the first day of the month so many months away."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)
