"""Writing the history: entries by hand, and silence for bulk loads."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session, scoped_session

from planner.db import db
from planner.history.models import HistoryEntry

LONGEST_LABEL = 200
_FROM_VIEWER = object()


def record(
    verb: str,
    subject_kind: str,
    subject_id: object = "",
    label: str = "",
    *,
    event_id: int | None = None,
    changes: dict[str, Any] | None = None,
    by_id: Any = _FROM_VIEWER,
    at: datetime | None = None,
) -> HistoryEntry:
    """Add an entry for what changes no row: signed_in, exported, viewed, imported.

    Who comes from the session's viewer; when, if nobody says, is the moment of the flush. A view
    that only reads calls `web.forms.commit_log()` afterwards.
    """
    info = db.session.info
    viewer = info.get("viewer")
    entry = HistoryEntry(
        at=at,
        by_id=(viewer.user_id if viewer else None) if by_id is _FROM_VIEWER else by_id,
        verb=verb,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        subject_label=label[:LONGEST_LABEL],
        event_id=event_id,
        changes=changes or {},
        request_id=info.get("request_id", ""),
    )
    db.session.add(entry)
    return entry


@contextmanager
def without_history(session: Session | scoped_session[Any]) -> Iterator[None]:
    """Write no entry for each row inside the block; record one “imported” for the load instead."""
    before = session.info.get("history")
    session.info["history"] = "off"
    try:
        yield
        session.flush()
    finally:
        session.info["history"] = before
