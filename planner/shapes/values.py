"""What a single value may be, said once: lines and texts, days, money, zones, nations."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any
from zoneinfo import available_timezones

from annotated_types import GroupedMetadata, MaxLen, MinLen
from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, StrictFloat, StrictInt
from pydantic_core import PydanticCustomError

from planner.reference.languages import standard_nations
from planner.shapes.base import Ask
from planner.text import reading
from planner.text.cleaning import clean, one_line

LONGEST_TEXT = 20_000
FIRST_DAY, LAST_DAY = reading.FIRST_DAY, reading.LAST_DAY
MOST_MONEY = Decimal(10**13)
MOST_HEADS = 10_000_000
LARGEST_KEY = reading.LARGEST
"""The integer of PostgreSQL; a key above it stands for a row that never was."""


def refused(code: str, words: str) -> PydanticCustomError:
    """Return the error that says in the reader's words what is wrong with a value."""
    return PydanticCustomError(code, "{words}", {"words": clean(words)})


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


def is_currency(value: Any) -> Any:
    """Return a currency cleaned; refuse what is none. No currency at all is the empty text."""
    code = cleaned_line(value)
    if code and not (isinstance(code, str) and code in currencies()):
        raise refused("currency", _("Enter three letters such as USD."))
    return code


def is_nation(code: str) -> str:
    """Refuse a code that no nation has (ISO 3166-1, and Kosovo)."""
    if code not in standard_nations():
        raise refused("nation", _("There is no nation with the code “%(code)s”.", code=code[:40]))
    return code


def in_time(value: Any) -> datetime.date:
    """Return a day, or the one that a text such as “2030-05-21” names; refuse all else.

    A number is no day: it would be taken for seconds since 1970.
    """
    try:
        found = reading.day(value) if isinstance(value, str) else value
    except reading.OutOfRange:
        found = datetime.date.max
    except reading.NotReadable:
        found = None
    if isinstance(found, datetime.datetime) or not isinstance(found, datetime.date):
        raise refused("day", _("Enter a day."))
    if not FIRST_DAY <= found <= LAST_DAY:
        raise refused("day", _("Enter a day from 1900 to 2199."))
    return found


def plain(value: Any) -> Any:
    """Return a value that JSON keeps, its texts cleaned; refuse what is too long for any field."""
    if isinstance(value, list):
        return [plain(part) for part in value]
    if not isinstance(value, str):
        return value
    found = clean(value)
    if len(found) > LONGEST_TEXT:
        raise refused("long", _("Keep it under %(limit)s characters.", limit=LONGEST_TEXT))
    return found


def a_time(value: Any) -> datetime.time:
    """Return a time of day, or the one that a text such as “14:30” names; refuse all else."""
    try:
        found = reading.time_of_day(value) if isinstance(value, str) else value
    except reading.NotReadable:
        found = None
    if not isinstance(found, datetime.time) or found.tzinfo is not None:
        raise refused("time", _("Enter a time between 00:00 and 23:59."))
    return found


def several(value: Any) -> Any:
    """Return several values; none at all where nothing was chosen."""
    return () if value is None else value


def whole_if_empty(value: Any) -> Any:
    """Return a weight; the full one where none was typed."""
    return 1.0 if value is None else a_number(value)


def a_number(value: Any) -> Any:
    """Refuse yes and no, which would be taken for one and nothing."""
    if isinstance(value, bool):
        raise refused("number", _("Enter a number."))
    return value


def none_is_zero(value: Any) -> Any:
    """Return 0 for a number left empty."""
    return 0 if value is None else a_number(value)


@dataclass(frozen=True)
class Lines(GroupedMetadata):
    """Part of a field's declaration: a text of so many characters at most, of several lines.

    `ask` is the sentence for one that is empty and must not be.
    """

    most: int = LONGEST_TEXT
    ask: Any = None

    def __iter__(self) -> Iterator[Any]:
        """Give the limits one by one."""
        yield MaxLen(self.most)
        yield BeforeValidator(self.clean)
        if self.ask:
            yield from (MinLen(1), Ask(self.ask))

    @staticmethod
    def clean(value: Any) -> Any:
        """Return a text without what none holds."""
        return cleaned(value)


@dataclass(frozen=True)
class OneLine(Lines):
    """Part of a field's declaration: one line of so many characters at most."""

    most: int = 200

    @staticmethod
    def clean(value: Any) -> Any:
        """Return a line without what none holds."""
        return cleaned_line(value)


def a_line(most: int = 200, *, least: int = 0, ask: Any = None) -> Any:
    """Return the type of one line of text, where types are put together at run time."""
    return Annotated[str, OneLine(most, ask or (_l("Fill this in.") if least else None))]


AnyLine = Annotated[str, OneLine()]
Text = Annotated[str, Lines()]
"""A longer text; nothing typed is the empty text."""
Day = Annotated[
    datetime.date,
    Field(ge=FIRST_DAY, le=LAST_DAY),
    BeforeValidator(in_time),
]
TimeOfDay = Annotated[datetime.time, BeforeValidator(a_time)]
Plain = Annotated[
    str | StrictBool | StrictInt | StrictFloat | list[str] | None, AfterValidator(plain)
]
TermCode = Annotated[str, OneLine(40)]
"""The code of a row of a reference table; that the row is there is asked by the action."""
Details = dict[str, Plain]
"""Values that JSON keeps: texts, numbers, yes or no, lists of codes."""
Zone = Annotated[str, AfterValidator(is_zone)]
Currency = Annotated[str, Field(max_length=3), BeforeValidator(is_currency)]
NationCode = Annotated[str, AfterValidator(is_nation)]
Money = Annotated[Decimal, Field(ge=0, le=MOST_MONEY, decimal_places=2), BeforeValidator(a_number)]
Heads = Annotated[int, Field(ge=0, le=MOST_HEADS), BeforeValidator(a_number)]
Count = Annotated[int, Field(ge=0, le=MOST_HEADS), BeforeValidator(none_is_zero)]
"""A number that is 0 where nothing was typed."""
Key = Annotated[int, Field(ge=1, le=LARGEST_KEY), BeforeValidator(a_number)]
"""The key of a row; that the row is there is asked by the action."""
Weight = Annotated[float, Field(ge=0, le=100), BeforeValidator(whole_if_empty)]
"""How much of an event serves an objective, against its other weights."""
Level = Annotated[int, Field(ge=1, le=5), BeforeValidator(a_number)]
NationCodes = Annotated[tuple[NationCode, ...], BeforeValidator(several)]
Keys = Annotated[tuple[Key, ...], BeforeValidator(several)]
RowVersion = Annotated[int, Field(ge=0, le=LARGEST_KEY), BeforeValidator(a_number)]
"""Which version of a row somebody looked at; 0, which no row has, when it was saved since."""
Share = Annotated[float, Field(ge=0, le=100), BeforeValidator(a_number)]
