"""The days and moments of an event’s entry."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from planner.calendars.entry_words import imprecise_words
from planner.choices import DatePrecision
from planner.events.models import Event

LONGEST_TIMED = timedelta(hours=24)
"""What lasts longer is a bar of whole days (CALENDAR 10)."""


def span_of(event: Event) -> tuple[date, date] | None:
    """Return first and last day, or the moments in UTC of a timed event within a day.

    The actual days win over the planned ones. A month or a year is a bar over all of it.
    """
    first, last = event.start, event.end
    if first is None or last is None:
        return None
    if event.date_precision is not DatePrecision.DAY:
        return whole_period(first.day, last.day, event.date_precision)
    moments = moments_of(event, first.day, last.day)
    return moments or (first.day, last.day)


def moments_of(event: Event, first: date, last: date) -> tuple[datetime, datetime] | None:
    """Return start and end in UTC; None for whole days (CALENDAR 6, 8, 10)."""
    if event.start_time is None or event.end_time is None:
        return None
    start = datetime.combine(first, event.start_time, ZoneInfo(event.zone)).astimezone(UTC)
    end = datetime.combine(last, event.end_time, ZoneInfo(event.zone)).astimezone(UTC)
    return (start, end) if timedelta() < end - start < LONGEST_TIMED else None


def whole_period(first: date, last: date, precision: DatePrecision) -> tuple[date, date]:
    """Return the first and last day of the months or years in which two days lie."""
    if precision is DatePrecision.YEAR:
        return first.replace(month=1, day=1), last.replace(month=12, day=31)
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def dated(title: str, event: Event, locale: str) -> str:
    """Return the title; an imprecise date stands beside it, as exactly as it is known."""
    words = imprecise_words(event, locale)
    return _("%(title)s (%(when)s, day not set)", title=title, when=words) if words else title
