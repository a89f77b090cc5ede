"""What came of events: outcomes, follow-ups, after-action reports, lessons, media items."""

from datetime import date, datetime

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    UniqueConstraint,
    false,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import (
    OPEN_FOLLOW_UP_STATES,
    ChangeKind,
    Confidence,
    FollowUpState,
    Lasted,
    LessonState,
    MediaAnswer,
    MediaAudience,
    MediaKind,
    OutcomeSign,
    OutcomeType,
)
from planner.db import Base, choice, keys, line, pk, text
from planner.events.models import Event
from planner.objectives.models import Objective
from planner.partners.models import Nation, Organisation
from planner.terms.models import Theme
from planner.viewers import (
    MARKED_WITHOUT_EVENT,
    OF_EVENT_OR_NATION,
    EventBound,
    EventOrNation,
    OwnMarked,
)

outcome_event = Table(
    "outcome_event",
    Base.metadata,
    Column("outcome_id", ForeignKey("outcome.id", ondelete="CASCADE"), primary_key=True),
    Column("event_id", ForeignKey("event.id", ondelete="CASCADE"), primary_key=True, index=True),
)


class Outcome(Base, OwnMarked):
    """A change seen against an objective, to which one or several events contributed."""

    __tablename__ = "outcome"
    __table_args__ = (
        CheckConstraint("strength BETWEEN 0 AND 4", name="strength_0_to_4"),
        CheckConstraint(
            "verified_by_id IS NULL OR author_id IS NULL OR verified_by_id <> author_id",
            name="verified_by_somebody_else",
        ),
        CheckConstraint("(verified_by_id IS NULL) = (verified_at IS NULL)", name="verified_whole"),
        Index("ix_outcome_objective_seen", "objective_id", "seen_on"),
        Index("ix_outcome_marking", "marking"),
    )

    id: Mapped[pk]
    objective_id: Mapped[int] = mapped_column(ForeignKey("objective.id"))
    kind: Mapped[OutcomeType] = mapped_column(choice(OutcomeType, "outcome_type"))
    sign: Mapped[OutcomeSign] = mapped_column(
        choice(OutcomeSign, "outcome_sign"), default=OutcomeSign.POSITIVE
    )
    strength: Mapped[int] = mapped_column(default=1)
    change_kind: Mapped[ChangeKind | None] = mapped_column(choice(ChangeKind, "change_kind"))
    confidence: Mapped[Confidence | None] = mapped_column(choice(Confidence, "confidence"))
    """How sure its writer is of the change, and that the events helped to bring it about."""
    title: Mapped[line]
    evidence: Mapped[text]
    evidence_url: Mapped[str] = mapped_column(String(500), default="")
    seen_on: Mapped[date]
    are_words_looked_at: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Somebody looked at words that hint at a higher marking: it may be marked lower."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    writer_ids: Mapped[keys]
    """Everybody who wrote at it; none of them verifies it."""
    follow_on_id: Mapped[int | None] = mapped_column(
        ForeignKey("event.id", ondelete="SET NULL"), index=True
    )
    """The draft that was made of it, where a follow-on event was agreed."""
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    verified_at: Mapped[datetime | None]
    verification_source: Mapped[line] = mapped_column(default="")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    objective: Mapped[Objective] = relationship()
    events: Mapped[list[Event]] = relationship(secondary=outcome_event)
    follow_on: Mapped[Event | None] = relationship(foreign_keys=follow_on_id)
    author: Mapped[User | None] = relationship(foreign_keys=author_id)
    verified_by: Mapped[User | None] = relationship(foreign_keys=verified_by_id)

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_verified(self) -> bool:
        """Say whether somebody other than the author confirmed it."""
        return self.verified_by_id is not None


class FollowUp(Base, EventBound, OwnMarked):
    """Something somebody owes after an event; marked as the outcome that it follows."""

    __tablename__ = "follow_up"
    __table_args__ = (
        CheckConstraint(
            "(state IN ('open', 'in_hand')) = (closed_on IS NULL)", name="closed_has_day"
        ),
        Index("ix_follow_up_state_due", "state", "due_on"),
    )

    id: Mapped[pk]
    outcome_id: Mapped[int | None] = mapped_column(ForeignKey("outcome.id", ondelete="SET NULL"))
    what: Mapped[line]
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    due_on: Mapped[date]
    promised_nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"), index=True)
    promised_organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    state: Mapped[FollowUpState] = mapped_column(
        choice(FollowUpState, "follow_up_state"), default=FollowUpState.OPEN
    )
    closed_on: Mapped[date | None]
    note: Mapped[text]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event] = relationship()
    outcome: Mapped[Outcome | None] = relationship()
    owner: Mapped[User] = relationship()
    promised_nation: Mapped[Nation | None] = relationship()
    promised_organisation: Mapped[Organisation | None] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_open(self) -> bool:
        """Say whether it is still owed."""
        return self.state in OPEN_FOLLOW_UP_STATES

    def is_overdue(self, today: date) -> bool:
        """Say whether it is owed and its due day has passed, as `follow_up_due` asks of rows."""
        return self.is_open and self.due_on < today


