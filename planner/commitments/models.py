"""Commitments: a promise between us and a partner, from the word given to its end."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import CommitmentState, Marking, PromisedBy
from planner.db import Base, choice, line, pk, text
from planner.events.models import Event
from planner.outcomes.models import Outcome
from planner.participants.models import Person
from planner.partners.models import Nation, Organisation


class Commitment(Base):
    """Something that we promised a partner, or a partner us, which no follow-up holds."""

    __tablename__ = "commitment"
    __table_args__ = (
        CheckConstraint("(state = 'open') = (settled_on IS NULL)", name="settled_has_day"),
        CheckConstraint("promised_on <= due_on", name="due_after_promise"),
        Index("ix_commitment_state_due", "state", "due_on"),
    )

    id: Mapped[pk]
    promised_by: Mapped[PromisedBy] = mapped_column(choice(PromisedBy, "promised_by"))
    nation_code: Mapped[str] = mapped_column(ForeignKey("nation.code"), index=True)
    """The partner, on whichever side of the promise."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    """To whom we gave our word, or who gave theirs."""
    made_at_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="SET NULL"), index=True
    )
    """The event at which it was promised."""
    outcome_id: Mapped[int | None] = mapped_column(
        ForeignKey("outcome.id", ondelete="SET NULL"), index=True
    )
    """The outcome of which it is a part, such as an agreement reached."""
    what: Mapped[line]
    promised_on: Mapped[date]
    due_on: Mapped[date]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    """Who on our side keeps it in view, whoever promised."""
    state: Mapped[CommitmentState] = mapped_column(
        choice(CommitmentState, "commitment_state"), default=CommitmentState.OPEN
    )
    settled_on: Mapped[date | None]
    """The day on which it was kept, or ended otherwise."""
    reason: Mapped[text]
    """Why it was not kept, or withdrawn."""
    marking: Mapped[Marking]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    nation: Mapped[Nation] = relationship()
    organisation: Mapped[Organisation | None] = relationship()
    person: Mapped[Person | None] = relationship()
    made_at: Mapped[Event | None] = relationship()
    outcome: Mapped[Outcome | None] = relationship()
    owner: Mapped[User] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be kept."""
        return self.state is CommitmentState.OPEN
