"""How numbers, shares and money are written for the reader."""

from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency, format_decimal

from planner.web.language import locale

NONE = "–"


def number(value: Decimal | float | None, digits: int = 2) -> str:
    """Return a number in the reader's notation; “–” when there is none."""
    if value is None:
        return NONE
    return _number(str(round(value, digits)), locale())


@lru_cache(maxsize=4096)
def _number(digits: str, language: str) -> str:
    return str(format_decimal(Decimal(digits), locale=language))


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
