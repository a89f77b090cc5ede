"""The history's list, declared once; its page draws each entry as a sentence."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.history.filtering import HistoryFilter
from planner.history.queries import HistoryLine
from planner.history.shown import changes_shown
from planner.history.words import field_words, kind_words, value_words, verb_words
from planner.web.lists.columns import ListColumn, RowList


def changes(told: HistoryLine, _about: Any) -> str:
    """Return what was changed, from what to what."""
    return "; ".join(
        f"{field_words(name)}: {value_words(pair[0], name)} → {value_words(pair[1], name)}"
        for name, pair in changes_shown(told.entry.changes).items()
    )


def marking_then(told: HistoryLine, _about: Any) -> str:
    """Return the marking of the entry's moment in words."""
    return "" if told.marking is None else str(told.marking.label)


def is_about_events(rows: Iterable[HistoryLine]) -> bool:
    """Say whether any of the entries tells of an event."""
    return any(told.entry.event_id for told in rows)


HISTORY = RowList(
    "history",
    _l("History"),
    (
        ListColumn("at", _l("When"), "entry.at", "moment"),
        ListColumn("by", _l("By"), lambda told, _: told.by or ""),
        ListColumn("verb", _l("What was done"), lambda told, _: verb_words(told.entry.verb)),
        ListColumn("kind", _l("To what"), lambda told, _: kind_words(told.entry.subject_kind)),
        ListColumn("number", _l("Number"), "entry.subject_id", where="file"),
        ListColumn("name", _l("Name"), "entry.subject_label"),
        ListColumn("marking", _l("Marking"), marking_then),
        ListColumn("changes", _l("Changes"), changes),
        ListColumn("request", _l("Request"), "entry.request_id", where="file"),
    ),
    endpoint="history.index",
    narrowed_by=HistoryFilter,
)


def marked_as(marking: Marking | None) -> RowList:
    """Return the list for a file of this marking, which depends on who takes it."""
    words = "" if marking is None else marking.label
    return replace(HISTORY, marking=lambda _rows: words)
