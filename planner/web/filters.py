"""Jinja filters: dates, numbers and names the way this office's readers write them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_currency, format_decimal
from flask import Flask
from flask_babel import get_locale, get_timezone

from planner.choices import DatePrecision, Marking
from planner.db import PreciseDate
from planner.officetime import office_day
from planner.web.nationnames import nation_name
from planner.web.nationwords import suggestions_of

NONE = "–"


def locale() -> str:
    """Return the reader's locale as text."""
    return str(get_locale() or "en")


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
    return str(format_date(value, "d MMM y", locale=locale()))


def precise_day(value: PreciseDate) -> str:
    """Return a day as exactly as it is known and no more."""
    if value.precision is DatePrecision.YEAR:
        return str(value.day.year)
    if value.precision is DatePrecision.MONTH:
        return str(format_date(value.day, "MMMM y", locale=locale()))
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
        return f"{format_date(first, 'd MMM', locale=locale())} – {day(last)}"
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


def number(value: Decimal | float | None, digits: int = 2) -> str:
    """Return a number in the reader's notation; “–” when there is none."""
    if value is None:
        return NONE
    return str(format_decimal(Decimal(str(round(value, digits))), locale=locale()))


def percent(value: float | None) -> str:
    """Return a share as “60 %”; “–” when there is no data, never 0 or 100 %.

    Below 10 % with one decimal. What is not exactly 0 or 1 never reads as if it were: it is
    “<1 %”, “>99 %” or, just beyond, “<0 %” and “>100 %” (METRICS, Readings).
    """
    if value is None:
        return NONE
    points = value * 100
    if points in {0, 100}:
        return f"{number(points, 0)} %"
    if abs(points) < 1:
        return f"<{number(1 if points > 0 else 0)} %"
    if 99 < points < 100:
        return f">{number(99)} %"
    if 100 < points < 101:
        return f">{number(100)} %"
    return f"{number(points, 1 if abs(points) < 9.95 else 0)} %"


def money(value: Decimal | None, currency: str = "") -> str:
    """Return an amount with its currency."""
    if value is None:
        return NONE
    if not currency:
        return number(value)
    return str(format_currency(value, currency, locale=locale(), format_type="name"))


def nations(codes: list[str]) -> str:
    """Return the names of nations by locale, with commas."""
    return ", ".join(nation_name(code) for code in codes) or NONE


def marking(value: int | None) -> str:
    """Return the words of a marking."""
    return str(Marking(value or 0).label)


def init_filters(app: Flask) -> None:
    """Register the filters under their names in templates."""
    app.jinja_env.filters.update(
        day=day,
        period=event_period,
        moment=moment,
        number=number,
        percent=percent,
        money=money,
        nation=nation_name,
        nations=nations,
        marking=marking,
    )
    app.jinja_env.globals["suggestions_of"] = suggestions_of
