"""What the list of the history is narrowed to."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from planner.accounts.queries import user_choices
from planner.db import db
from planner.history.models import HistoryEntry
from planner.history.words import KINDS, VERBS, kind_words, verb_words
from planner.web.lists.asking import DAY, one_known, one_row
from planner.web.lists.filters import Conditions, FilterPart, ListFilter, matches


def start_of(day: date, zone: str) -> datetime:
    """Return the first moment of a day in a zone."""
    return datetime.combine(day, time(), ZoneInfo(zone))


def from_day(wanted: "HistoryFilter", zone: str) -> Conditions:
    """Give the condition of the first day, a day of the zone."""
    return (HistoryEntry.at >= start_of(wanted.first, zone),) if wanted.first else ()


def to_day(wanted: "HistoryFilter", zone: str) -> Conditions:
    """Give the condition of the last day, a day of the zone."""
    after = wanted.last and wanted.last + timedelta(days=1)
    return (HistoryEntry.at < start_of(after, zone),) if after else ()


def verbs_in_use() -> dict[str, str]:
    """Return what was done, of all that the history holds, in words."""
    verbs = select(HistoryEntry.verb).distinct().order_by(HistoryEntry.verb)
    return {code: verb_words(code) for code in db.session.scalars(verbs)}


def kinds_in_use() -> dict[str, str]:
    """Return the kinds of rows that the history tells of, in words."""
    kinds = select(HistoryEntry.subject_kind).distinct().order_by(HistoryEntry.subject_kind)
    return {code: kind_words(code) for code in db.session.scalars(kinds)}


@dataclass(frozen=True)
class HistoryFilter(ListFilter):
    """Which entries are wanted; empty fields leave nothing out. It is asked about a zone."""

    parts: ClassVar = (
        FilterPart(
            "by",
            _l("By"),
            matches(HistoryEntry.by_id, "by"),
            one_row(lambda _viewer: user_choices(), _l("Anybody")),
        ),
        FilterPart(
            "verb",
            _l("What was done"),
            matches(HistoryEntry.verb, "verb"),
            one_known(verbs_in_use, verb_words, _l("Anything"), VERBS),
        ),
        FilterPart(
            "kind",
            _l("To what"),
            matches(HistoryEntry.subject_kind, "kind"),
            one_known(kinds_in_use, kind_words, _l("Anything"), KINDS),
        ),
        FilterPart("first", _l("From"), from_day, DAY),
        FilterPart("last", _l("To"), to_day, DAY),
    )

    by: int | None = None
    verb: str = ""
    kind: str = ""
    first: date | None = None
    last: date | None = None


def wanted(filtered: HistoryFilter, zone: str) -> Select[HistoryEntry]:
    """Return the statement of the entries that a filter lets through."""
    return select(HistoryEntry).where(*filtered.conditions(zone))
