"""What a workbook allows and how it shows things: names, formats, widths, printed edges."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from planner.presenters.cell import Kind, Plain, TypedCell, iso
from planner.presenters.table import ENGLISH, Phrases

LAST_ROW: Final = 1_048_576  # rows of a sheet, the headings among them
LONGEST_TEXT: Final = 32_767  # UTF-16 units in one cell
SURE_DIGITS: Final = 15  # beyond these a spreadsheet rounds a number
SMALLEST, LARGEST = Decimal("1e-300"), Decimal("1e300")
NARROWEST, WIDEST = 8, 60

DAY, MONTH, YEAR, MOMENT = "yyyy-mm-dd", "yyyy-mm", "yyyy", 'yyyy-mm-dd hh:mm "UTC"'
TIME = "hh:mm"
WHOLE, BROKEN, PERCENT, GENERAL = "#,##0", "#,##0.00", "0.0%", "General"
LITTLE, NEARLY_ALL = '"<1 %"', '">99 %"'  # what would be rounded to 0 or 100 % and is not
DAY_FORMATS = {"month": MONTH, "year": YEAR}


def units(text: str) -> int:
    """Count UTF-16 units, which is how Excel measures text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def sheet_name(title: str, *, taken: Iterable[str] = (), otherwise: str = "Table") -> str:
    """Make a name of at most 31 units that Excel accepts and that is not taken."""
    name = fitting(re.sub(r"[\[\]:*?/\\\s]+", " ", title).strip(" '"), 31)
    known = {"", "history", *(other.casefold() for other in taken)}
    if name.casefold() in known:
        name = otherwise
    number = 2
    while name.casefold() in known:
        name, number = f"{fitting(otherwise, 27)} {number}", number + 1
    return name


def fitting(name: str, longest: int) -> str:
    """Cut a name to so many UTF-16 units, without blanks or apostrophes at its ends."""
    while units(name) > longest:
        name = name[:-1]
    return name.strip(" '")


def number_format(value: float | Decimal, found: TypedCell, phrases: Phrases = ENGLISH) -> str:
    """Choose how a number is shown; its value stays whole whatever is shown."""
    if found.kind == "percent":
        return LITTLE if 0 < value < 0.01 else NEARLY_ALL if 0.99 < value < 1 else PERCENT
    if found.kind not in {"number", "money", "duration", "figure"}:
        return GENERAL
    plain = WHOLE if value == int(value) and found.kind != "money" else BROKEN
    if isinstance(value, int) and found.kind == "money":
        plain = WHOLE
    if found.kind == "duration":
        return f"{plain} {quoted(phrases.one_day if value == 1 else phrases.days)}"
    return f"{plain} {quoted(found.currency)}" if found.currency else plain


def quoted(words: object) -> str:
    """Write words into a number format, where only text between quotes is taken as it is."""
    return '"' + str(words).replace('"', "") + '"'


def is_exact(value: float | Decimal) -> bool:
    """Say whether a spreadsheet can hold the number without rounding it."""
    if isinstance(value, float) or not value:
        return True
    digits = "".join(map(str, Decimal(value).as_tuple().digits)).strip("0")
    return len(digits) <= SURE_DIGITS and SMALLEST < abs(value) < LARGEST


def is_too_early(day: date) -> bool:
    """Say whether a spreadsheet would show the day wrongly: Excel counts a leap day in 1900."""
    return (day.year, day.month) < (1900, 3)


def width(longest: int, heading: str) -> int:
    """Give the characters a column needs for its longest line, within reason."""
    return min(max(longest + 2, columns(heading) + 4, NARROWEST), WIDEST)


def longest_line(text: str) -> int:
    """Count the places that the longest line of a text takes."""
    return max(map(columns, text.split("\n")))


def columns(line: str) -> int:
    """Count the places a line takes on screen; East Asian wide characters take two."""
    if line.isascii():
        return len(line)
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line)


def shown(value: Plain, kind: Kind) -> str:
    """Write a value about as a workbook will show it, to measure it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return "2027-03-12 09:30 UTC"
    if isinstance(value, str | bool):
        return str(value)
    if isinstance(value, int | float | Decimal):
        places = "" if isinstance(value, int) else ".2f"
        return "100.0%" if kind == "percent" else f"{value:,{places}}"
    return iso(value)


def pieces(text: str, longest: int) -> list[str]:
    """Cut a text into parts of at most so many UTF-16 units, losing nothing."""
    step = longest if units(text) == len(text) else longest // 2
    return [text[start : start + step] for start in range(0, len(text), step)]


def printed(text: str, longest: int) -> str:
    """Make a text fit the edge of a printed page, where “&” gives orders and room is short."""
    fitting = " ".join(text.split())
    while units(fitting.replace("&", "&&")) > longest:
        fitting = fitting.removesuffix("…")[:-1] + "…"
    return fitting.replace("&", "&&")
