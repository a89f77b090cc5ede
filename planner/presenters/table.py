"""The one shape every report and list has before it becomes a page, a CSV file or a workbook."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Literal, NamedTuple, Protocol, TypeAlias, runtime_checkable

from planner.shapes.figure import Amount, Duration, Figure, Label, Rate

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


@runtime_checkable
class PreciseLike(Protocol):
    """A day known to the day, the month or the year, such as “October 2012”."""

    @property
    def day(self) -> date:
        """Give the day, the first of the period where only the period is known."""

    @property
    def precision(self) -> str:
        """Give “day”, “month” or “year”."""


# What a column of any kind can come down to, once cleaned; None means that there is no figure.
Plain: TypeAlias = str | bool | int | float | Decimal | date | datetime | time | PreciseLike | None


class TypedCell(NamedTuple):
    """A bare value with how it is to be shown, and the currency of money that has its own."""

    value: Plain
    kind: Kind
    currency: str = ""


@dataclass(frozen=True)
class Column:
    """A heading and the kind of value below it.

    A time alone is local to a zone that another column names.
    A percentage is a fraction (0.42 for 42 %) or a Rate, a duration a number of days or a
    Duration, a moment an aware time, which files give in UTC; money is an Amount, or a number
    whose currency another column names. The width is in characters, for workbooks only.
    """

    label: Label
    kind: Kind = "text"
    width: int | None = None
    parts: Mapping[str, "Column"] = field(default_factory=dict)
    """Columns of a file for values inside the sentences below it, by their names there."""


@dataclass(frozen=True)
class Cell:
    """A value with what a page may add to it: a link, CSS classes, and a second line."""

    value: object
    href: str | None = None
    css: str = ""
    detail: Label = ""


@dataclass(frozen=True)
class Phrases:
    """The presenters' own words; whoever serves a user hands in that user's language."""

    notes: Label = "Notes"
    marking: Label = "Marking"
    as_of: Label = "As of"
    unclassified: Label = "Not for classified content"
    continued: Label = "… (continued on the sheet “{sheet}”)"
    shown: Label = "{column} (shown)"
    detail: Label = "{column} (more)"
    one_day: Label = "day"
    days: Label = "days"
    too_long: Label = (
        "The table has {rows} rows, but a sheet holds only {limit}."
        " Narrow the list, or export it as CSV."
    )


ENGLISH = Phrases()


@dataclass(frozen=True)
class Table:
    """Rows below typed columns, with the marking and the notes that every export carries.

    A bare value may stand for a cell. None means that there is no figure: a page shows “–”,
    a file leaves the cell empty; 0 is a figure and is always written.
    """

    title: Label
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[object]]
    notes: tuple[Label, ...] = ()
    marking: Label = ""
    as_of: datetime | None = None
    caption: Label = ""
    more: tuple["Table", ...] = ()
    """What stands below it on the same page and goes into the same file."""

    def __post_init__(self) -> None:
        """Refuse a row that is longer or shorter than the heading."""
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(f"A row has {len(row)} cells under {len(self.columns)} columns")

    def plain_rows(self) -> Iterator[tuple[Plain, ...]]:
        """Give the bare values row by row, cleaned and ready to be written to a file."""
        for row in self.rows:
            yield tuple(plain(cell) for cell in row)

    def typed_rows(self) -> Iterator[tuple[TypedCell, ...]]:
        """Give the same values, each with how it is to be shown."""
        kinds = [column.kind for column in self.columns]
        for row in self.rows:
            yield tuple(typed(cell, kind) for cell, kind in zip(row, kinds, strict=True))

    def with_details(self, phrases: Phrases = ENGLISH) -> "Table":
        """Return the table as files hold it: second lines of cells in columns of their own."""
        detailed = [
            place
            for place in range(len(self.columns))
            if any(detail_of(row[place]) for row in self.rows)
        ]
        if not detailed:
            return self
        columns = list(self.columns)
        rows = [list(row) for row in self.rows]
        for place in reversed(detailed):
            label = str(phrases.detail).format(column=columns[place].label)
            columns.insert(place + 1, Column(label))
            for row in rows:
                row.insert(place + 1, detail_of(row[place]) or None)
        return replace(self, columns=tuple(columns), rows=rows)

    def remarks(self, phrases: Phrases = ENGLISH) -> Iterator[str]:
        """Give the lines a file carries beside its rows: title, marking, time, notes."""
        yield plain_text(self.title)
        if caption := plain_text(self.caption):
            yield caption
        if marking := plain_text(self.marking):
            yield f"{phrases.marking}: {marking}"
        yield plain_text(phrases.unclassified)
        if self.as_of is not None:
            yield f"{phrases.as_of}: {in_utc(self.as_of):%Y-%m-%d %H:%M} UTC"
        yield from map(plain_text, self.notes)


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
    if isinstance(value, Rate):
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

    A rate is its fraction, a duration its days, money its amount.
    """
    value = bare(cell)
    if isinstance(value, str):
        return plain_text(value)
    if isinstance(value, Figure):
        return plain(value.value)
    if isinstance(value, Rate | Amount):
        return value.value
    if isinstance(value, Duration):
        return value.days
    if isinstance(value, float | Decimal):
        return value if isfinite(value) else None
    if isinstance(value, int) and not isinstance(value, bool):
        return int(value)  # a counted enumeration is written as its number
    if value is None or isinstance(value, bool | date | time | PreciseLike):
        return value
    return plain_text(value)


def plain_text(words: object) -> str:
    """Turn words into text any file can hold: no control characters, lines ending in LF."""
    text = str(words).replace("\r\n", "\n").replace("\r", "\n")
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
