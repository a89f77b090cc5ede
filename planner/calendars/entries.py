"""An event as an entry in somebody's calendar; decisions in docs/decisions."""

from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.entry_days import dated, span_of
from planner.calendars.entry_words import (
    Facts,
    Wording,
    description,
    location,
    marking_line,
    meeting_link,
)
from planner.choices import DatePrecision, EventState
from planner.events.models import Event
from planner.kinds.queries import kind_name
from planner.presenters.as_ics import NEVER, VEvent
from planner.presenters.ics_entry import Status
from planner.web.addresses import path_within

TENTATIVE_STATES = frozenset(
    {EventState.CONCEPT, EventState.PLANNED, EventState.COORDINATED, EventState.POSTPONED}
)


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
