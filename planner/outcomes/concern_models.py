"""What people outside worry about, and how it was answered."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.choices import ConcernSource
from planner.db import Base, choice, line, pk, text
from planner.events.models import Event
from planner.partners.models import Nation
from planner.viewers import MARKED_WITHOUT_EVENT, OF_EVENT_OR_NATION, EventOrNation, OwnMarked


class Concern(Base, EventOrNation, OwnMarked):
    """What somebody outside worries about in an event or in ties, and how it was answered."""

    __tablename__ = "concern"
    __table_args__ = (
        CheckConstraint(OF_EVENT_OR_NATION, name="of_event_or_nation"),
        CheckConstraint(MARKED_WITHOUT_EVENT, name="marked_without_event"),
        CheckConstraint("(answered_on IS NULL) = (answer = '')", name="answered_whole"),
        Index("ix_concern_raised_on_id", "raised_on", "id"),
    )

    id: Mapped[pk]
    what: Mapped[line]
    detail: Mapped[text]
    source: Mapped[ConcernSource] = mapped_column(choice(ConcernSource, "concern_source"))
    raised_by: Mapped[line] = mapped_column(default="")
    """Who raised it in words; no name of a person is needed."""
    raised_on: Mapped[date]
    answered_on: Mapped[date | None]
    answer: Mapped[text]
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event | None] = relationship()
    nation: Mapped[Nation | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        """Say whether nobody has answered it yet."""
        return self.answered_on is None
