"""An attachment: a document with its name and marking; its octets lie in the store."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import FileKind
from planner.db import Base, choice, line, pk
from planner.events.models import Coordination, Event
from planner.objectives.models import IndicatorUpdate
from planner.outcomes.models import Outcome
from planner.participants.models import Person
from planner.partners.models import Programme
from planner.viewers import OwnMarked

HOLDERS = ("event_id", "outcome_id", "indicator_update_id", "programme_id", "person_id")
"""The columns of which one says what an attachment hangs on."""
ONE_HOLDER = " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in HOLDERS)


def key_of_holder(table: str, gone: str = "CASCADE") -> Mapped[int | None]:
    """Return the column of the key of what an attachment hangs on, and goes with."""
    return mapped_column(ForeignKey(f"{table}.id", ondelete=gone), index=True)


class Attachment(Base, OwnMarked):
    """A document on an event, an outcome, a value of an indicator, an agreement or a person."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint(f"{ONE_HOLDER} = 1", name="one_holder"),
        CheckConstraint("coordination_id IS NULL OR event_id IS NOT NULL", name="of_its_event"),
        CheckConstraint("size > 0", name="size_positive"),
    )

    id: Mapped[pk]
    event_id: Mapped[int | None] = key_of_holder("event")
    coordination_id: Mapped[int | None] = key_of_holder("coordination", "SET NULL")
    """The agreement of its event that it shows; taken off the log, the event keeps the paper."""
    outcome_id: Mapped[int | None] = key_of_holder("outcome")
    indicator_update_id: Mapped[int | None] = key_of_holder("indicator_update")
    programme_id: Mapped[int | None] = key_of_holder("programme")
    person_id: Mapped[int | None] = key_of_holder("person")
    name: Mapped[line]
    kind: Mapped[FileKind] = mapped_column(choice(FileKind, "file_kind"))
    """What its octets are."""
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    """The digest of its octets, by which the store keeps them."""
    releasable_to: Mapped[list[str]] = mapped_column(default=list)
    """The nations to which it may go, as far as what it hangs on may go there."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event | None] = relationship()
    coordination: Mapped[Coordination | None] = relationship()
    outcome: Mapped[Outcome | None] = relationship()
    indicator_update: Mapped[IndicatorUpdate | None] = relationship()
    programme: Mapped[Programme | None] = relationship()
    person: Mapped[Person | None] = relationship()
    author: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}
