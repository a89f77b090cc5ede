"""What is asked about the history; the criterion leaves out what is hidden, or was then."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from planner.accounts.models import User
from planner.choices import Marking
from planner.db import db
from planner.history.filtering import HistoryFilter, wanted
from planner.history.models import HistoryEntry
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.text.reading import or_none, row_id

COUNTED = 1000
"""Counting stops here: beyond it a page says “more than”, at the same cost for any number."""
NEWEST_FIRST = (SortKey(HistoryEntry.id, is_descending=True),)
"""Entries are only added, so their numbers follow time."""


@dataclass(frozen=True)
class HistoryLine:
    """An entry with the name of who did it."""

    entry: HistoryEntry
    by: str | None

    @property
    def marking(self) -> Marking | None:
        """Return the marking of the entry's moment; none when it tells of no event."""
        return self.entry.marking


def history_page(
    filtered: HistoryFilter,
    zone: str,
    after: Key | None = None,
    before: Key | None = None,
    size: int = PAGE,
) -> Slice[HistoryLine]:
    """Return one page of the history, newest first; it counts to COUNTED + 1 and no further."""
    asked = wanted(filtered, zone)
    first = asked.with_only_columns(HistoryEntry.id).limit(COUNTED + 1).subquery()
    total = db.session.scalar(select(func.count()).select_from(first))
    statement = page_statement(asked, NEWEST_FIRST, size, after, before)
    rows = with_names(db.session.scalars(statement).all())
    return slice_of(rows, lambda told: (told.entry.id,), size, after, before, total)


def whole_history(filtered: HistoryFilter, zone: str) -> list[HistoryLine]:
    """Return every entry that the filter lets through, newest first."""
    statement = wanted(filtered, zone).order_by(HistoryEntry.id.desc())
    return with_names(db.session.scalars(statement).all())


def history_below(
    filtered: HistoryFilter, zone: str, number: int | None, size: int
) -> list[HistoryLine]:
    """Return so many entries that the filter lets through, from below a number on."""
    statement = wanted(filtered, zone).order_by(HistoryEntry.id.desc()).limit(size)
    if number is not None:
        statement = statement.where(HistoryEntry.id < number)
    return with_names(db.session.scalars(statement).all())


def number_of_entries(filtered: HistoryFilter, zone: str) -> int:
    """Return how many entries the filter lets through."""
    asked = wanted(filtered, zone).with_only_columns(func.count(HistoryEntry.id))
    return db.session.scalar(asked) or 0


def history_of(kind: str, subject_id: int | str) -> list[HistoryLine]:
    """Return the history of one row, newest first; of an event with all that hangs on it."""
    subject = and_(HistoryEntry.subject_kind == kind, HistoryEntry.subject_id == str(subject_id))
    if kind == "event" and (key := or_none(row_id, subject_id)):
        subject = or_(subject, HistoryEntry.event_id == key)
    newest = select(HistoryEntry).where(subject).order_by(HistoryEntry.id.desc())
    return with_names(db.session.scalars(newest).all())


def comments_on(event_id: int) -> list[HistoryLine]:
    """Return what was said about an event, oldest first."""
    statement = (
        select(HistoryEntry, User.name)
        .outerjoin(User, HistoryEntry.by_id == User.id)
        .where(HistoryEntry.event_id == event_id, HistoryEntry.verb == "commented")
        .order_by(HistoryEntry.id)
    )
    return [HistoryLine(entry, name) for entry, name in db.session.execute(statement)]


def with_names(rows: Sequence[HistoryEntry]) -> list[HistoryLine]:
    """Put the names of who did it beside the entries."""
    names = names_of({row.by_id for row in rows if row.by_id})
    return [HistoryLine(row, names.get(row.by_id or 0)) for row in rows]


def names_of(ids: Iterable[int]) -> Mapping[int, str]:
    """Return id to name of users."""
    wanted_ids = list(ids)
    if not wanted_ids:
        return {}
    rows: Any = db.session.execute(select(User.id, User.name).where(User.id.in_(wanted_ids)))
    return {row.id: row.name for row in rows}


def is_written(connection: Connection, values: Mapping[str, Any]) -> bool:
    """Say whether the history holds an entry of this moment, request, verb and row already."""
    names = ("at", "request_id", "verb", "subject_kind", "subject_id")
    conditions = [getattr(HistoryEntry, name) == values[name] for name in names if name in values]
    return connection.execute(select(HistoryEntry.id).where(*conditions)).first() is not None
