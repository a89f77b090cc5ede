"""What a calendar entry says in words: of the event, of its place, of days not exactly known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from babel.dates import format_date
from flask_babel import gettext as _

from planner.choices import DatePrecision, Modality
from planner.events.models import Event
from planner.kinds.queries import kind_name


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


def meeting_link(event: Event) -> str:
    """Return the link for those who join from afar, as it was typed; else nothing."""
    return str(event.plain_details.get("meeting_link") or "")


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
