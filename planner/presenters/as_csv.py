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
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from planner.presenters.cell import Kind, Plain, absent_words, bare, iso, plain, plain_text, typed
from planner.presenters.table import ENGLISH, Phrases, Table
from planner.shapes.figure import Figure

Shown = Callable[[Any, Kind], str]
"""How a page writes a value below a column of a kind."""
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
    file = io.StringIO(newline="")
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
    return file.getvalue().encode("utf-8-sig")


def lines(table: Table, phrases: Phrases, shown: Shown | None) -> Iterator[list[str]]:
    """Give the heading and the rows, with the columns of what a page shows otherwise."""
    found: list[tuple[str, Sequence[str]]] = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        texts = [text_of(cell, column.kind) for cell in cells]
        found.append((plain_text(column.label), texts))
        if shown is not None and column.kind in SHOWN_KINDS:
            beside = said_below(column.kind, cells, shown)
            if any(map(differs, beside, texts)):
                label = str(phrases.shown).format(column=column.label)
                found.append((plain_text(label), [guarded(words) for words in beside]))
    yield [guarded(label) for label, _texts in found]
    for number in range(len(table.rows)):
        yield [texts[number] for _label, texts in found]


def text_of(cell: object, kind: Kind) -> str:
    """Write a cell; most are bare text or nothing, and a long list has many of them."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return guarded(plain_text(cell))
    return written(plain(cell), typed(cell, kind).kind)


def said_below(kind: Kind, cells: Iterable[object], shown: Shown) -> list[str]:
    """Return what stands below a column as a page shows it; a value that comes again is kept."""
    known: dict[tuple[type, object], str] = {}
    found = []
    for value in map(bare, cells):
        if isinstance(value, Figure):
            found.append(said(value, kind, shown))
            continue
        key = (type(value), value)
        if key not in known:
            known[key] = said(value, kind, shown)
        found.append(known[key])
    return found


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
