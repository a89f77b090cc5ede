"""What the office knows of how a nation lives and meets."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import WayKind
from planner.db import Base, choice, line, pk
from planner.db import text as long_text
from planner.partners.models import Nation
from planner.viewers import OwnMarked


class Way(Base, OwnMarked):
    """One thing to know of a nation's ways: a custom, a day, a topic, a rule for gifts.

    Without a marking of its own it is shown to everybody who works with the nation.
    """

    __tablename__ = "nation_way"
    __table_args__ = (
        CheckConstraint("text <> ''", name="text_is_there"),
        CheckConstraint("(first_on IS NULL) = (last_on IS NULL)", name="both_days_or_none"),
        CheckConstraint("last_on >= first_on", name="ends_after_start"),
        CheckConstraint(
            "first_on IS NULL OR kind IN ('national_day', 'religious_day', 'day_to_avoid')",
            name="days_of_days",
        ),
        CheckConstraint("gift_limit = '' OR kind = 'gift'", name="limit_of_gifts"),
        Index("ix_nation_way_nation_kind", "nation_code", "kind"),
    )

    id: Mapped[pk]
    nation_code: Mapped[str] = mapped_column(ForeignKey("nation.code"))
    kind: Mapped[WayKind] = mapped_column(choice(WayKind, "way_kind"))
    text: Mapped[long_text]
    first_on: Mapped[date | None]
    last_on: Mapped[date | None]
    """Its days; of those that come every year any year is written."""
    is_yearly: Mapped[bool] = mapped_column(default=False)
    is_expected: Mapped[bool] = mapped_column(default=False)
    """Whether its days move and may still turn out otherwise, as with the moon."""
    gift_limit: Mapped[line] = mapped_column(default="")
    """Up to what value a gift may be taken or given, in words with its currency."""
    source: Mapped[line] = mapped_column(default="")
    looked_on: Mapped[date | None]
    """The day on which somebody last saw that it still holds; none of what came as free text."""
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    changed_on: Mapped[date]
    """The day on which what it says was last changed."""
    version: Mapped[int] = mapped_column(default=1)
    nation: Mapped[Nation] = relationship()
    looked_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
