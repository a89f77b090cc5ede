"""What anybody may have typed into an address or a form, read in one place."""

import json
import re
from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, TypeVar

from planner.choices import Marking

T = TypeVar("T")
LARGEST = 2**31 - 1
"""The largest whole number that every database keeps in a column (PostgreSQL's integer)."""
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days that may be entered; days worked out from them stay far from what Python can hold."""
MONTH = re.compile("(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])")
YEAR = re.compile("(19|20|21)[0-9]{2}")
DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile("([01]?[0-9]|2[0-3])[:.]([0-5][0-9])|([01][0-9]|2[0-3])([0-5][0-9])")
MOMENT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]{1,6})?[+-][0-9]{2}:[0-9]{2}"
)
DEEPEST = 20
LONGEST_JSON = 1_000_000


class NotReadable(ValueError):
    """The text is no value of its kind."""


class OutOfRange(NotReadable):
    """The text is a value, but one that the product does not take."""


def whole(value: object) -> int:
    """Return a whole number of ASCII digits, or one that is a number already.

    Raises NotReadable for anything else and OutOfRange for what no column can hold.
    """
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch("[+-]?[0-9]+", text):
        raise NotReadable(text[:60])
    if len(text) > 20 or abs(int(text)) > LARGEST:
        raise OutOfRange(text[:60])
    return int(text)


def row_id(value: object) -> int:
    """Return the key of a row: digits alone; NotReadable for what no row can have as its key."""
    text = str(value)
    if not re.fullmatch("[0-9]{1,10}", text) or not 0 < int(text) <= LARGEST:
        raise NotReadable(text[:60])
    return int(text)


def or_none(read: Callable[[str], T], value: object) -> T | None:
    """Return what a reader makes of a text; None when it cannot be read."""
    try:
        return read(str(value))
    except NotReadable:
        return None


def row_id_or_none(value: object) -> int | None:
    """Return the key of a select's value; None for its empty first line."""
    return None if value in (None, "", "None") else row_id(value)


def marking(value: object) -> Marking:
    """Return the marking of a rank; ValueError when there is none of it."""
    return Marking(whole(value))


def marking_or_none(value: object) -> Marking | None:
    """Return a marking by its number; None where none is chosen. ValueError otherwise."""
    return None if value in (None, "", "None") else marking(value)


def day(value: str) -> date:
    """Return the day of “2030-02-04”.

    Raises NotReadable for anything else and OutOfRange outside FIRST_DAY to LAST_DAY.
    """
    text = value.strip()
    if not DAY.fullmatch(text):
        raise NotReadable(text[:60])
    try:
        found = date.fromisoformat(text)
    except ValueError as error:
        raise NotReadable(text[:60]) from error
    if not FIRST_DAY <= found <= LAST_DAY:
        raise OutOfRange(text[:60])
    return found


def time_of_day(value: str) -> time:
    """Return the time of “14:30”, “9.05” or “1430”; NotReadable for anything else."""
    found = TIME.fullmatch(value.strip())
    if not found:
        raise NotReadable(value[:60])
    return time(int(found[1] or found[3]), int(found[2] or found[4]))


def year(value: str) -> int:
    """Return the year of four digits.

    Raises NotReadable for anything else and OutOfRange outside the days that may be entered.
    """
    if not re.fullmatch("[0-9]{4}", value):
        raise NotReadable(value[:60])
    if not YEAR.fullmatch(value):
        raise OutOfRange(value[:60])
    return int(value)


def month(value: str) -> date:
    """Return the first day of the month “2030-02”.

    Raises NotReadable for anything else and OutOfRange outside the days that may be entered.
    """
    if not re.fullmatch("[0-9]{4}-(0[1-9]|1[0-2])", value):
        raise NotReadable(value[:60])
    if not MONTH.fullmatch(value):
        raise OutOfRange(value[:60])
    return date.fromisoformat(f"{value}-01")


def moment(value: str) -> datetime:
    """Return the moment of “2030-02-04T10:30:00.123456+00:00”; NotReadable for anything else."""
    if not MOMENT.fullmatch(value):
        raise NotReadable(value[:60])
    try:
        found = datetime.fromisoformat(value)
    except ValueError as error:
        raise NotReadable(value[:60]) from error
    if not FIRST_DAY <= found.date() <= LAST_DAY:
        raise OutOfRange(value[:60])
    return found


def json_object(value: str | None) -> dict[str, Any] | None:
    """Return the object of a JSON text; None when it is too long, too deep or no object."""
    if not value or len(value) > LONGEST_JSON or not is_clean(value):
        return None
    try:
        found = json.loads(value, parse_constant=refuse)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) and depth_of(found) <= DEEPEST else None


def refuse(constant: str) -> None:
    """Refuse NaN and the infinities, which are no JSON."""
    raise NotReadable(constant)


def depth_of(value: Any) -> int:
    """Return how deep lists and objects stand in one another, counted up to DEEPEST + 1."""
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        parts = [part for part in level if isinstance(part, list | dict)]
        level = [
            inner for part in parts for inner in (part.values() if isinstance(part, dict) else part)
        ]
        depth += bool(parts)
    return depth


def is_clean(text: str) -> bool:
    """Say whether every database and file can hold a text: no NUL, no half of a character."""
    return "\x00" not in text and not any("\ud800" <= character <= "\udfff" for character in text)
