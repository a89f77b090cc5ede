"""What a single value may be, said once: lines and texts, days, money, zones, nations."""

import datetime
from decimal import Decimal
from functools import cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from babel import Locale
from flask_babel import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from planner.reference.languages import standard_nations
from planner.text.cleaning import clean, one_line

LONGEST_TEXT = 20_000
FIRST_DAY, LAST_DAY = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
MOST_MONEY = Decimal(10**13)
MOST_HEADS = 10_000_000
LARGEST_KEY = 2_147_483_647
"""The integer of PostgreSQL; a key above it stands for a row that never was."""


def refused(code: str, words: str) -> PydanticCustomError:
    """Return the error that says in the reader's words what is wrong with a value."""
    return PydanticCustomError(code, "{words}", {"words": words})


def cleaned(value: Any) -> Any:
    """Take out of a text what no text holds; None is the empty text."""
    if value is None:
        return ""
    return clean(value).strip() if isinstance(value, str) else value


def cleaned_line(value: Any) -> Any:
    """Clean a text of one line."""
    found = cleaned(value)
    return one_line(found) if isinstance(found, str) else found


@cache
def zones() -> frozenset[str]:
    """Return the zones of the IANA list."""
    return frozenset(available_timezones())


@cache
def currencies() -> frozenset[str]:
    """Return the currencies of ISO 4217 by their three letters."""
    return frozenset(Locale("en").currencies)


def is_zone(name: str) -> str:
    """Refuse a zone that the IANA list lacks."""
    if name not in zones():
        raise refused("zone", _("Choose a time zone from the list, such as Europe/Paris."))
    return name


def is_currency(code: str) -> str:
    """Refuse what is no currency; none at all is the empty text."""
    if code and code not in currencies():
        raise refused("currency", _("Enter three letters such as USD."))
    return code


def is_nation(code: str) -> str:
    """Refuse a code that no nation has (ISO 3166-1, and Kosovo)."""
    if code not in standard_nations():
        raise refused("nation", _("“%(code)s” is no nation's code.", code=code[:40]))
    return code


def in_time(day: datetime.date) -> datetime.date:
    """Refuse a day that no event of ours can have."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise refused("day", _("Enter a day from 1900 to 2199."))
    return day


def a_line(most: int = 200, *, least: int = 0) -> Any:
    """Return the type of one line of text."""
    limits = Field(max_length=most, min_length=least)
    return Annotated[str, limits, BeforeValidator(cleaned_line)]


Text = Annotated[str, Field(max_length=LONGEST_TEXT), BeforeValidator(cleaned)]
"""A longer text; nothing typed is the empty text."""
Day = Annotated[datetime.date, AfterValidator(in_time)]
Zone = Annotated[str, AfterValidator(is_zone)]
Currency = Annotated[str, BeforeValidator(cleaned_line), AfterValidator(is_currency)]
NationCode = Annotated[str, AfterValidator(is_nation)]
Money = Annotated[Decimal, Field(ge=0, le=MOST_MONEY)]
Heads = Annotated[int, Field(ge=0, le=MOST_HEADS)]
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY)]
"""The key of a row; that the row is there is asked by the action."""
Share = Annotated[float, Field(ge=0, le=100)]
