"""The event: what every kind of it has, in columns."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    Index,
    Numeric,
    String,
    false,
)
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import (
    EXECUTED_STATES,
    DatePrecision,
    EventState,
    Marking,
    Modality,
)
from planner.db import Base, PreciseDate, choice, keys, line, pk, text
from planner.events.counted_details import CONSTRAINTS, CountedDetails
from planner.partners.models import Nation, Programme

if TYPE_CHECKING:
    from planner.events.models.course import Coordination, Risk, Transition
    from planner.events.models.parts import (
        Attendance,
        EventNation,
        EventTheme,
        EventTopic,
        ObjectiveLink,
        Place,
    )

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
        Index("ix_event_state_ends_on", "state", "ends_on"),
        Index("ix_event_kind_starts_on", "kind", "starts_on"),
        Index("ix_event_actual_ends_on", "actual_ends_on", "state", "marking", "discarded_at"),
        Index("ix_event_baseline_starts_on", "baseline_starts_on"),
        Index("ix_event_makes_alumni", "makes_alumni", "actual_ends_on"),
    )

    id: Mapped[pk]
    uid: Mapped[UUID] = mapped_column(default=uuid4, unique=True)
    """How calendars know the event (RFC 5545 3.8.4.7); random, never changed."""
    title: Mapped[line]
    kind: Mapped[str] = mapped_column(ForeignKey("event_kind.code", ondelete="RESTRICT"))
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
    theme_rows: Mapped[list["EventTheme"]] = relationship(cascade=ALL)
    topic_rows: Mapped[list["EventTopic"]] = relationship(cascade=ALL)
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
