"""What belongs to an event’s plan: places, partner nations, objectives served, people."""

from datetime import date

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.choices import (
    AttendanceRole,
    AttendanceState,
    PartnerRole,
)
from planner.db import Base, choice, line, pk, text
from planner.events.models.event import Event
from planner.objectives.models import Objective
from planner.participants.models import Person
from planner.partners.models import Nation
from planner.viewers import EventBound


class Place(Base, EventBound):
    """Where an event or one of its phases happens."""

    __tablename__ = "place"

    id: Mapped[pk]
    position: Mapped[int] = mapped_column(default=0)
    town: Mapped[line] = mapped_column(default="")
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"))
    phase: Mapped[line] = mapped_column(default="")


class EventNation(Base, EventBound):
    """A nation's part in an event, with headcounts planned and actual."""

    __tablename__ = "event_nation"
    __table_args__ = (
        UniqueConstraint("event_id", "nation_code"),
        Index("ix_event_nation_nation_event", "nation_code", "event_id"),
        CheckConstraint(
            "headcount_planned >= 0 AND headcount_actual >= 0", name="headcount_not_negative"
        ),
    )

    id: Mapped[pk]
    nation_code: Mapped[str] = mapped_column(ForeignKey("nation.code"))
    role: Mapped[PartnerRole] = mapped_column(
        choice(PartnerRole, "partner_role"), default=PartnerRole.PLAYER
    )
    headcount_planned: Mapped[int | None]
    headcount_actual: Mapped[int | None]
    event: Mapped[Event] = relationship(back_populates="partners")
    nation: Mapped[Nation] = relationship()


class EventTheme(Base, EventBound):
    """A theme of an event’s message."""

    __tablename__ = "event_theme"
    __table_args__ = (UniqueConstraint("event_id", "theme_code"),)

    id: Mapped[pk]
    theme_code: Mapped[str] = mapped_column(
        ForeignKey("theme.code", ondelete="RESTRICT"), index=True
    )


class EventTopic(Base, EventBound):
    """A topic that an event works on."""

    __tablename__ = "event_topic"
    __table_args__ = (UniqueConstraint("event_id", "topic_code"),)

    id: Mapped[pk]
    topic_code: Mapped[str] = mapped_column(
        ForeignKey("topic.code", ondelete="RESTRICT"), index=True
    )


class ObjectiveLink(Base, EventBound):
    """An event's service to an objective: weight, primary or supporting, intended effect."""

    __tablename__ = "objective_link"
    __table_args__ = (
        UniqueConstraint("event_id", "objective_id"),
        Index("ix_objective_link_objective_event", "objective_id", "event_id"),
        Index("ix_objective_link_event_weight", "event_id", "weight", "objective_id"),
        CheckConstraint("weight >= 0", name="weight_not_negative"),
    )

    id: Mapped[pk]
    objective_id: Mapped[int] = mapped_column(ForeignKey("objective.id"))
    weight: Mapped[float] = mapped_column(default=1.0)
    is_primary: Mapped[bool] = mapped_column(default=False)
    intended_effect: Mapped[text]
    event: Mapped[Event] = relationship(back_populates="links")
    objective: Mapped[Objective] = relationship()


class Attendance(Base, EventBound):
    """A person's part in an event: role, state, and whether they came."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("event_id", "person_id"),
        CheckConstraint("precedence BETWEEN 1 AND 999", name="precedence_1_to_999"),
        CheckConstraint("brief_of_on IS NULL OR prepared_on IS NOT NULL", name="read_of_a_brief"),
    )

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[AttendanceRole] = mapped_column(
        choice(AttendanceRole, "attendance_role"), default=AttendanceRole.PARTICIPANT
    )
    state: Mapped[AttendanceState] = mapped_column(
        choice(AttendanceState, "attendance_state"), default=AttendanceState.INVITED
    )
    has_attended: Mapped[bool | None]
    precedence: Mapped[int | None]
    """Their place in the order of precedence, 1 first."""
    seat: Mapped[str] = mapped_column(String(40), default="", server_default="")
    note: Mapped[line] = mapped_column(default="")
    prepared_on: Mapped[date | None]
    """The day on which a traveller had read the brief of how the hosts live and meet."""
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """Who recorded it."""
    brief_of_on: Mapped[date | None]
    """The day of the last change of the brief that was read; none where it held nothing."""
    event: Mapped[Event] = relationship(back_populates="attendances")
    person: Mapped[Person] = relationship()
