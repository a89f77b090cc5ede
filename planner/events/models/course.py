"""What is kept beside an event’s plan: risks, agreements on the way, moves between states."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import (
    EventState,
)
from planner.db import Base, choice, pk, text
from planner.history.moments import OfItsMoment
from planner.viewers import EventBound

if TYPE_CHECKING:
    from planner.events.models.event import Event


class Risk(Base, EventBound):
    """What may go wrong, how likely (1 to 5), how bad (1 to 5) and what is done about it."""

    __tablename__ = "risk"
    __table_args__ = (
        CheckConstraint("likelihood BETWEEN 1 AND 5", name="likelihood_1_to_5"),
        CheckConstraint("impact BETWEEN 1 AND 5", name="impact_1_to_5"),
    )

    id: Mapped[pk]
    category: Mapped[str] = mapped_column(
        ForeignKey("risk_category.code", ondelete="RESTRICT"), index=True
    )
    likelihood: Mapped[int]
    impact: Mapped[int]
    mitigation: Mapped[text]
    event: Mapped["Event | None"] = relationship(viewonly=True)
    """None for a viewer who may not see it."""

    @property
    def is_answered(self) -> bool:
        """Say whether something is done about it."""
        return bool(self.mitigation.strip())

    @property
    def score(self) -> int:
        """Return likelihood × impact, 1 to 25."""
        return self.likelihood * self.impact


class Coordination(Base, EventBound):
    """An agreement reached on the way to “coordinated”: one nation’s, the agencies’, the funding.

    A partner’s names its nation (`coordination.py`); older coordination entries may not.
    """

    __tablename__ = "coordination"

    id: Mapped[pk]
    party: Mapped[str] = mapped_column(String(40))
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"))
    agreed_on: Mapped[date]
    note: Mapped[text]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by: Mapped[User | None] = relationship()
    event: Mapped["Event | None"] = relationship(viewonly=True)
    """None for a viewer who may not see it."""


class Transition(Base, EventBound, OfItsMoment):
    """A move from one state to another: who, when, and why where a reason is asked for.

    It cannot be taken back, so it stays with those who could see the event at its moment.
    """

    __tablename__ = "transition"
    __table_args__ = (Index("ix_transition_at", "at"),)

    id: Mapped[pk]
    from_state: Mapped[EventState | None] = mapped_column(choice(EventState, "from_state"))
    to_state: Mapped[EventState] = mapped_column(choice(EventState, "to_state"))
    reason_code: Mapped[str | None] = mapped_column(
        ForeignKey("transition_reason.code", ondelete="RESTRICT"), index=True
    )
    note: Mapped[text]
    old_starts_on: Mapped[date | None]
    old_ends_on: Mapped[date | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime]
    by: Mapped[User | None] = relationship()

    @property
    def is_record(self) -> bool:
        """Say whether it begins the story of an event that was past already."""
        return self.from_state is None and self.to_state is not EventState.CONCEPT
