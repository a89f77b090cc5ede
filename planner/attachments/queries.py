"""Attachments as pages and files need them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.orm import Session, joinedload

from planner.attachments.filtering import AttachmentFilter
from planner.attachments.models import Attachment
from planner.db import db
from planner.events.models import Coordination
from planner.history.models import HistoryEntry, PutAside
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.objectives.models import IndicatorUpdate
from planner.outcomes.models import Outcome
from planner.viewers import EVERYTHING, acting_as

KEYS = (SortKey(Attachment.id, True),)
attachment = Attachment.__table__


TOLD_WITH = (
    joinedload(Attachment.event),
    joinedload(Attachment.coordination).joinedload(Coordination.event),
    joinedload(Attachment.author),
    joinedload(Attachment.programme),
    joinedload(Attachment.person),
    joinedload(Attachment.indicator_update).joinedload(IndicatorUpdate.indicator),
    joinedload(Attachment.outcome).selectinload(Outcome.events),
)
"""What says how attachments are marked, and who brought them."""


def whole(statement: Select[Attachment]) -> Select[Attachment]:
    """Load with attachments what their lines tell."""
    return statement.options(*TOLD_WITH)


def attachments_where(*conditions: ColumnElement[bool]) -> list[Attachment]:
    """Return the attachments that meet conditions, newest first."""
    found = select(Attachment).where(*conditions)
    ordered = found.order_by(Attachment.id.desc())
    return list(db.session.scalars(whole(ordered)).unique())


def attachments_of(column: str, keys: Iterable[int]) -> list[Attachment]:
    """Return the attachments of rows, by the column that points to them."""
    return attachments_where(getattr(Attachment, column).in_(list(keys)))


def attachment_page(
    wanted: AttachmentFilter, *, after: Key | None, before: Key | None, size: int = PAGE
) -> Slice[Attachment]:
    """Return one page of attachments, newest first, with their number in all."""
    statement = select(Attachment).where(*wanted.conditions(None))
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    rows = (
        db.session.scalars(whole(page_statement(statement, KEYS, size, after, before)))
        .unique()
        .all()
    )
    return slice_of(rows, lambda row: (row.id,), size, after, before, total)


def all_attachments(wanted: AttachmentFilter) -> list[Attachment]:
    """Return every attachment that a filter lets through, newest first."""
    return attachments_where(*wanted.conditions(None))


def is_held_already(columns: dict[str, int], digest: str) -> str:
    """Return the name under which the same octets hang there already; empty where none do."""
    same = [getattr(Attachment, name) == key for name, key in columns.items()]
    found = select(Attachment.name).where(Attachment.sha256 == digest, *same)
    return db.session.scalar(found.limit(1)) or ""


def octets_kept() -> int:
    """Return the octets of all attachments, the same ones counted once; past any viewer."""
    sizes = select(attachment.c.sha256, attachment.c.size).distinct().subquery()
    return int(db.session.execute(select(func.sum(sizes.c.size))).scalar() or 0)


def sizes_by_digest() -> dict[str, int]:
    """Return the octets that the rows say there are, by digest; past any viewer."""
    found = db.session.execute(select(attachment.c.sha256, attachment.c.size).distinct())
    return {str(row.sha256): int(row.size) for row in found}


def digests_put_aside(since: datetime) -> frozenset[str]:
    """Return the digests of attachments that were removed since a moment and may come back."""
    kept = db.session.scalars(select(PutAside).where(PutAside.made_at >= since))
    return frozenset(values["sha256"] for one in kept for values in gone_with(one))


def gone_with(kept: PutAside) -> Iterator[dict[str, Any]]:
    """Give the values of the attachments among rows that were put aside."""
    for row in kept.values.get("gone") or ():
        if isinstance(row, dict) and row.get("table") == Attachment.__tablename__:
            yield row["values"]


def put_aside_of_person(person_id: int) -> list[PutAside]:
    """Return what was put aside that holds a paper of a person."""
    with acting_as(db.session, EVERYTHING):
        kept = db.session.scalars(select(PutAside)).all()
    return [one for one in kept if any(gone["person_id"] == person_id for gone in gone_with(one))]


def history_entries_of_person(person_id: int) -> list[str]:
    """Return the keys, as the history has them, of all attachments a person ever had."""
    history: Any = HistoryEntry.__table__
    of_attachments = select(history.c.subject_id, history.c.changes).where(
        history.c.subject_kind == Attachment.__tablename__, history.c.event_id.is_(None)
    )
    rows = db.session.connection().execute(of_attachments)
    return [row.subject_id for row in rows if f"#{person_id}" in row.changes.get("person_id", ())]


def hanging_on(session: Session, column: str, key: int) -> list[Attachment]:
    """Return the attachments of one row, those that the viewer may not see as well."""
    with session.no_autoflush, acting_as(session, EVERYTHING):
        found = select(Attachment).where(getattr(Attachment, column) == key)
        return list(session.scalars(found))


def has_any(connection: Connection, column: str, key: int) -> bool:
    """Say whether anything hangs on a row; past any viewer."""
    found = select(attachment.c.id).where(attachment.c[column] == key).limit(1)
    return connection.execute(found).first() is not None
