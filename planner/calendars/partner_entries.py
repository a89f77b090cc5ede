"""Calendar entries for a partner, made when they are asked for (docs/decisions/release.md).

Number and moment are those of the full entry, which shows all that a partner reads and more: what
a partner reads never moves without it. Above OFFICIAL the office's setting holds for partners too.
"""

from dataclasses import replace

from flask_babel import gettext as _

from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.entries import busy_entry, status
from planner.calendars.entry_days import dated, span_of
from planner.calendars.entry_words import Facts, Wording, location, marking_line, meeting_link
from planner.events.models import Event
from planner.events.release.words import standing
from planner.kinds.queries import kind_name
from planner.presenters.as_ics import VEvent


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
