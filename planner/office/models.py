"""The settings of the office: one row that the country desk edits."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.choices import Marking, NationTier
from planner.db import Base, pk
from planner.years import YearStyle

ONLY = 1
"""The key of the one row."""


class Office(Base):
    """How this office counts: the month its year begins in, and what is late from when on."""

    __tablename__ = "office"
    __table_args__ = (
        CheckConstraint("id = 1", name="only_one"),
        CheckConstraint("year_month BETWEEN 1 AND 12", name="month_of_year"),
        CheckConstraint("report_days BETWEEN 1 AND 3650", name="report_days_in_range"),
        CheckConstraint("outcome_days BETWEEN 1 AND 3650", name="outcome_days_in_range"),
        CheckConstraint(
            "contact_days_a BETWEEN 1 AND 3650 AND contact_days_b BETWEEN 1 AND 3650 "
            "AND contact_days_c BETWEEN 1 AND 3650",
            name="contact_days_in_range",
        ),
    )

    id: Mapped[pk]
    year_month: Mapped[int] = mapped_column(default=1)
    """The month with which its year begins; 1 is the calendar year."""
    is_year_named_by_end: Mapped[bool] = mapped_column(default=True)
    report_days: Mapped[int] = mapped_column(default=30)
    """Days after the end of an event in which its report is due (METRICS M14)."""
    outcome_days: Mapped[int] = mapped_column(default=180)
    """Outcome window that a new objective starts with (METRICS M11)."""
    contact_days_a: Mapped[int] = mapped_column(default=90)
    contact_days_b: Mapped[int] = mapped_column(default=180)
    contact_days_c: Mapped[int] = mapped_column(default=365)
    """Days without contact after which a partner of the tier counts as stale (METRICS M17)."""
    warns_at_amber: Mapped[bool] = mapped_column(default=True)
    """Whether a target at risk is told from amber on, or from red on only (METRICS M21)."""
    release_ceiling: Mapped[Marking] = mapped_column(default=Marking.OFFICIAL, server_default="1")
    """The highest marking that a partner may be given, unless the nation has its own."""
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def year_style(self) -> YearStyle:
        """Return how its years are cut and named."""
        return YearStyle(self.year_month, self.is_year_named_by_end)

    def contact_days(self, tier: NationTier | None) -> int | None:
        """Return the days without contact that a tier allows; None without a tier."""
        return getattr(self, f"contact_days_{tier.value.lower()}") if tier else None


def unset() -> Office:
    """Return the settings of an office that never chose any."""
    return Office(
        id=ONLY,
        year_month=1,
        is_year_named_by_end=True,
        report_days=30,
        outcome_days=180,
        contact_days_a=90,
        contact_days_b=180,
        contact_days_c=365,
        warns_at_amber=True,
        release_ceiling=Marking.OFFICIAL,
        version=1,
    )
