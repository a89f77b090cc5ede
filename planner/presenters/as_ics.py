"""Write calendar entries by RFC 5545, each once, and join the stored octets into files.

An entry is rendered when it is saved, for that is the slow part; a feed or a download joins the
stored octets. They are stored as a feed needs them (CLASS:PUBLIC), and `private` turns them into
what a single download needs. The class protects nothing: the caller leaves restricted entries out.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from icalendar import Calendar
from icalendar.prop import vText

from planner.presenters.ics_entry import VEvent, whole_utc
from planner.presenters.ics_event import css_colour, vevent
from planner.presenters.ics_lines import in_utc
from planner.presenters.ics_text import clean, one_line

__all__ = [
    "VEvent",
    "blank",
    "calendar",
    "calendar_parts",
    "digest",
    "private",
    "stamped",
    "vevent",
]

PRODID: Final = "-//Rapport//Rapport 1//EN"
TAIL: Final = b"END:VCALENDAR\r\n"
REFRESH: Final = timedelta(hours=1)
NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
# RFC 5545 3.6 wants at least one component, also in a calendar without entries.
NOTHING_YET: Final = (
    b"BEGIN:VTIMEZONE\r\nTZID:UTC\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    b"TZNAME:UTC\r\nTZOFFSETFROM:+0000\r\nTZOFFSETTO:+0000\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
)


def digest(entry: VEvent) -> str:
    """Give a SHA-256 that moves when anything a reader can see in the entry moves."""
    return sha256(blank(entry)).hexdigest()


def blank(entry: VEvent) -> bytes:
    """Render an entry without its revision: what the digest is taken of."""
    return vevent(replace(entry, sequence=0, modified_at=NEVER))


def stamped(octets: bytes, sequence: int, modified_at: datetime) -> bytes:
    """Put the revision into a blank rendering; cheaper than to render twice.

    Only whole lines match: inside text a line break is escaped, and a fold begins with a blank.
    """
    stamp = in_utc(whole_utc(modified_at))
    for name, before, after in (
        ("DTSTAMP", "19700101T000000Z", stamp),
        ("LAST-MODIFIED", "19700101T000000Z", stamp),
        ("SEQUENCE", "0", str(sequence)),
    ):
        line, new = f"\r\n{name}:{before}\r\n", f"\r\n{name}:{after}\r\n"
        octets = octets.replace(line.encode(), new.encode(), 1)
    return octets


def private(octets: bytes) -> bytes:
    """Turn stored octets into those for a single download.

    Only whole lines match: inside text a line break is escaped, and a fold begins with a blank.
    """
    return octets.replace(b"\r\nCLASS:PUBLIC\r\n", b"\r\nCLASS:PRIVATE\r\n")


def calendar(
    vevents: Iterable[bytes],
    *,
    name: str | None = None,
    description: str | None = None,
    refresh: bool = False,
    color: str | None = None,
) -> bytes:
    """Join rendered entries into one file; name and refresh are for feeds only."""
    parts = calendar_parts(
        vevents, name=name, description=description, refresh=refresh, color=color
    )
    return b"".join(parts)


def calendar_parts(
    vevents: Iterable[bytes],
    *,
    name: str | None = None,
    description: str | None = None,
    refresh: bool = False,
    color: str | None = None,
) -> Iterator[bytes]:
    """Give the same file piece by piece, to send it without holding it."""
    yield head(name, description, refresh=refresh, color=color)
    is_empty = True
    for octets in vevents:
        is_empty = False
        yield octets
    if is_empty:
        yield NOTHING_YET
    yield TAIL


def head(name: str | None, description: str | None, *, refresh: bool, color: str | None) -> bytes:
    """Render everything before the first entry; icalendar escapes these names only if told."""
    opening = Calendar()
    opening.add("version", "2.0")
    opening.add("prodid", PRODID)
    opening.add("calscale", "GREGORIAN")
    if name:
        opening.add("name", vText(one_line(name)))
        opening.add("x-wr-calname", vText(one_line(name)))
    if description:
        opening.add("description", vText(clean(description)))
        opening.add("x-wr-caldesc", vText(clean(description)))
    if refresh:
        opening.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        opening.add("x-published-ttl", "PT1H")
    if color:
        opening.add("color", css_colour(color))
    return bytes(opening.to_ical()).removesuffix(TAIL)
