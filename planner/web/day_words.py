"""How days, periods and moments are written for the reader."""

from datetime import date, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from flask_babel import get_timezone

from planner.choices import DatePrecision
from planner.db import PreciseDate
from planner.officetime import office_day
from planner.web.language import locale
from planner.web.number_words import NONE


def written(value: date, pattern: str) -> str:
    """Return a day by a pattern of Unicode's, in the reader's language."""
    return _written(value, pattern, locale())


@lru_cache(maxsize=8192)
def _written(value: date, pattern: str, language: str) -> str:
    return str(format_date(value, pattern, locale=language))


def day(value: date | PreciseDate | None) -> str:
    """Return “12 Mar 2027”, “March 2027” or “2027”, as exactly as it is known.

    A moment gives the office's day.
    """
    if value is None:
        return NONE
    if isinstance(value, PreciseDate):
        return precise_day(value)
    if isinstance(value, datetime):
        value = office_day(value)
    return written(value, "d MMM y")


def precise_day(value: PreciseDate) -> str:
    """Return a day as exactly as it is known and no more."""
    if value.precision is DatePrecision.YEAR:
        return str(value.day.year)
    if value.precision is DatePrecision.MONTH:
        return written(value.day, "MMMM y")
    return day(value.day)


def period(start: PreciseDate | date | None, end: PreciseDate | date | None) -> str:
    """Return “12–14 Mar 2027”, “28 Mar – 3 Apr 2027”, “October 2012” or “Not set”."""
    first = start.day if isinstance(start, PreciseDate) else start
    last = end.day if isinstance(end, PreciseDate) else end
    if first is None or last is None:
        return NONE
    if isinstance(start, PreciseDate) and not start.is_exact:
        a, b = precise_day(start), precise_day(PreciseDate(last, start.precision))
        return a if a == b else f"{a} – {b}"
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{written(first, 'd MMM')} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def event_period(event: Any) -> str:
    """Return the period of an event, actual if known, else planned; or of a pair of days."""
    return period(*event) if isinstance(event, tuple) else period(event.start, event.end)


def moment(value: datetime | None, zone: str | None = None) -> str:
    """Return “12 Mar 2027, 14:30 CET”: 24 hours, always with the zone."""
    if value is None:
        return NONE
    local = value.astimezone(ZoneInfo(zone) if zone else get_timezone())
    return str(format_datetime(local, "d MMM y, HH:mm", locale=locale())) + f" {local:%Z}"
