"""The append-only history of what was changed, viewed and exported."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import Base, line, pk
from planner.history.moments import OfItsMoment


class HistoryEntry(Base, OfItsMoment):
    """One thing that somebody did to one row, with the values before and after.

    `event_id` is no foreign key: the entry outlives the row it speaks of.
    """

    __tablename__ = "history_entry"
    __table_args__ = (
        Index("ix_history_entry_subject", "subject_kind", "subject_id"),
        Index("ix_history_entry_event", "event_id", "at"),
    )

    id: Mapped[pk]
    at: Mapped[datetime] = mapped_column(index=True)
    by_id: Mapped[int | None]
    verb: Mapped[str] = mapped_column(String(40))
    subject_kind: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[str] = mapped_column(String(40))
    subject_label: Mapped[line] = mapped_column(default="")
    event_id: Mapped[int | None]
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Field to [before, after]."""
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True), deferred=True)
    """What the row held, by column (`before_images.py`); None where nobody noted it."""
    request_id: Mapped[str] = mapped_column(String(40), default="")


class PutAside(Base):
    """What somebody removed a moment ago, kept for as long as its undo button works.

    Only its random key leaves the server, and only its owner gets the values back.
    """

    __tablename__ = "put_aside"

    id: Mapped[pk]
    key: Mapped[str] = mapped_column(String(32), unique=True)
    owner_id: Mapped[int] = mapped_column(
        ForeignKey("user_account.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[str] = mapped_column(String(40))
    values: Mapped[dict[str, Any]]
    made_at: Mapped[datetime] = mapped_column(index=True)
