"""The one shape every report and list has before it becomes a page, a CSV file or a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from planner.presenters.cell import (
    Kind,
    Plain,
    TypedCell,
    detail_of,
    in_utc,
    plain,
    plain_text,
    typed,
)
from planner.shapes.figure import Label


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
