"""Whether there is anything to tell about a row."""

from sqlalchemy import and_, or_, select

from planner.db import db
from planner.history.models import HistoryEntry


def has_history(kind: str, key: int) -> bool:
    """Tell whether an entry is about a row, or about what hangs on an event."""
    about = [and_(HistoryEntry.subject_kind == kind, HistoryEntry.subject_id == str(key))]
    if kind == "event":
        about.append(HistoryEntry.event_id == key)
    return db.session.scalar(select(HistoryEntry.id).where(or_(*about)).limit(1)) is not None
