"""One cell of a table: its kind, its value as plain text, and as what a workbook types."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from math import isfinite
from types import NoneType
from typing import Literal, NamedTuple, Protocol, TypeAlias, TypeGuard

from planner.shapes.figure import Amount, Duration, Figure, Label, Rate, Share

Kind: TypeAlias = Literal[
    "text",
    "number",
    "day",
    "moment",
    "time",
    "percent",
    "money",
    "precise_day",
    "duration",
    "figure",
]
"""What stands in a column; below “figure” every cell says by its value what it is."""
SHORTER = {"month": 7, "year": 4}  # characters of an ISO 8601 day that are known
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
UNWRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")  # neither UTF-8 nor XML can hold these
UNCLEAN = re.compile(f"{UNPRINTABLE.pattern}|{UNWRITABLE.pattern}|\r")
AS_THEY_ARE = frozenset({bool, int, date, datetime, time, NoneType})
"""What is plain already; a long list holds little else."""


class PreciseLike(Protocol):
    """A day known to the day, the month or the year, such as “October 2012”."""

    @property
    def day(self) -> date:
        """Give the day, the first of the period where only the period is known."""

    @property
    def precision(self) -> str:
        """Give “day”, “month” or “year”."""


def is_precise(value: object) -> TypeGuard[PreciseLike]:
    """Say whether a value is a day with its precision."""
    return hasattr(value, "precision") and hasattr(value, "day")


# What a column of any kind can come down to, once cleaned; None means that there is no figure.
Plain: TypeAlias = str | bool | int | float | Decimal | date | datetime | time | PreciseLike | None


class TypedCell(NamedTuple):
    """A bare value with how it is to be shown, and the currency of money that has its own."""

    value: Plain
    kind: Kind
    currency: str = ""


@dataclass(frozen=True)
class Press:
    """A button beside a value: its words, the address it posts to, and what it sends.

    `of` says in the words of the row what is pressed, for those who hear the page.
    """

    label: Label
    address: str
    sends: tuple[tuple[str, str], ...] = ()
    of: Label = ""


@dataclass(frozen=True)
class Cell:
    """A value with what a page may add: a link, CSS classes, a second line, a button, a bar."""

    value: object
    href: str | None = None
    css: str = ""
    detail: Label = ""
    press: Press | None = None
    share: float | None = None
    """How far a bar below the value goes, of 1; a percentage has one by itself."""


def bare(cell: object) -> object:
    """Take out of a cell what stands in it."""
    return cell.value if isinstance(cell, Cell) else cell


def detail_of(cell: object) -> Label:
    """Return the second line of a cell; nothing where it has none."""
    return cell.detail if isinstance(cell, Cell) else ""


def absent_words(value: object) -> str:
    """Return what is said of a figure that has no value; nothing of anything else."""
    is_absent = isinstance(value, Figure) and value.value is None
    return plain_text(value.absent) if isinstance(value, Figure) and is_absent else ""


def typed(cell: object, kind: Kind) -> TypedCell:
    """Take the value out of a cell with how it is to be shown: by itself, else by its column."""
    value = bare(cell)
    if words := absent_words(value):
        return TypedCell(words, "text")
    if isinstance(value, Figure):
        return typed(value.value, kind)
    if isinstance(value, Rate | Share):
        return TypedCell(plain(value), "percent")
    if isinstance(value, Duration):
        return TypedCell(plain(value), "duration")
    if isinstance(value, Amount):
        return TypedCell(plain(value), "money", value.currency)
    if kind == "figure" and isinstance(value, int | float | Decimal):
        kind = "number"
    return TypedCell(plain(value), kind)


def plain(cell: object) -> Plain:
    """Take the value out of a cell; text comes back clean, and not-a-number as None.

    A rate or a share is its fraction, a duration its days, money its amount.
    """
    value = bare(cell)
    if type(value) in AS_THEY_ARE:
        known: Plain = value  # type: ignore[assignment]
        return known
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, Figure):
        return plain(value.value)
    if isinstance(value, Rate | Share | Amount):
        return value.value
    if isinstance(value, Duration):
        return value.days
    if isinstance(value, float | Decimal):
        return value if isfinite(value) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)  # a counted enumeration is written as its number
    if value is None or isinstance(value, bool | date | time) or is_precise(value):
        return value
    return plain_text(value)


def plain_text(words: object) -> str:
    """Turn words into text any file can hold: no control characters, lines ending in LF."""
    text = str(words)
    if not UNCLEAN.search(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return UNWRITABLE.sub("\ufffd", UNPRINTABLE.sub("", text))


def in_utc(moment: datetime) -> datetime:
    """Give the moment in UTC; a naive one raises ValueError, for nobody knows when it is."""
    if moment.tzinfo is None:
        raise ValueError(f"The moment {moment} has no time zone")
    return moment.astimezone(UTC)


def iso(value: date | datetime | time | PreciseLike) -> str:
    """Write a day, a moment or a less exact day by ISO 8601, moments in UTC with Z.

    A time alone is local, to the minute, as 09:30.
    """
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    if isinstance(value, datetime):
        return in_utc(value).isoformat(timespec="seconds").replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value.day.isoformat()[: SHORTER.get(str(value.precision), 10)]
