"""Write a table as a CSV file that spreadsheets open well and other systems can import.

The first row holds the headings and the rows follow at once. After the last one comes an empty
line, then lines beginning with “# ”: title, marking, time and notes. A reader stops at the
empty line; a row without any value is never an empty line, it keeps its commas or quotes.
"""

import csv
import io
import re
from decimal import Decimal

from planner.presenters.table import ENGLISH, Phrases, Plain, Table, iso, plain_text

# Text that a spreadsheet would take for a formula, also behind blanks or earlier apostrophes;
# the last eight signs are the full-width and small forms, which some of them treat alike.
RISKY = re.compile(r"'*(?:[\t\r\n]|\s*[=+\-@＝＋－＠﹦﹢﹣﹫])")


def as_csv(table: Table, phrases: Phrases = ENGLISH) -> bytes:
    """Give the table as UTF-8 with a byte order mark and CRLF, nothing cut.

    Days and moments are ISO 8601, moments in UTC; percentages are fractions; None is empty.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([guarded(plain_text(column.label)) for column in table.columns])
    for row in table.plain_rows():
        writer.writerow([written(value) for value in row])
    writer.writerow([])
    for remark in table.remarks(phrases):
        writer.writerows([f"# {line}"] for line in remark.split("\n"))
    return file.getvalue().encode("utf-8-sig")


def written(value: Plain) -> str:
    """Write one value; numbers stay numbers, also negative ones, and only text is guarded."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return f"{value:f}"
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
