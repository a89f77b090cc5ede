"""An event as an entry in somebody's calendar; decisions in docs/decisions."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import format_date
from flask_babel import gettext as _

from planner.calendars.audiences import Audience, is_sensitive
from planner.choices import DatePrecision, EventState, Modality
from planner.events.models import Event
from planner.kinds.queries import kind_name
from planner.presenters.as_ics import NEVER, VEvent
from planner.presenters.ics_entry import Status
from planner.web.addresses import path_within

TENTATIVE_STATES = frozenset(
    {EventState.CONCEPT, EventState.PLANNED, EventState.COORDINATED, EventState.POSTPONED}
)
LONGEST_TIMED = timedelta(hours=24)
"""What lasts longer is a bar of whole days (CALENDAR 10)."""


@dataclass(frozen=True)
class Facts:
    """An event with the words that its entry borrows from other rows; no names of people."""

    event: Event
    places: Sequence[tuple[str, str | None]] = ()
    partners: Sequence[str] = ()
    objectives: Sequence[str] = ()
    programme: str = ""


@dataclass(frozen=True)
class Wording:
    """How this office writes: its language, names of nations, and public address."""

    locale: str
    nation: Callable[[str], str]
    base_url: str = ""


def entries(facts: Facts, wording: Wording) -> dict[Audience, VEvent]:
    """Return what each audience is told, without revision; nothing while there is no date.

    Up to OFFICIAL the full entry serves everybody. Above, the others start from the busy one
    and add to it, so that nothing is told which was not put there on purpose.
    """
    event = facts.event
    span = span_of(event)
    if span is None:
        return {}
    busy = busy_entry(event, span, wording.locale)
    found = {Audience.FULL: full_entry(busy, facts, wording)}
    if is_sensitive(event.marking):
        found |= {Audience.TITLE: title_entry(busy, event, wording), Audience.BUSY: busy}
    return found


def busy_entry(event: Event, span: tuple[date, date], locale: str) -> VEvent:
    """Return the time alone, and whether it was called off: no state, place or link."""
    return VEvent(
        uid=str(event.uid),
        sequence=0,
        modified_at=NEVER,
        summary=dated(_("Busy"), event, locale),
        starts=span[0],
        ends=span[1],
        status="CANCELLED" if status(event) == "CANCELLED" else "CONFIRMED",
        transparent=event.date_precision is not DatePrecision.DAY,
        cancelled_word=_("Cancelled"),
    )


def title_entry(busy: VEvent, event: Event, wording: Wording) -> VEvent:
    """Return the time with title, marking and the link to the page, which asks to sign in."""
    return replace(
        busy,
        summary=dated(event.title, event, wording.locale),
        description=marking_line(event),
        url=event_url(event, wording.base_url),
    )


def full_entry(busy: VEvent, facts: Facts, wording: Wording) -> VEvent:
    """Return all that calendars may show."""
    event = facts.event
    return replace(
        busy,
        summary=dated(event.title, event, wording.locale),
        description="\n".join(description(facts, wording)),
        location=location(facts, wording),
        url=event_url(event, wording.base_url),
        conference=meeting_link(event),
        status=status(event),
        categories=tuple(filter(None, (kind_name(event.kind), facts.programme))),
    )


def meeting_link(event: Event) -> str:
    """Return the link for those who join from afar, as it was typed; else nothing."""
    return str(event.plain_details.get("meeting_link") or "")


def span_of(event: Event) -> tuple[date, date] | None:
    """Return first and last day, or the moments in UTC of a timed event within a day.

    The actual days win over the planned ones. A month or a year is a bar over all of it.
    """
    first, last = event.start, event.end
    if first is None or last is None:
        return None
    if event.date_precision is not DatePrecision.DAY:
        return whole_period(first.day, last.day, event.date_precision)
    moments = moments_of(event, first.day, last.day)
    return moments or (first.day, last.day)


def moments_of(event: Event, first: date, last: date) -> tuple[datetime, datetime] | None:
    """Return start and end in UTC; None for whole days (CALENDAR 6, 8, 10)."""
    if event.start_time is None or event.end_time is None:
        return None
    start = datetime.combine(first, event.start_time, ZoneInfo(event.zone)).astimezone(UTC)
    end = datetime.combine(last, event.end_time, ZoneInfo(event.zone)).astimezone(UTC)
    return (start, end) if timedelta() < end - start < LONGEST_TIMED else None


def whole_period(first: date, last: date, precision: DatePrecision) -> tuple[date, date]:
    """Return the first and last day of the months or years in which two days lie."""
    if precision is DatePrecision.YEAR:
        return first.replace(month=1, day=1), last.replace(month=12, day=31)
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def dated(title: str, event: Event, locale: str) -> str:
    """Return the title; an imprecise date stands beside it, as exactly as it is known."""
    words = imprecise_words(event, locale)
    return _("%(title)s (%(when)s, day not set)", title=title, when=words) if words else title


def imprecise_words(event: Event, locale: str) -> str:
    """Return “October 2012” or “2012”; empty for exact days and for none."""
    first, last = event.start, event.end
    if first is None or last is None or first.is_exact:
        return ""
    pattern = "y" if first.precision is DatePrecision.YEAR else "MMMM y"
    words = [str(format_date(day.day, pattern, locale=locale)) for day in (first, last)]
    return words[0] if words[0] == words[1] else " – ".join(words)


def marking_line(event: Event) -> str:
    """Return the marking, and that nothing classified belongs here."""
    return f"{_('Marking')}: {event.marking.label} · {_('Not for classified content')}"


def description(facts: Facts, wording: Wording) -> list[str]:
    """Return the lines of the description, empty ones left out."""
    event = facts.event
    host = wording.nation(event.host_code) if event.host_code else ""
    pairs = (
        (_("Kind"), kind_name(event.kind)),
        (_("State"), _("Discarded") if event.discarded_at else str(event.state.label)),
        (_("Date"), imprecise_words(event, wording.locale)),
        (_("Host"), host),
        (_("Partners"), ", ".join(sorted(map(wording.nation, facts.partners)))),
        (_("Programme"), " · ".join(filter(None, (facts.programme, event.edition)))),
        (_("Objectives"), "; ".join(facts.objectives)),
        (_("Meeting link"), meeting_link(event)),
    )
    return [marking_line(event), *(f"{word}: {value}" for word, value in pairs if value)]


def location(facts: Facts, wording: Wording) -> str:
    """Return towns with their nations; “Virtual” for what has no place."""
    words = []
    for town, code in facts.places:
        place = ", ".join(filter(None, (town, wording.nation(code) if code else "")))
        if place and place not in words:
            words.append(place)
    if not words and facts.event.modality is Modality.VIRTUAL:
        return str(Modality.VIRTUAL.label)
    return "; ".join(words)


def status(event: Event) -> Status:
    """Return RFC 5545's word for where the event stands (CALENDAR 5)."""
    if event.discarded_at or event.state is EventState.CANCELLED:
        return "CANCELLED"
    return "TENTATIVE" if event.state in TENTATIVE_STATES else "CONFIRMED"


def event_url(event: Event, base_url: str) -> str:
    """Return the address of the event's page; empty when the office has not set its own."""
    if not base_url.startswith(("https://", "http://")):
        return ""
    return base_url.rstrip("/") + path_within("events.show", event_id=event.id)
