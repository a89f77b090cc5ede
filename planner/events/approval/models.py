"""Changes of approved events that wait for an approver."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import EventState, ProposalState
from planner.db import Base, choice, keys, pk
from planner.db import text as words
from planner.events.models import Event
from planner.history.moments import OfItsMoment
from planner.viewers import EventBound

IS_OPEN = text("state = 'open'")


class ProposedChange(Base, EventBound, OfItsMoment):
    """A change of what an approval binds, shown as before and after until an approver agrees.

    Seen by those who see the event and could see it, as it was, when the change was proposed:
    the words of an old proposal stay hidden from those whom the event reached later.
    """

    __tablename__ = "proposed_change"
    __table_args__ = (
        Index(
            "ix_proposed_change_one_open",
            "event_id",
            unique=True,
            sqlite_where=IS_OPEN,
            postgresql_where=IS_OPEN,
        ),
    )

    id: Mapped[pk]
    state: Mapped[ProposalState] = mapped_column(
        choice(ProposalState, "proposal_state"), default=ProposalState.OPEN
    )
    changes: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Field to [before, after], as `material.to_json` keeps them."""
    to_state: Mapped[str] = mapped_column(String(40), default="", server_default="")
    """The state that the event is to go to, where a postponement or cancellation is asked for."""
    reason_code: Mapped[str | None] = mapped_column(
        ForeignKey("transition_reason.code", ondelete="RESTRICT"), index=True
    )
    note: Mapped[words]
    writer_ids: Mapped[keys]
    """Everybody who wrote at it; none of them may agree to it."""
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    proposed_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    decided_at: Mapped[datetime | None]
    decision_note: Mapped[words]
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event] = relationship()
    proposed_by: Mapped[User | None] = relationship(foreign_keys=proposed_by_id)
    decided_by: Mapped[User | None] = relationship(foreign_keys=decided_by_id)

    __mapper_args__ = {"version_id_col": version}

    @property
    def wish(self) -> EventState | None:
        """Return the state that is asked for; None of a change of the plan alone."""
        return EventState(self.to_state) if self.to_state in EventState.choices() else None

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for an approver."""
        return self.state is ProposalState.OPEN
