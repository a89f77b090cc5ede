"""How a value is written that says by itself what it is: rates, days, money, ticks."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import ngettext

from planner.db import PreciseDate
from planner.shapes.figure import Amount, Duration, Rate, Share
from planner.web.day_words import day, moment, precise_day
from planner.web.number_words import NONE, money, number, percent


def rate(value: Rate | Share) -> str:
    """Return a rate or a share in percent; “–” of nothing."""
    return percent(value.value)


def duration(value: Duration) -> str:
    """Return “12 days”."""
    return days(value.days)


def days(value: Decimal | float) -> str:
    """Return a number of days, in words."""
    counted = int(value) if value == int(value) else 2
    return str(ngettext("%(number)s day", "%(number)s days", counted, number=number(value)))


def amount(value: Amount) -> str:
    """Return money with its currency."""
    return money(value.value, value.currency)


def tick(value: bool) -> str:
    """Return a tick; “–” of what is not so."""
    return "✓" if value else NONE


WORDS: dict[type, Callable[[Any], str]] = {
    Rate: rate,
    Share: rate,
    Duration: duration,
    Amount: amount,
    bool: tick,
    PreciseDate: precise_day,
    datetime: moment,
    date: day,
}
"""How a value is written that says by itself what it is; the first that fits."""
KINDS: dict[str, Callable[[Any], str]] = {"percent": percent, "duration": days}
"""How a bare number is written below a column of a kind."""
