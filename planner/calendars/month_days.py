"""A day of the calendar pages, and an event on one of its days."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from planner.calendars.entries import TENTATIVE_STATES
from planner.calendars.month_queries import MonthEvent
from planner.choices import EventState


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
