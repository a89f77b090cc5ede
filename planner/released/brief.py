"""A brief as a partner may have it: rows that may go, and numbers counted over these alone."""

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.events.models import Event
from planner.events.release.words import standing
from planner.kinds.queries import kind_name
from planner.outcomes.told import told
from planner.presenters.paper import Paper
from planner.released.queries import FIND, Released, ReleasedRows
from planner.shapes.document import Document, Section
from planner.shapes.figure import Sentence
from planner.web.cells import cell
from planner.web.day_words import day
from planner.web.language import locale
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name, own_codes

TITLES: dict[str, Any] = {
    "held": _l("Held in the last twelve months"),
    "ahead": _l("Coming up"),
    "promised": _l("What we promised"),
    "outcomes": _l("What came of it"),
}
ABSENT: dict[str, Any] = {
    "held": _l("Nothing to tell of the last twelve months."),
    "ahead": _l("Nothing to tell of what is to come."),
    "promised": _l("Nothing to tell of what is promised."),
    "outcomes": _l("Nothing to tell of what came of it."),
}


def towns(event: Event, _about: Any) -> str:
    """Return the towns; what the phases are called stays here."""
    return ", ".join(dict.fromkeys(place.town for place in event.places if place.town))


def host(event: Event, _about: Any) -> str:
    """Return the host nation."""
    return nation_name(event.host_code) if event.host_code else ""


EVENTS = (
    ListColumn("title", _l("Event"), "title"),
    ListColumn("kind", _l("Kind"), lambda event, _about: kind_name(event.kind)),
    ListColumn("first", _l("First day"), "start", "precise_day"),
    ListColumn("last", _l("Last day"), "end", "precise_day"),
    ListColumn("towns", _l("Places"), towns),
    ListColumn("host", _l("Host"), host),
    ListColumn("standing", _l("Standing"), lambda event, _about: standing(event.state)),
)
LISTS = {
    "held": RowList("released-held", TITLES["held"], EVENTS[:-1]),
    "ahead": RowList("released-ahead", TITLES["ahead"], EVENTS),
    "promised": RowList(
        "released-promises",
        TITLES["promised"],
        (ListColumn("what", _l("Promise"), "what"), ListColumn("due", _l("Due"), "due_on", "day")),
    ),
    "outcomes": RowList(
        "released-outcomes",
        TITLES["outcomes"],
        (
            ListColumn("title", _l("Outcome"), "title"),
            ListColumn("seen", _l("Seen on"), "seen_on", "day"),
        ),
    ),
}
"""By part: what a partner reads of a row; a field that is not named here goes nowhere."""


def rows_of(asked: Released, parts: Sequence[str]) -> dict[str, ReleasedRows]:
    """Return the rows of each part that may go, in the order of the copy."""
    return {part: find(asked) for part, find in FIND.items() if part in parts}


def document_of(asked: Released, found: dict[str, ReleasedRows]) -> Document:
    """Return the document that leaves."""
    sections = tuple(section_of(part, one, asked) for part, one in found.items())
    return Document(title_of(asked), marking_of(found).label, sections=sections)


def title_of(asked: Released) -> str:
    """Return what it is called."""
    own = ", ".join(sorted(map(nation_name, own_codes())))
    other = nation_name(asked.code)
    return _("%(own)s and %(nation)s", own=own, nation=other) if own else other


def section_of(part: str, found: ReleasedRows, asked: Released) -> Section:
    """Return one part as a section; events that were held are counted too."""
    table = LISTS[part].page(found.rows)
    said = (counted(found.rows, asked),) if part == "held" and found.rows else ()
    return Section(str(TITLES[part]), tables=(table,), told=said, absent=str(ABSENT[part]))


def counted(events: Sequence[Event], asked: Released) -> Sentence:
    """Return how many of these events there were, and who was host to how many."""
    home = sum(event.host_code in own_codes() for event in events)
    away = sum(event.host_code == asked.code for event in events)
    words = ngettext(
        "%(events)s event; we were host to %(home)s, %(nation)s to %(away)s.",
        "%(events)s events; we were host to %(home)s, %(nation)s to %(away)s.",
        len(events),
        **{name: f"%({name})s" for name in ("events", "home", "nation", "away")},
    )
    values = {"events": len(events), "home": home, "away": away}
    return Sentence(words, {**values, "nation": nation_name(asked.code)})


def marking_of(found: dict[str, ReleasedRows]) -> Marking:
    """Return the highest marking of what is in it."""
    marked = [Marking.PUBLIC]
    for one in found.values():
        marked += [row.marking for row in one.rows if isinstance(row, Event)]
        marked += [row.marking for row in told([r for r in one.rows if not isinstance(r, Event)])]
    return max(marked)


def digest_of(found: dict[str, ReleasedRows]) -> str:
    """Return the SHA-256 of what a partner reads of these rows, whoever reads them here.

    It is taken in one language, for the work may be done in another than the page was shown in.
    """
    told: dict[str, list[list[str]]] = {}
    with force_locale("en"):
        for part, one in found.items():
            table = LISTS[part].page(one.rows)
            kinds = [column.kind for column in table.columns]
            told[part] = [list(map(cell, row, kinds)) for row in table.rows]
    return sha256(json.dumps([marking_of(found), told]).encode()).hexdigest()


def paper_of(asked: Released, found: dict[str, ReleasedRows]) -> Paper:
    """Return it as it goes on paper: for whom it is, and the day."""
    whom = nation_name(asked.to)
    under = _("Releasable to: %(whom)s", whom=whom)
    foot = _("For %(whom)s · %(day)s", whom=whom, day=day(asked.today))
    return Paper(document_of(asked, found), under, str(foot), locale())
