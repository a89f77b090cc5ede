"""Write a table as a CSV file that spreadsheets open well and other systems can import.

The first row holds the headings and the rows follow at once. After the last one comes an empty
line, then lines beginning with “# ”: title, marking, time and notes. A reader stops at the
empty line; a row without any value is never an empty line, it keeps its commas or quotes.

Further tables of the same page stand between the first and the closing lines, each after an
empty line and its title behind “# ”. A number, rate, day or amount is plain; where a page shows
it otherwise, the shown form stands in a column beside it.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, Final

from planner.presenters.cell import (
    AS_THEY_ARE,
    Kind,
    Plain,
    absent_words,
    bare,
    iso,
    plain,
    plain_text,
    typed,
)
from planner.presenters.table import ENGLISH, Phrases, Table
from planner.shapes.figure import Figure, Sentence

Shown = Callable[[Any, Kind], str]
"""How a page writes a value below a column of a kind."""
Writer = Callable[[object], str]
"""How a cell is written into a file."""
SHOWN_KINDS: Final = {"number", "day", "percent", "money", "precise_day", "duration", "figure"}

LARGEST_WHOLE: Final = 1e15
"""Below it a number without a fraction is written without one: 300, not 300.0."""

# Text that a spreadsheet would take for a formula, also behind blanks or earlier apostrophes;
# the last eight signs are the full-width and small forms, which some of them treat alike.
RISKY = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠﹦﹢﹣﹫])")


def as_csv(table: Table, phrases: Phrases = ENGLISH, shown: Shown | None = None) -> bytes:
    """Give the table as UTF-8 with a byte order mark and CRLF, nothing cut.

    Days and moments are ISO 8601, moments in UTC; percentages are fractions, durations days;
    None is empty. `shown` gives the reader's form of a value for the column beside it.
    """
    octets = io.BytesIO()
    # Encoded as it is written: as text a long list takes four times as much.
    file = io.TextIOWrapper(octets, encoding="utf-8-sig", newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerows(lines(table.with_details(phrases), phrases, shown))
    for one in table.more:
        writer.writerow([])
        for remark in map(plain_text, (one.title, one.caption, *one.notes)):
            writer.writerows([f"# {line}"] for line in remark.split("\n") if line)
        writer.writerows(lines(one.with_details(phrases), phrases, shown))
    writer.writerow([])
    for remark in table.remarks(phrases):
        writer.writerows([f"# {line}"] for line in remark.split("\n"))
    file.flush()
    return octets.getvalue()


def lines(table: Table, phrases: Phrases, shown: Shown | None) -> Iterator[list[str]]:
    """Give the heading and the rows, with the columns of what a page shows otherwise."""
    columns = list(columns_of(table, phrases, shown))
    yield [guarded(plain_text(label)) for label, _place, _write in columns]
    for row in table.rows:
        yield [write(row[place]) for _label, place, write in columns]


def columns_of(
    table: Table, phrases: Phrases, shown: Shown | None
) -> Iterator[tuple[str, int, Writer]]:
    """Give each column of the file: its heading, the place of its cells, and how they are written.

    Beside it stands a column of what a page shows where any row is shown otherwise.
    """
    for place, column in enumerate(table.columns):
        write = partial(text_of, kind=column.kind)
        yield str(column.label), place, write
        if shown is None or column.kind not in SHOWN_KINDS:
            continue
        beside = ShownBelow(column.kind, shown)
        if any(differs(beside(row[place]), write(row[place])) for row in table.rows):
            label = str(phrases.shown).format(column=column.label)
            yield label, place, beside.guarded


def text_of(cell: object, kind: Kind) -> str:
    """Write a cell; most are bare text or nothing, and a long list has many of them."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(plain_text(cell))
    if type(cell) in AS_THEY_ARE:
        return written(plain(cell), kind)
    return written(plain(cell), typed(cell, kind).kind)


class ShownBelow:
    """What stands below a column as a page shows it; a value that comes again is kept."""

    def __init__(self, kind: Kind, shown: Shown) -> None:
        self.kind, self.shown = kind, shown
        self.known: dict[tuple[type, object], str] = {}

    def __call__(self, cell: object) -> str:
        """Return a cell as a page shows it."""
        value = bare(cell)
        if isinstance(value, Figure | Sentence):  # these hold what no dictionary takes as a key
            return said(value, self.kind, self.shown)
        key = (type(value), value)
        if key not in self.known:
            self.known[key] = said(value, self.kind, self.shown)
        return self.known[key]

    def guarded(self, cell: object) -> str:
        """Return the same as a file holds it."""
        return guarded(self(cell))


def said(value: object, kind: Kind, shown: Shown) -> str:
    """Return a value as a page shows it; nothing where there is none."""
    if plain(value) is None and not absent_words(value):
        return ""
    return plain_text(shown(value, kind))


def differs(words: str, text: str) -> bool:
    """Say whether what a page shows is more than the plain text of a file."""
    return bool(words) and words != unguarded(text)


def written(value: Plain, kind: Kind) -> str:
    """Write one value; numbers stay numbers, also negative ones, and only text is guarded.

    Money keeps the places it was written down with; other numbers lose noughts at their end.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text if kind == "money" or "." not in text else text.rstrip("0").rstrip(".")
    if isinstance(value, float) and value.is_integer() and abs(value) < LARGEST_WHOLE:
        return str(int(value))
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return guarded(value)
    return iso(value)


def guarded(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula."""
    return f"'{text}" if RISKY.match(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe off again: unguarded(guarded(text)) is the text."""
    return text[1:] if text.startswith("'") and RISKY.match(text[1:]) else text
