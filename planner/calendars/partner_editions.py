"""An edition of a feed for a partner, made when it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import ColumnElement

from planner.calendars import entry_queries
from planner.calendars.audiences import Audience
from planner.calendars.edition_queries import LAYOUT, Edition
from planner.calendars.entry_words import Wording
from planner.calendars.feed_asked import FeedAsked
from planner.calendars.feed_queries import revised_entries, withdrawn_from
from planner.calendars.partner_entries import partner_entry
from planner.db import db
from planner.presenters.as_ics import vevent
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
    return PartnerEdition(etag, len(whole), sum(map(len, whole)), len(gone), bodies=whole)