class AfterActionReport(Base, EventBound, OwnMarked):
    """What was planned, what happened, why, what to sustain and what to improve."""

    __tablename__ = "after_action_report"
    __table_args__ = (UniqueConstraint("event_id", name="uq_after_action_report_event"),)

    id: Mapped[pk]
    planned: Mapped[text]
    happened: Mapped[text]
    why: Mapped[text]
    sustain: Mapped[text]
    improve: Mapped[text]
    has_no_outcomes: Mapped[bool] = mapped_column(default=False)
    """“None found” is an answer, and this records it."""
    has_no_lessons: Mapped[bool] = mapped_column(default=False)
    has_no_media: Mapped[bool] = mapped_column(default=False)
    are_words_looked_at: Mapped[bool] = mapped_column(default=False, server_default=false())
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    reported_on: Mapped[date]
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event] = relationship()
    author: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class LaterLook(Base, EventBound):
    """A look at what lasted, some time after an event; its owner is that of the event."""

    __tablename__ = "later_look"
    __table_args__ = (
        UniqueConstraint("event_id", "days"),
        CheckConstraint("days BETWEEN 1 AND 3650", name="days_in_range"),
        CheckConstraint("(lasted IS NULL) = (looked_on IS NULL)", name="taken_whole"),
        Index("ix_later_look_lasted_due", "lasted", "due_on"),
    )

    id: Mapped[pk]
    days: Mapped[int]
    """After how many days it is due; the kind of the event says so."""
    due_on: Mapped[date]
    lasted: Mapped[Lasted | None] = mapped_column(choice(Lasted, "lasted"))
    """None until somebody has looked."""
    note: Mapped[text]
    looked_on: Mapped[date | None]
    looked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event] = relationship()
    looked_by: Mapped[User | None] = relationship(foreign_keys=looked_by_id)

    __mapper_args__ = {"version_id_col": version}


class Lesson(Base, EventBound):
    """Something observed that should be done otherwise, until it is proved learned."""

    __tablename__ = "lesson"

    id: Mapped[pk]
    what: Mapped[line]
    recommendation: Mapped[text]
    state: Mapped[LessonState] = mapped_column(
        choice(LessonState, "lesson_state"), default=LessonState.OBSERVED
    )
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    identified_on: Mapped[date]
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event] = relationship()
    owner: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class AppliedLesson(Base, EventBound):
    """The note that a lesson was applied in the plan of an event, which is not its own."""

    __tablename__ = "applied_lesson"
    __table_args__ = (UniqueConstraint("lesson_id", "event_id"),)

    id: Mapped[pk]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"))
    noted_at: Mapped[datetime]
    """When; the history says by whom."""
    lesson: Mapped[Lesson] = relationship()


media_item_theme = Table(
    "media_item_theme",
    Base.metadata,
    Column("media_item_id", ForeignKey("media_item.id", ondelete="CASCADE"), primary_key=True),
    Column(
        "theme_code", ForeignKey("theme.code", ondelete="RESTRICT"), primary_key=True, index=True
    ),
)


class MediaItem(Base, EventOrNation, OwnMarked):
    """A publication about an event or a nation, with its tone from −2 hostile to +2."""

    __tablename__ = "media_item"
    __table_args__ = (
        CheckConstraint("tone BETWEEN -2 AND 2", name="tone_in_scale"),
        CheckConstraint("reach >= 0", name="reach_not_negative"),
        CheckConstraint(OF_EVENT_OR_NATION, name="of_event_or_nation"),
        CheckConstraint(MARKED_WITHOUT_EVENT, name="marked_without_event"),
        CheckConstraint("answer_way IS NULL OR answered_on IS NOT NULL", name="answer_has_day"),
        Index("ix_media_item_published_on_id", "published_on", "id"),
    )

    id: Mapped[pk]
    kind: Mapped[MediaKind] = mapped_column(choice(MediaKind, "media_kind"))
    title: Mapped[line]
    outlet: Mapped[line] = mapped_column(default="")
    campaign: Mapped[line] = mapped_column(default="", server_default="")
    url: Mapped[str] = mapped_column(String(500), default="")
    published_on: Mapped[date]
    tone: Mapped[int] = mapped_column(default=0)
    reach: Mapped[int | None]
    audience: Mapped[MediaAudience | None] = mapped_column(choice(MediaAudience, "audience"))
    language: Mapped[str] = mapped_column(String(40), default="")
    answered_on: Mapped[date | None]
    """When it was answered, or let be; only a critical one is owed an answer."""
    answer_way: Mapped[MediaAnswer | None] = mapped_column(choice(MediaAnswer, "answer_way"))
    """How; none for one that was answered before this was asked."""
    answer: Mapped[text] = mapped_column(server_default="")
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event | None] = relationship()
    nation: Mapped[Nation | None] = relationship()
    themes: Mapped[list[Theme]] = relationship(
        secondary=media_item_theme, order_by="Theme.position"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def theme_codes(self) -> list[str]:
        """Return the codes of its themes."""
        return [theme.code for theme in self.themes]

    @property
    def is_critical(self) -> bool:
        """Say whether it speaks against us."""
        return self.tone < 0
