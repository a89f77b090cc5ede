"""Plans and their lines of effort."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy import text as sql
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.db import Base, line, pk, text
from planner.objectives.aim_models import Aim, plan_aim

if TYPE_CHECKING:
    from planner.objectives.models import Objective


OF_OFFICE = sql("nation_code IS NULL")
"""Two plans of the office have two names: a constraint takes empty nations for different ones."""


class Plan(Base):
    """What the office wants to reach in a period."""

    __tablename__ = "plan"
    __table_args__ = (
        UniqueConstraint("name", "nation_code"),
        Index(
            "uq_plan_name_of_office",
            "name",
            unique=True,
            sqlite_where=OF_OFFICE,
            postgresql_where=OF_OFFICE,
        ),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[pk]
    name: Mapped[line]
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"), index=True)
    """The nation that it is for; none where it is the plan of the office."""
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[text]
    version: Mapped[int] = mapped_column(default=1)
    lines: Mapped[list["LineOfEffort"]] = relationship(
        back_populates="plan", order_by="LineOfEffort.position", cascade="all, delete-orphan"
    )

    aims: Mapped[list[Aim]] = relationship(secondary=plan_aim, order_by=Aim.name)

    __mapper_args__ = {"version_id_col": version}

    @property
    def aim_ids(self) -> list[int]:
        """Return the keys of its aims, as its form has them."""
        return [aim.id for aim in self.aims]


class LineOfEffort(Base):
    """Objectives of one plan that lead to one end."""

    __tablename__ = "line_of_effort"
    __table_args__ = (UniqueConstraint("plan_id", "name"),)

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    name: Mapped[line]
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)
    plan: Mapped[Plan] = relationship(back_populates="lines")
    objectives: Mapped[list["Objective"]] = relationship(
        back_populates="line", order_by="Objective.code"
    )

    __mapper_args__ = {"version_id_col": version}
