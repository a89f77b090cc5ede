"""Four eyes: whoever wrote a row may not approve or verify it, and what was verified stays.

A row keeps its writers in `writer_ids` beside its author. The history would tell them too, but
not to everybody, and who may see a row must not decide who may approve.
"""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Text, event, inspect, type_coerce
from sqlalchemy.orm import Session

from planner.errors import NotAllowed
from planner.viewers import EVERYTHING

SAYS_NOTHING = frozenset(
    {"id", "version", "writer_ids", "author_id", "created_at"}
    | {"verified_by_id", "verified_at", "verified_by", "verification_source", "author"}
)
"""Attributes of a verified row that are no part of what it says."""


def add_writer(row: Any, user_id: int | None) -> None:
    """Note that a user wrote at a row."""
    before = row.writer_ids or []
    if user_id is not None and user_id not in before:
        row.writer_ids = [*before, user_id]


def has_written(row: Any, user_id: int | None) -> bool:
    """Say whether a user wrote a row, or wrote at it since."""
    return user_id is not None and user_id in (row.author_id, *(row.writer_ids or ()))


def holds_key(column: Any, key: int | None) -> ColumnElement[bool]:
    """Return the condition that a column of keys holds a key."""
    return type_coerce(column, Text).like(f"% {key} %")


def not_written_by(entity: Any, user_id: int | None) -> ColumnElement[bool]:
    """Return the condition that somebody else wrote a row, all of it."""
    is_another = entity.author_id.is_distinct_from(user_id)
    condition: ColumnElement[bool] = is_another & ~holds_key(entity.writer_ids, user_id)
    return condition


@event.listens_for(Session, "before_flush")
def keep_what_was_verified(session: Session, _context: object, _instances: object) -> None:
    """Refuse to change or delete what somebody verified; note who writes at the rest.

    The last door before the database: no action changes it by forgetting to ask.
    """
    viewer = session.info.get("viewer")
    if viewer is None or viewer is EVERYTHING:
        return
    rows = [row for row in (*session.dirty, *session.deleted) if hasattr(row, "is_verified")]
    for row in rows:
        if row not in session.deleted and not says_another(row):
            continue
        if row.is_verified and not inspect(row).attrs.verified_by_id.history.has_changes():
            raise NotAllowed(_("This is verified. Ask an approver to withdraw the verification."))
        if row not in session.deleted:
            add_writer(row, viewer.user_id)


def says_another(row: Any) -> bool:
    """Say whether what a row tells is about to change."""
    return any(
        attribute.key not in SAYS_NOTHING and attribute.history.has_changes()
        for attribute in inspect(row).attrs
    )
