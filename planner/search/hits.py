"""One line for each row found: title, link, a detail, and the passage with the words."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from planner.choices import Marking
from planner.events.models import Event
from planner.outcomes.models import FollowUp, Outcome
from planner.textsearch import asked_words, words_of
from planner.web.filters import day, event_period
from planner.web.nationnames import nation_name

AROUND = 12
SPLIT = re.compile(r"(\s+)")

LABELS: dict[str, Any] = {
    "event": _l("Events"),
    "person": _l("People"),
    "organisation": _l("Organisations"),
    "outcome": _l("Outcomes"),
    "follow_up": _l("Follow-ups"),
}


@dataclass(frozen=True)
class Hit:
    """One row found."""

    title: Markup
    href: str
    detail: str
    passage: Markup


def marked(words: str, asked: list[str]) -> Markup:
    """Return text with the words asked for marked; everything else escaped."""
    return Markup("").join(
        Markup("<mark>{}</mark>").format(part) if _is_asked(part, asked) else escape(part)
        for part in SPLIT.split(words)
    )


def passage(text: str, asked: list[str]) -> Markup:
    """Return a few words around the first one asked for; empty when there is none."""
    parts = text.split()
    place = next((n for n, part in enumerate(parts) if _is_asked(part, asked)), None)
    if place is None:
        return Markup("")
    first, last = max(0, place - AROUND), place + AROUND + 1
    start, end = "… " if first else "", " …" if last < len(parts) else ""
    return marked(f"{start}{' '.join(parts[first:last])}{end}", asked)


def _is_asked(part: str, asked: list[str]) -> bool:
    return any(word.startswith(one) for word in words_of(part) for one in asked)


def of_event(row: Any) -> tuple[str, str, str, str]:
    """Return title, address, detail and text of an event."""
    text = f"{row.summary} {row.benefit_own} {row.benefit_partner} {row.source_note}"
    detail = f"{row.kind.label} · {event_period(row)} · {row.state.label}"
    return row.title, f"/events/{row.id}", detail, text


def of_person(row: Any) -> tuple[str, str, str, str]:
    """Return title, address, detail and text of a person."""
    title = f"{row.full_name} {row.name_native}".strip()
    return title, f"/people/{row.id}", nation_name(row.nation_code), row.post


def of_organisation(row: Any) -> tuple[str, str, str, str]:
    """Return title, address, detail and text of an organisation."""
    detail = f"{row.kind.label} · {nation_name(row.nation_code)}"
    return row.name, f"/organisations/{row.id}", detail, f"{row.town} {row.note}"


def of_outcome(row: Any) -> tuple[str, str, str, str]:
    """Return title, address, detail and text of an outcome."""
    return row.title, f"/outcomes/{row.id}", f"{row.kind.label} · {day(row.seen_on)}", row.evidence


def of_follow_up(row: Any) -> tuple[str, str, str, str]:
    """Return title, address, detail and text of a follow-up."""
    due = _("due %(day)s", day=day(row.due_on))
    detail = f"{row.event.title} · {due} · {row.state.label}"
    return row.what, f"/follow-ups/{row.id}", detail, row.note


READERS: dict[str, Callable[[Any], tuple[str, str, str, str]]] = {
    "event": of_event,
    "person": of_person,
    "organisation": of_organisation,
    "outcome": of_outcome,
    "follow_up": of_follow_up,
}


def highest_marking(rows: Iterable[Any]) -> Marking | None:
    """Return the highest marking of the events that rows are or hang on; None without any."""
    found = (marking for row in rows for marking in markings_of(row))
    return max(found, default=None)


def markings_of(row: Any) -> list[Marking]:
    """Return the markings of the events that a row is or hangs on."""
    if isinstance(row, Outcome):
        return [event.marking for event in row.events]
    if isinstance(row, FollowUp):
        return [row.event.marking]
    return [row.marking] if isinstance(row, Event) else []


def hit(kind: str, row: Any, query: str) -> Hit:
    """Return the line of a row found."""
    title, href, detail, text = READERS[kind](row)
    asked = asked_words(query)
    return Hit(marked(title, asked), href, detail, passage(text, asked))
