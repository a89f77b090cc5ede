"""The event and what belongs to its plan: places, partner nations, objective links, risks."""

from datetime import date, datetime, time
from decimal import Decimal
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    UniqueConstraint,
    false,
)
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import (
    EXECUTED_STATES,
    AttendanceRole,
    AttendanceState,
    DatePrecision,
    EventKind,
    EventState,
    Marking,
    Modality,
    PartnerRole,
)
from planner.db import Base, PreciseDate, choice, keys, line, pk, text
from planner.events.counted_details import CONSTRAINTS, CountedDetails
from planner.history.moments import OfItsMoment
from planner.objectives.models import Objective
from planner.participants.models import Person
from planner.partners.models import Nation, Programme
from planner.viewers import EventBound

Money = Numeric(16, 2)
NOT_SET = date(9999, 12, 31)
ALL = "all, delete-orphan"


class Event(CountedDetails, Base):
    """One activity with partners: an exchange, an exercise, a cultural event or another kind.

    `starts_on` and `ends_on` are local days at the place, both included; `actual_…` is what
    happened, `baseline_…` what was first approved. A timed event has local times and a zone.
    """

    __tablename__ = "event"
    __table_args__ = (
        CheckConstraint("(starts_on IS NULL) = (ends_on IS NULL)", name="both_days_or_none"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
        CheckConstraint(
            "starts_on IS NOT NULL OR state IN ('concept', 'postponed', 'cancelled')",
            name="dated_once_planned",
        ),
        CheckConstraint("(start_time IS NULL) = (end_time IS NULL)", name="both_times_or_none"),
        CheckConstraint(
            "start_time IS NULL OR date_precision = 'day'", name="times_need_exact_days"
        ),
        CheckConstraint("actual_ends_on >= actual_starts_on", name="actually_ends_after_start"),
        CheckConstraint(
            "(actual_starts_on IS NULL) = (actual_ends_on IS NULL)", name="both_actual_or_none"
        ),
        CheckConstraint(
            "state NOT IN ('executed', 'reported', 'closed') OR actual_starts_on IS NOT NULL",
            name="executed_has_actual_days",
        ),
        CheckConstraint("travel_days_before >= 0 AND travel_days_after >= 0", name="travel_days"),
        CheckConstraint("planned_cost >= 0 AND actual_cost >= 0", name="cost_not_negative"),
        CheckConstraint(
            "participants_planned >= 0 AND participants_actual >= 0", name="headcount_not_negative"
        ),
        *CONSTRAINTS,
        Index("ix_event_sort_on_id", "sort_on", "id"),
        Index("ix_event_title_id", "title", "id"),
        Index("ix_event_state_sort_on_id", "state", "sort_on", "id"),
        Index("ix_event_kind_sort_on_id", "kind", "sort_on", "id"),
        Index("ix_event_starts_on_id", "starts_on", "id"),
        Index("ix_event_state_starts_on", "state", "starts_on"),
        Index("ix_event_kind_starts_on", "kind", "starts_on"),
        Index("ix_event_actual_ends_on", "actual_ends_on", "state", "marking", "discarded_at"),
        Index("ix_event_baseline_starts_on", "baseline_starts_on"),
    )

    id: Mapped[pk]
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    """How calendars know the event (RFC 5545 3.8.4.7); random, never changed."""
    title: Mapped[line]
    kind: Mapped[EventKind] = mapped_column(choice(EventKind, "kind"))
    state: Mapped[EventState] = mapped_column(
        choice(EventState, "state"), default=EventState.CONCEPT
    )
    summary: Mapped[text]
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    edition: Mapped[str] = mapped_column(String(60), default="")
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="SET NULL"), index=True
    )
    replaced_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="SET NULL"), index=True
    )

    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    date_precision: Mapped[DatePrecision] = mapped_column(
        choice(DatePrecision, "date_precision"), default=DatePrecision.DAY
    )
    start_time: Mapped[time | None]
    end_time: Mapped[time | None]
    zone: Mapped[str] = mapped_column(String(60), default="UTC")
    travel_days_before: Mapped[int] = mapped_column(default=0)
    travel_days_after: Mapped[int] = mapped_column(default=0)
    baseline_starts_on: Mapped[date | None]
    baseline_ends_on: Mapped[date | None]
    baselined_at: Mapped[datetime | None]
    actual_starts_on: Mapped[date | None]
    actual_ends_on: Mapped[date | None]

    modality: Mapped[Modality] = mapped_column(
        choice(Modality, "modality"), default=Modality.IN_PERSON
    )
    host_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"), index=True)
    lead_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"))
    participants_planned: Mapped[int | None]
    participants_actual: Mapped[int | None]
    planned_cost: Mapped[Decimal | None] = mapped_column(Money)
    actual_cost: Mapped[Decimal | None] = mapped_column(Money)
    currency: Mapped[str] = mapped_column(String(3), default="")
    benefit_own: Mapped[text]
    benefit_partner: Mapped[text]
    risks_rated: Mapped[bool] = mapped_column(default=False)
    """Set when risks were looked at, so that “no risk” differs from “not rated”."""

    partner_told: Mapped[bool | None]
    """Whether the partner knew when the event was cancelled; None while it is not cancelled."""
    marking: Mapped[Marking] = mapped_column(default=Marking.OFFICIAL)
    releasable_to: Mapped[list[str]] = mapped_column(default=list)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    owner_keeps_names: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether who named the owner gave the names of the participants along (`ownership.py`)."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    writer_ids: Mapped[keys]
    """Who but the author wrote what an approval binds, since the last approval (`material.py`)."""
    source_note: Mapped[text]
    created_at: Mapped[datetime]
    discarded_at: Mapped[datetime | None]
    """When a concept was thrown away; it can be brought back, and calendars cancel it."""
    sort_on: Mapped[date]
    """First day, actual or planned; far in the future when not set. Lists are ordered by it."""
    version: Mapped[int] = mapped_column(default=1)

    programme: Mapped[Programme | None] = relationship()
    owner: Mapped[User | None] = relationship(foreign_keys=owner_id)
    author: Mapped[User | None] = relationship(foreign_keys=author_id)
    host: Mapped[Nation | None] = relationship(foreign_keys=host_code)
    lead: Mapped[Nation | None] = relationship(foreign_keys=lead_code)
    places: Mapped[list["Place"]] = relationship(order_by="Place.position", cascade=ALL)
    partners: Mapped[list["EventNation"]] = relationship(
        order_by="EventNation.nation_code", cascade=ALL, back_populates="event"
    )
    links: Mapped[list["ObjectiveLink"]] = relationship(
        order_by="ObjectiveLink.id", cascade=ALL, back_populates="event"
    )
    attendances: Mapped[list["Attendance"]] = relationship(
        order_by="Attendance.id", cascade=ALL, back_populates="event"
    )
    risks: Mapped[list["Risk"]] = relationship(order_by="Risk.id", cascade=ALL)
    coordination: Mapped[list["Coordination"]] = relationship(
        order_by="Coordination.id", cascade=ALL
    )
    transitions: Mapped[list["Transition"]] = relationship(order_by="Transition.id", cascade=ALL)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_executed(self) -> bool:
        """Say whether the event counts as executed (METRICS: EX)."""
        return self.state in EXECUTED_STATES

    @property
    def is_recorded_afterwards(self) -> bool:
        """Say whether the event was past when it was first written down here."""
        return bool(self.transitions) and self.transitions[0].is_record

    @property
    def is_all_day(self) -> bool:
        """Say whether the event has days only, no times."""
        return self.start_time is None

    @property
    def start(self) -> PreciseDate | None:
        """Return the first day, actual if known, else planned, with its precision."""
        day = self.actual_starts_on or self.starts_on
        return PreciseDate(day, self.date_precision) if day else None

    @property
    def end(self) -> PreciseDate | None:
        """Return the last day, actual if known, else planned, with its precision."""
        day = self.actual_ends_on or self.ends_on
        return PreciseDate(day, self.date_precision) if day else None


