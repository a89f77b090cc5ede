"""Calendar entries for a partner, made when they are asked for (docs/decisions/release.md).

Number and moment are those of the full entry, which shows all that a partner reads and more: what
a partner reads never moves without it. Above OFFICIAL the office's setting holds for partners too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from planner.calendars import entry_queries
from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.edition_queries import LAYOUT, Edition
from planner.calendars.entries import busy_entry, dated, span_of, status
from planner.calendars.entry_words import Facts, Wording, location, marking_line, meeting_link
from planner.calendars.feed_queries import FeedAsked, revised_entries, withdrawn_from
from planner.db import db
from planner.events.models import Event
from planner.events.release.words import standing
from planner.kinds.queries import kind_name
from planner.presenters.as_ics import VEvent, vevent
from planner.viewers import EVERYTHING, acting_as
from planner.web.nationnames import standard_name


def partner_bodies(
    conditions: Sequence[ColumnElement[bool]], code: str, told: Audience
) -> list[bytes]:
    """Return the octets for a partner of every event that meets the conditions and has a date.

    The conditions hold the rule of release, and the session's viewer narrows as ever.
    """
    revisions = {event_id: rest for event_id, *rest in revised_entries(told, conditions)}
    if not revisions:
        return []
    locale = current_app.config["RAPPORT_LOCALE"]
    with acting_as(db.session, EVERYTHING), force_locale(locale):
        facts, edited = entry_queries.facts(db.session(), list(revisions))
        wording = Wording(locale, lambda key: edited.get(key) or standard_name(key))
        found = []
        for fact in sorted(facts, key=lambda fact: (fact.event.sort_on, fact.event.id)):
            sequence, moment = revisions[fact.event.id]
            if entry := partner_entry(fact, wording, code, told):
                found.append(vevent(replace(entry, sequence=sequence, modified_at=moment)))
    return found


@dataclass(frozen=True)
class PartnerEdition(Edition):
    """One state of a feed for a partner, with its entries: there are few, and none is stored."""

    bodies: tuple[bytes, ...] = ()


def partner_audience(told: Audience) -> Audience:
    """Return what a partner is told of events above OFFICIAL: all, or the time alone.

    Where calendars tell the title, they tell the address of the page as well; partners have
    no use for that.
    """
    return told if told is Audience.FULL else Audience.BUSY


def partner_edition(asked: FeedAsked, code: str) -> PartnerEdition:
    """Return the edition of a feed for a partner, what was discarded lately last."""
    told = partner_audience(asked.told)
    bodies = partner_bodies(asked.conditions, code, told)
    with acting_as(db.session, EVERYTHING):
        gone = partner_bodies(withdrawn_from(asked), code, told)
    named = (LAYOUT, code, asked.feed.name)
    etag = sha256("\n".join(named).encode() + b"".join([*bodies, *gone])).hexdigest()[:32]
    whole = (*bodies, *gone)
    return PartnerEdition(etag, len(whole), sum(map(len, whole)), len(gone), whole)


def partner_entry(facts: Facts, wording: Wording, code: str, told: Audience) -> VEvent | None:
    """Return what a partner's calendar shows of an event; None while there is no date."""
    event = facts.event
    span = span_of(event)
    if span is None:
        return None
    busy = busy_entry(event, span, wording.locale)
    if is_sensitive(event.marking) and told is not Audience.FULL:
        return busy
    return replace(
        busy,
        summary=dated(event.title, event, wording.locale),
        description="\n".join(description(facts, wording, code)),
        location=location(facts, wording),
        conference=meeting_link(event),
        status=status(event),
        categories=(kind_name(event.kind),),
    )


def description(facts: Facts, wording: Wording, code: str) -> list[str]:
    """Return the lines of the description: for whom, marking, and what full entries show too."""
    event = facts.event
    host = wording.nation(event.host_code) if event.host_code else ""
    pairs = (
        (_("Kind"), kind_name(event.kind)),
        (_("Standing"), standing_of(event)),
        (_("Host"), host),
        (_("Partners"), ", ".join(sorted(map(wording.nation, facts.partners)))),
        (_("Programme"), " · ".join(filter(None, (facts.programme, event.edition)))),
        (_("Meeting link"), meeting_link(event)),
    )
    first = _("For %(nation)s", nation=wording.nation(code))
    return [first, marking_line(event), *(f"{word}: {value}" for word, value in pairs if value)]


def standing_of(event: Event) -> str:
    """Return how sure an event is; a discarded one is called off."""
    return str(_("Cancelled")) if event.discarded_at else standing(event.state)
