"""Links by which somebody outside gives one value of an indicator."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import LinkState
from planner.db import Base, line, pk
from planner.objectives.models import Indicator


class ValueLink(Base):
    """A secret address by which somebody outside gives one value of an indicator, once."""

    __tablename__ = "value_link"
    __table_args__ = (
        Index("ix_value_link_token_hash", "token_hash", unique=True),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.id", ondelete="CASCADE"), index=True
    )
    asked_of: Mapped[line]
    """Whom the asker means to send it to, in their own words; the page outside tells nothing."""
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    """The days that the value is asked of."""
    token_hash: Mapped[str] = mapped_column(String(64))
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    given_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)
    """Of two who give a value at the same moment, one is too late."""
    indicator: Mapped[Indicator] = relationship()
    asked_by: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}

    def state(self, now: datetime) -> LinkState:
        """Return how the link stands at a moment; only an open one takes a value."""
        if self.given_at is not None:
            return LinkState.GIVEN
        if self.withdrawn_at is not None:
            return LinkState.WITHDRAWN
        return LinkState.OPEN if now < self.expires_at else LinkState.EXPIRED