@listens_for(Event, "before_insert")
@listens_for(Event, "before_update")
def keep_sort_on(_mapper: object, _connection: object, event: Event) -> None:
    """Keep the day that lists are ordered by in step with the days it stands for."""
    event.sort_on = event.actual_starts_on or event.starts_on or NOT_SET


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
    __table_args__ = (UniqueConstraint("event_id", "person_id"),)

    id: Mapped[pk]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[AttendanceRole] = mapped_column(
        choice(AttendanceRole, "attendance_role"), default=AttendanceRole.PARTICIPANT
    )
    state: Mapped[AttendanceState] = mapped_column(
        choice(AttendanceState, "attendance_state"), default=AttendanceState.INVITED
    )
    has_attended: Mapped[bool | None]
    note: Mapped[line] = mapped_column(default="")
    event: Mapped[Event] = relationship(back_populates="attendances")
    person: Mapped[Person] = relationship()


class Risk(Base, EventBound):
    """What may go wrong, how likely (1 to 5), how bad (1 to 5) and what is done about it."""

    __tablename__ = "risk"
    __table_args__ = (
        CheckConstraint("likelihood BETWEEN 1 AND 5", name="likelihood_1_to_5"),
        CheckConstraint("impact BETWEEN 1 AND 5", name="impact_1_to_5"),
    )

    id: Mapped[pk]
    category: Mapped[str] = mapped_column(String(40))
    likelihood: Mapped[int]
    impact: Mapped[int]
    mitigation: Mapped[text]

    @property
    def score(self) -> int:
        """Return likelihood × impact, 1 to 25."""
        return self.likelihood * self.impact


class Coordination(Base, EventBound):
    """An agreement reached on the way to “coordinated”: one nation’s, the agencies’, the funding.

    A partner’s names its nation (`coordination.py`); entries of an earlier version may not.
    """

    __tablename__ = "coordination"

    id: Mapped[pk]
    party: Mapped[str] = mapped_column(String(40))
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"))
    agreed_on: Mapped[date]
    note: Mapped[text]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    by: Mapped[User | None] = relationship()


class Transition(Base, EventBound, OfItsMoment):
    """A move from one state to another: who, when, and why where a reason is asked for.

    It cannot be taken back, so it stays with those who could see the event at its moment.
    """

    __tablename__ = "transition"

    id: Mapped[pk]
    from_state: Mapped[EventState | None] = mapped_column(choice(EventState, "from_state"))
    to_state: Mapped[EventState] = mapped_column(choice(EventState, "to_state"))
    reason_code: Mapped[str] = mapped_column(String(40), default="")
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


class SavedFilter(Base):
    """A search, or a list's filter, kept under a name by one user."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("user_id", "page", "name"),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    page: Mapped[str] = mapped_column(String(40))
    name: Mapped[line]
    query: Mapped[str] = mapped_column(String(2000))
    position: Mapped[int | None]
    """Its place on the user's desk; None where it is not pinned."""
