"""A closed period, its reports as they were, and their files."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import Marking
from planner.db import Base, line, pk, text

IS_CLOSED = sql("reopened_at IS NULL")


class ClosedPeriod(Base):
    """Days that an approver has closed: what their reports held then is kept for ever.

    Once reopened it stays, with its snapshots; the same days may be closed again beside it.
    """

    __tablename__ = "closed_period"
    __table_args__ = (
        CheckConstraint("last_on >= first_on", name="ends_after_start"),
        CheckConstraint("(reopened_at IS NULL) = (reason = '')", name="reopened_with_reason"),
        Index(
            "ix_closed_period_once",
            "first_on",
            "last_on",
            unique=True,
            sqlite_where=IS_CLOSED,
            postgresql_where=IS_CLOSED,
        ),
    )

    id: Mapped[pk]
    name: Mapped[line]
    """As addresses of reports name it: “2027-Q1”, or “free” for chosen days."""
    first_on: Mapped[date]
    last_on: Mapped[date]
    closed_at: Mapped[datetime]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    told_up_to: Mapped[int] = mapped_column(default=0)
    """The last history entry that there was when it was closed."""
    reopened_at: Mapped[datetime | None]
    reopened_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reason: Mapped[text]
    """Why it was reopened."""
    version: Mapped[int] = mapped_column(default=1)
    closed_by: Mapped[User | None] = relationship(foreign_keys=closed_by_id)
    reopened_by: Mapped[User | None] = relationship(foreign_keys=reopened_by_id)
    snapshots: Mapped[list["Snapshot"]] = relationship(order_by="Snapshot.position")

    __mapper_args__ = {"version_id_col": version}


class Snapshot(Base):
    """One report of a closed period, as those saw it who see everything up to a marking."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("closed_period_id", "report", "ceiling"),)

    id: Mapped[pk]
    closed_period_id: Mapped[int] = mapped_column(
        ForeignKey("closed_period.id", ondelete="RESTRICT")
    )
    report: Mapped[str] = mapped_column(String(40))
    title: Mapped[line]
    ceiling: Mapped[Marking]
    position: Mapped[int]
    shape: Mapped[dict[str, Any]] = mapped_column(deferred=True)
    """Its tables in their order, as `reports/kept_shape.py` makes them."""
    files: Mapped[list["SnapshotFile"]] = relationship(
        back_populates="snapshot", order_by="SnapshotFile.form"
    )


class SnapshotFile(Base):
    """A snapshot in one form, octet by octet as it was made."""

    __tablename__ = "snapshot_file"
    __table_args__ = (UniqueConstraint("snapshot_id", "form"),)

    id: Mapped[pk]
    snapshot_id: Mapped[int] = mapped_column(ForeignKey("snapshot.id", ondelete="RESTRICT"))
    form: Mapped[str] = mapped_column(String(10))
    name: Mapped[line]
    rows: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    octets: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    snapshot: Mapped[Snapshot] = relationship(back_populates="files")
