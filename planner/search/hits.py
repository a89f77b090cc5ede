"""One line for each row found: its kind, title, link, a detail, and the passage with the words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from planner.attachments.models import Attachment
from planner.attachments.told import marking_of
from planner.choices import Marking
from planner.commitments.models import Commitment
from planner.events.models import Event
from planner.outcomes.models import Outcome
from planner.outcomes.told import told
from planner.search.readers import READERS
from planner.text.folding import Wanted, asked, places
from planner.viewers import EventBound, EventOrNation
from planner.ways.models import Way
from planner.web import markup

BEFORE, AFTER = 70, 150
"""Signs of a text that are shown before and after the first word found."""

LABELS: dict[str, tuple[Any, Any]] = {
    "event": (_l("Events"), _l("Event")),
    "person": (_l("People"), _l("Person")),
    "organisation": (_l("Organisations"), _l("Organisation")),
    "nation": (_l("Nations"), _l("Nation")),
    "objective": (_l("Objectives"), _l("Objective")),
    "plan": (_l("Plans"), _l("Plan")),
    "aim": (_l("National and civilian aims"), _l("Aim")),
    "programme": (_l("Programmes"), _l("Programme")),
    "institution": (_l("Institutions"), _l("Institution")),
    "report": (_l("Reports"), _l("After-action report")),
    "outcome": (_l("Outcomes"), _l("Outcome")),
    "follow_up": (_l("Follow-ups"), _l("Follow-up")),
    "commitment": (_l("Commitments"), _l("Commitment")),
    "lesson": (_l("Lessons"), _l("Lesson")),
    "media": (_l("Media"), _l("Media item")),
    "timetable": (_l("Timetables"), _l("Item of a timetable")),
    "culture": (_l("Parts of culture"), _l("Part of culture")),
    "gift": (_l("Gifts"), _l("Gift")),
    "concern": (_l("Concerns"), _l("Concern")),
    "attachment": (_l("Attachments"), _l("Attachment")),
    "way": (_l("Notes on nations"), _l("Note on a nation")),
}
"""The words for a kind: of several rows, and of one."""


@dataclass(frozen=True)
class Hit:
    """One row found."""

    kind: str
    title: Markup
    href: str
    detail: str
    passage: Markup


def marked(text: str, wanted: Sequence[Wanted]) -> Markup:
    """Return text with the words asked for marked; everything else escaped."""
    parts, at = [], 0
    for start, end in places(text, wanted):
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    return markup.marked([*parts, (text[at:], False)])


def passage(text: str, wanted: Sequence[Wanted]) -> Markup:
    """Return the text around the first word asked for; empty when there is none."""
    text = " ".join(text.split())
    if not (found := places(text, wanted)):
        return markup.joined(())
    start, end = found[0]
    first, last = whole_words(text, max(0, start - BEFORE), min(len(text), end + AFTER))
    shown = text[first : max(last, end)].strip()
    before, after = "… " if first else "", " …" if last < len(text) else ""
    return escape(before) + marked(shown, wanted) + escape(after)


def whole_words(text: str, first: int, last: int) -> tuple[int, int]:
    """Return a stretch of text without the halves of words at its ends, where it has spaces."""
    if first:
        first = next((n + 1 for n in range(first, first + 20) if text[n : n + 1] == " "), first)
    if last < len(text):
        last = next((n for n in range(last, last - 20, -1) if text[n] == " "), last)
    return first, last


def highest_marking(rows: Iterable[Any]) -> Marking | None:
    """Return the highest marking of the events that rows are or hang on; None without any."""
    found = (marking for row in rows for marking in markings_of(row))
    return max(found, default=None)


def markings_of(row: Any) -> list[Marking]:
    """Return the markings of the events that a row is or hangs on."""
    if isinstance(row, Attachment):
        return [marking_of(row)]
    if isinstance(row, Outcome | EventBound | EventOrNation):
        return [one.marking for one in told([row])]
    if isinstance(row, Way):
        return [] if row.marking is None else [row.marking]
    return [row.marking] if isinstance(row, Event | Commitment) else []


def hit(kind: str, row: Any, query: str) -> Hit:
    """Return the line of a row found."""
    told, wanted = READERS[kind](row), asked(query)
    return Hit(kind, marked(told.title, wanted), told.href, told.detail, passage(told.text, wanted))
