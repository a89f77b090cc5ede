"""Whether there is anything to tell about a row."""

from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, or_, select

from planner.db import db
from planner.history.models import HistoryEntry
from planner.viewers import ready


def has_history(kind: str, key: int) -> bool:
    """Tell whether an entry is about a row, or about what hangs on an event."""
    asked = {"kind": kind, "key": str(key)} | ({"event_id": key} if kind == "event" else {})
    return db.session.scalar(told_of(kind == "event"), asked) is not None


@cache
def told_of(is_event: bool) -> Select[Any]:
    """Return the statement that finds an entry about a row, put together once."""
    about = [
        and_(
            HistoryEntry.subject_kind == bindparam("kind"),
            HistoryEntry.subject_id == bindparam("key"),
        )
    ]
    if is_event:
        about.append(HistoryEntry.event_id == bindparam("event_id"))
    return ready(select(HistoryEntry.id).where(or_(*about)).limit(1))
