"""Lines of iCalendar by RFC 5545: escaped, folded, each ending in CRLF.

Every save of an event writes an entry; the library that reads and checks calendars takes ten
times as long to write one, since it makes an object of every property first. The tests hold the
two to the same octets.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Final

LONGEST: Final = 74  # octets of a line without its end; RFC 5545 3.1 allows one more
BEGINS_ESCAPE: Final = ("\\", "^")
ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def escaped(text: str) -> str:
    """Return a text as a value (RFC 5545 3.3.11)."""
    return text.translate(ESCAPES)


def moment(name: str, value: date) -> str:
    """Return a property that is a day, or a moment in UTC."""
    if isinstance(value, datetime):
        return f"{name}:{in_utc(value)}"
    return f"{name};VALUE=DATE:{value.year:04}{value.month:02}{value.day:02}"


def in_utc(value: datetime) -> str:
    """Return a moment that is in UTC already."""
    return f"{value.year:04}{value.month:02}{value.day:02}T{value:%H%M%S}Z"


def folded(line: str) -> str:
    """Return a line in pieces, each after the first behind a blank (RFC 5545 3.1).

    No piece ends in a sign that begins an escape: some clients would take it for itself.
    """
    octets = line if line.isascii() else [len(letter.encode()) for letter in line]
    pieces, begun = [], 0
    while (end := fitting(octets, begun)) < len(line):
        if end - begun > 1 and line[end - 1] in BEGINS_ESCAPE:
            end -= 1
        pieces.append(line[begun:end])
        begun = end
    return "\r\n ".join([*pieces, line[begun:]])


def fitting(octets: str | list[int], begun: int) -> int:
    """Return where a piece ends that begins here; one letter fits always."""
    if isinstance(octets, str):
        return min(begun + LONGEST, len(octets))
    used, end = 0, begun
    while end < len(octets) and (end == begun or used + octets[end] <= LONGEST):
        used += octets[end]
        end += 1
    return end


def component(name: str, lines: Iterable[str]) -> bytes:
    """Return a component of these lines."""
    inside = (f"BEGIN:{name}", *map(folded, lines), f"END:{name}", "")
    return "\r\n".join(inside).encode()
