"""Check finished iCalendar octets for what real clients stumble over, more than parsers see.

Most parsers forgive what Outlook, Google and Apple do not, so the tests use this list.
The rules are those of RFC 5545 and RFC 7986, and the narrower ones that the product keeps: UTC
or whole days, no METHOD, no ATTENDEE, DTSTAMP = LAST-MODIFIED.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from planner.presenters.ics_text import LONGEST, units
from tests.presenters.ics_lines import (
    Component,
    ContentLine,
    components,
    content_lines,
    octet_faults,
)

CALENDAR_ONCE: Final = ("VERSION", "PRODID")
CALENDAR_AT_MOST_ONCE: Final = (
    *("CALSCALE", "NAME", "X-WR-CALNAME", "X-WR-CALDESC", "REFRESH-INTERVAL"),
    *("X-PUBLISHED-TTL", "COLOR", "URL", "LAST-MODIFIED", "SOURCE"),
)
EVENT_ONCE: Final = (
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY"),
    *("STATUS", "CLASS", "TRANSP"),
)
EVENT_AT_MOST_ONCE: Final = (
    *("DESCRIPTION", "LOCATION", "URL", "GEO", "COLOR", "CREATED", "PRIORITY", "ORGANIZER"),
    *("RECURRENCE-ID", "X-MICROSOFT-CDO-BUSYSTATUS"),
)
TEXTS: Final = ("SUMMARY", "LOCATION", "DESCRIPTION", "CONTACT", "UID", "NAME", "X-WR-CALNAME")
LISTS: Final = ("CATEGORIES", "RESOURCES")  # here a bare comma separates the members
WORDS: Final = {
    "STATUS": {"CONFIRMED", "TENTATIVE", "CANCELLED"},
    "CLASS": {"PUBLIC", "PRIVATE", "CONFIDENTIAL"},
    "TRANSP": {"OPAQUE", "TRANSPARENT"},
}
BAD_ESCAPE = re.compile(r"\\(?![\\;,nN])")
BARE_SIGN = re.compile(r"(?:\\.|[^\\;,])*[;,]")
BARE_SEMICOLON = re.compile(r"(?:\\.|[^\\;])*;")
MOMENT = re.compile(r"\d{8}T\d{6}Z")
DAY = re.compile(r"\d{8}")


def lint(octets: bytes) -> list[str]:
    """Give one sentence per fault, with its line; an empty list means that none was found."""
    faults = list(octet_faults(octets))
    lines = content_lines(octets)
    faults += [line for line in lines if isinstance(line, str)]
    calendars, unnested = components([line for line in lines if isinstance(line, ContentLine)])
    faults += unnested
    if [calendar.name for calendar in calendars] != ["VCALENDAR"]:
        return [*faults, "the file is not exactly one VCALENDAR"]
    return [*faults, *calendar_faults(calendars[0])]


def calendar_faults(calendar: Component) -> Iterator[str]:
    """Give the faults of the calendar and of everything in it."""
    yield from count_faults(calendar, CALENDAR_ONCE, CALENDAR_AT_MOST_ONCE)
    yield from text_faults(calendar)
    if calendar.value("VERSION") != "2.0":
        yield "VERSION is not 2.0"
    for line in calendar.every("METHOD"):
        yield f"line {line.number}: METHOD makes an invitation of the file"
    for line in calendar.every("REFRESH-INTERVAL"):
        if "VALUE=DURATION" not in line.parameters:
            yield f"line {line.number}: REFRESH-INTERVAL without VALUE=DURATION"
    if not calendar.inside:
        yield "the calendar holds no component"
    events = [component for component in calendar.inside if component.name == "VEVENT"]
    for event in events:
        yield from event_faults(event)
    for uid, count in Counter(event.value("UID") for event in events).items():
        if count > 1 and uid:
            yield f"{count} events have the UID {uid}"


def event_faults(event: Component) -> Iterator[str]:
    """Give the faults of one event."""
    yield from count_faults(event, EVENT_ONCE, EVENT_AT_MOST_ONCE)
    yield from text_faults(event)
    yield from time_faults(event)
    for line in event.every("ATTENDEE"):
        yield f"line {line.number}: ATTENDEE invites people again and publishes addresses"
    for name, words in WORDS.items():
        for line in event.every(name):
            if line.value not in words:
                yield f"line {line.number}: {name} is {line.value}"
    if not event.value("SEQUENCE").isdecimal():
        yield f"line {event.number}: SEQUENCE is not a number"
    url, description = event.value("URL"), event.value("DESCRIPTION")
    if url and not re.sub(r"\\([\\;,])", r"\1", description).endswith(url):
        yield f"line {event.number}: DESCRIPTION does not end with the URL"


def count_faults(part: Component, once: tuple[str, ...], at_most: tuple[str, ...]) -> Iterator[str]:
    """Give the properties that are missing or stand too often."""
    counts = Counter(line.name for line in part.lines)
    for name in once:
        if not counts[name]:
            yield f"line {part.number}: {part.name} without {name}"
    for name in (*once, *at_most):
        if counts[name] > 1:
            yield f"line {part.number}: {part.name} with {counts[name]} {name}"


def text_faults(part: Component) -> Iterator[str]:
    """Give the texts that are wrongly escaped, too long or on several lines."""
    for line in part.lines:
        if line.name in TEXTS or line.name in LISTS:
            bare = BARE_SEMICOLON if line.name in LISTS else BARE_SIGN
            if BAD_ESCAPE.search(line.value.replace("\\\\", "")) or bare.match(line.value):
                yield f"line {line.number}: {line.name} has an unescaped sign"
            if line.value != line.value.rstrip():
                yield f"line {line.number}: {line.name} ends in a blank"
        if line.name in {"SUMMARY", "LOCATION"}:
            if re.search(r"\\[nN]", line.value.replace("\\\\", "")):
                yield f"line {line.number}: {line.name} has several lines"
            if units(re.sub(r"\\(.)", r"\1", line.value)) > LONGEST:
                yield f"line {line.number}: {line.name} has more than {LONGEST} characters"


def time_faults(event: Component) -> Iterator[str]:
    """Give the times that float, that are of two kinds, or that end before they begin."""
    for name in ("DTSTAMP", "LAST-MODIFIED"):
        if not MOMENT.fullmatch(event.value(name)):
            yield f"line {event.number}: {name} is not a moment in UTC"
    if event.value("DTSTAMP") != event.value("LAST-MODIFIED"):
        yield f"line {event.number}: DTSTAMP differs from LAST-MODIFIED"
    kinds = set()
    for line in (*event.every("DTSTART"), *event.every("DTEND")):
        is_day = "VALUE=DATE" in line.parameters.split(";")
        kinds.add(is_day)
        if not (DAY if is_day else MOMENT).fullmatch(line.value):
            yield f"line {line.number}: {line.name} is neither a day nor a moment in UTC"
    if len(kinds) > 1:
        yield f"line {event.number}: DTSTART and DTEND are of two kinds"
    elif event.value("DTEND") <= event.value("DTSTART"):
        yield f"line {event.number}: DTEND is not after DTSTART"
