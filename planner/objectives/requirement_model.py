"""How many events are wanted for an objective with a nation in a year."""

from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.choices import Standing
from planner.db import Base, choice, pk
from planner.partners.models import Nation

if TYPE_CHECKING:
    from planner.objectives.models import Objective


class Requirement(Base):
    """So many events wanted for an objective with a nation in a year.

    The year is the twelve months from the first of `begins_month` in `year` on: a number keeps
    the days for which it was agreed, however the office counts its years later.
    """

    __tablename__ = "requirement"
    __table_args__ = (
        UniqueConstraint("objective_id", "nation_code", "year", "begins_month"),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint("begins_month BETWEEN 1 AND 12", name="month_of_year"),
    )

    id: Mapped[pk]
    objective_id: Mapped[int] = mapped_column(
        ForeignKey("objective.id", ondelete="CASCADE"), index=True
    )
    nation_code: Mapped[str] = mapped_column(ForeignKey("nation.code"), index=True)
    year: Mapped[int]
    begins_month: Mapped[int] = mapped_column(default=1)
    number: Mapped[int]
    standing: Mapped[Standing] = mapped_column(
        choice(Standing, "standing"), default=Standing.AGREED
    )
    version: Mapped[int] = mapped_column(default=1)
    objective: Mapped["Objective"] = relationship()
    nation: Mapped[Nation] = relationship()

    __mapper_args__ = {"version_id_col": version}
