"""What a partner reads of one event: the facts of its page."""

from typing import Any

from flask_babel import gettext as _

from planner.events.list.words import ListWords
from planner.events.models import Event
from planner.events.release.words import clock_time, meeting_link, purpose, standing
from planner.kinds.queries import kind_name
from planner.web.day_words import period
from planner.web.number_words import number


def partner_facts(event: Event, code: str) -> list[tuple[Any, Any]]:
    """Return label and value of all that a partner reads of one event; empty ones stay out."""
    words = ListWords()
    part = next((row for row in event.partners if row.nation_code == code), None)
    places = (
        ", ".join(filter(None, (row.town, words.name(row.nation_code) if row.nation_code else "")))
        for row in event.places
    )
    times = ""
    if event.start_time and event.end_time:
        times = f"{clock_time(event.start_time)}–{clock_time(event.end_time)}, {event.zone}"
    found = (
        (_("Kind"), kind_name(event.kind)),
        (_("Standing"), standing(event.state)),
        (_("When"), period(event.start, event.end)),
        (_("Times"), times),
        (_("Where"), "; ".join(filter(None, places))),
        (_("Host"), words.name(event.host_code) if event.host_code else ""),
        (_("Nations"), ", ".join(words.name(row.nation_code) for row in event.partners)),
        (_("People meet"), str(event.modality.label)),
        (_("Meeting link"), meeting_link(event.plain_details)),
        (_("Programme"), event.programme.name if event.programme else ""),
        (_("Edition"), event.edition),
        (_("Planned from %(nation)s", nation=words.name(code)), counted(part, "planned")),
        (_("Came from %(nation)s", nation=words.name(code)), counted(part, "actual")),
        (_("Purpose"), purpose(event.plain_details)),
    )
    return [(label, value) for label, value in found if value]


def counted(part: Any, way: str) -> str:
    """Return a nation's headcount in words; empty when it was not counted."""
    found = getattr(part, f"headcount_{way}") if part else None
    return "" if found is None else str(number(found))
