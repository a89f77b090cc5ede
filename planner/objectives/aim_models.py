"""What stands above the plans: national and civilian aims, and which plan serves which."""

from datetime import date

from sqlalchemy import CheckConstraint, Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import Base, line, pk, text

plan_aim = Table(
    "plan_aim",
    Base.metadata,
    Column("plan_id", ForeignKey("plan.id", ondelete="CASCADE"), primary_key=True),
    Column("aim_id", ForeignKey("aim.id", ondelete="RESTRICT"), primary_key=True, index=True),
)


class Aim(Base):
    """A national or civilian aim that plans serve; retired, never deleted, once in use."""

    __tablename__ = "aim"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="ends_after_start"),)

    id: Mapped[pk]
    name: Mapped[line] = mapped_column(unique=True)
    agency: Mapped[line]
    """Whose aim it is: an embassy, a ministry, an agency."""
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    note: Mapped[text]
    retired_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
