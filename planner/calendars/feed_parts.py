"""The file of a feed in parts: its head, the stored entries, its tail."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from planner.calendars import edition_queries
from planner.calendars.edition_queries import Edition
from planner.calendars.feed_asked import FeedAsked
from planner.calendars.partner_editions import PartnerEdition
from planner.presenters.as_ics import calendar, vevent

if TYPE_CHECKING:
    pass

CHUNK = 200
"""Entries sent at a time: few calls, and the file never lies in memory twice."""


def file_head(name: str) -> bytes:
    """Return everything before the first entry."""
    return calendar([b""], name=name, refresh=True).removesuffix(b"END:VCALENDAR\r\n")


def length(name: str, edition: Edition) -> int:
    """Return how many octets the file has, without reading its entries."""
    if not edition.entries:
        return len(calendar([], name=name, refresh=True))
    return len(calendar([b""], name=name, refresh=True)) + edition.octets


def due_bodies(edition: Edition, changed_at: datetime) -> list[bytes]:
    """Return the octets of what is due, stamped with the moment at which the feed changed."""
    return [vevent(replace(entry, modified_at=changed_at)) for entry in edition.due]


def feed_parts(asked: FeedAsked, edition: Edition, changed_at: datetime) -> Sequence[bytes]:
    """Return the file in parts, the stored entries between head and tail, what is due last."""
    bodies: Sequence[bytes]
    if isinstance(edition, PartnerEdition):
        bodies = edition.bodies
    else:
        bodies = [*edition_queries.bodies(asked, edition), *due_bodies(edition, changed_at)]
    if bodies:
        return [file_head(asked.feed.name), *bodies, b"END:VCALENDAR\r\n"]
    return [calendar([], name=asked.feed.name, refresh=True)]


def chunks(parts: Sequence[bytes]) -> Iterator[bytes]:
    """Give the file in pieces of many entries each."""
    for start in range(0, len(parts), CHUNK):
        yield b"".join(parts[start : start + CHUNK])
