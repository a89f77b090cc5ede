"""Plan → line of effort → objective → indicator, and requirements."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Numeric, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.accounts.models import User
from planner.choices import (
    Aggregation,
    Direction,
    IndicatorLevel,
    IndicatorSource,
    MeasuredAs,
    Rhythm,
    SoftPower,
    Standing,
)
from planner.db import Base, at_hand, choice, keys, line, pk, text
from planner.history.changes import TellsValues
from planner.objectives.plan_models import LineOfEffort, Plan
from planner.objectives.requirement_model import Requirement
from planner.objectives.scale_words import HasScale
from planner.objectives.small_counts import ENOUGH, SMALL

__all__ = [
    "Indicator",
    "IndicatorTarget",
    "IndicatorUpdate",
    "LineOfEffort",
    "Objective",
    "Plan",
    "Requirement",
]
Value = Numeric(16, 4)


class Objective(Base):
    """A soft-power objective that events serve; retired, never deleted, once in use."""

    __tablename__ = "objective"
    __table_args__ = (UniqueConstraint("line_id", "code"),)

    id: Mapped[pk]
    line_id: Mapped[int] = mapped_column(ForeignKey("line_of_effort.id"), index=True)
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[line]
    smart: Mapped[text]
    soft_power: Mapped[SoftPower | None] = mapped_column(choice(SoftPower, "soft_power"))
    theory_of_change: Mapped[text]
    assumptions: Mapped[text]
    risks: Mapped[text]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    retired_on: Mapped[date | None]
    standing: Mapped[Standing] = mapped_column(
        choice(Standing, "standing"), default=Standing.AGREED
    )
    outcome_window_days: Mapped[int] = mapped_column(default=180)
    """Days after an event in which an outcome may be expected (METRICS M11)."""
    version: Mapped[int] = mapped_column(default=1)
    line: Mapped[LineOfEffort] = relationship(back_populates="objectives")
    owner: Mapped[User | None] = relationship()
    indicators: Mapped[list["Indicator"]] = relationship(
        back_populates="objective", order_by="Indicator.code", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_explained(self) -> bool:
        """Say whether its theory of change, its assumptions or its risks are told."""
        return any((self.theory_of_change, self.assumptions, self.risks))


class Indicator(HasScale, Base):
    """A measure of an objective: kind, unit, direction, baseline, targets, updates."""

    TOLD = {"baseline": ("baseline",)}

    __tablename__ = "indicator"
    __table_args__ = (
        UniqueConstraint("objective_id", "code"),
        CheckConstraint("value_weight >= 0", name="weight_not_negative"),
    )

    id: Mapped[pk]
    objective_id: Mapped[int] = mapped_column(
        ForeignKey("objective.id", ondelete="CASCADE"), index=True
    )
    code: Mapped[str] = mapped_column(String(20))
    name: Mapped[line]
    measured_as: Mapped[MeasuredAs] = mapped_column(
        choice(MeasuredAs, "measured_as"),
        default=MeasuredAs.NUMBER,
        server_default=MeasuredAs.NUMBER.value,
    )
    unit: Mapped[str] = mapped_column(String(40), default="")
    """Of a number; a percentage and a scale have none."""
    parted_by: Mapped[list[str]] = mapped_column(default=list, server_default="")
    """What its values have parts by, codes of PartedBy: typed counts, never made from persons."""
    level: Mapped[IndicatorLevel] = mapped_column(choice(IndicatorLevel, "indicator_level"))
    direction: Mapped[Direction] = mapped_column(choice(Direction, "direction"))
    source: Mapped[IndicatorSource] = mapped_column(choice(IndicatorSource, "indicator_source"))
    aggregation: Mapped[Aggregation] = mapped_column(
        choice(Aggregation, "aggregation"), default=Aggregation.LATEST
    )
    baseline: Mapped[Decimal | None] = mapped_column(Value)
    baseline_on: Mapped[date | None]
    is_yearly: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether it is counted per year, against a target that is wanted of each year."""
    value_weight: Mapped[Decimal] = mapped_column(Value, default=Decimal(1))
    """v_i of METRICS M22."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    """Who owes its values."""
    rhythm: Mapped[Rhythm] = mapped_column(
        choice(Rhythm, "rhythm"), default=Rhythm.NONE, server_default=Rhythm.NONE
    )
    typed_due_on: Mapped[date | None]
    """The day that somebody typed for the next value; it holds until one is recorded."""
    typed_after: Mapped[date | None]
    """The day of the last value when that day was typed."""
    due_counted_from: Mapped[date | None]
    """The day on which rhythm or day were last set."""
    is_releasable: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Whether somebody outside may be sent a link to give a value; they see name and unit."""
    next_due_on: Mapped[date | None] = mapped_column(index=True)
    """By when the next value is owed; `objectives/value_due.py` keeps it."""
    version: Mapped[int] = mapped_column(default=1)
    objective: Mapped[Objective] = relationship(back_populates="indicators")
    owner: Mapped[User | None] = relationship()
    targets: Mapped[list["IndicatorTarget"]] = relationship(
        order_by="IndicatorTarget.starts_on", cascade="all, delete-orphan"
    )
    updates: Mapped[list["IndicatorUpdate"]] = relationship(
        order_by="(IndicatorUpdate.seen_on, IndicatorUpdate.id)",
        cascade="all, delete-orphan",
        back_populates="indicator",
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def counted(self) -> list["IndicatorUpdate"]:
        """Return the values that figures count, by their day."""
        return [update for update in self.updates if update.counts]

    @property
    def waiting(self) -> list["IndicatorUpdate"]:
        """Return the values that wait to be verified, and count in no figure until then."""
        return [update for update in self.updates if not update.counts]


class IndicatorTarget(TellsValues, Base):
    """The value wanted of an indicator by the end of a period."""

    TOLD = {"value": ("value",)}

    __tablename__ = "indicator_target"
    __table_args__ = (
        UniqueConstraint("indicator_id", "starts_on"),
        CheckConstraint("ends_on >= starts_on", name="ends_after_start"),
    )

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id", ondelete="CASCADE"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Value)
    parts: Mapped[text]
    """What is wanted of its parts, as `objectives/parting.py` writes them."""

    def told_then(self, name: str, values: Mapping[str, Any]) -> Any:
        """Return the word that was wanted."""
        indicator = at_hand(Indicator, self.indicator_id)
        return indicator.word_at(values[name]) if indicator else None


class IndicatorUpdate(TellsValues, Base):
    """A value observed on a day, with its evidence, and who else verified it."""

    TOLD = {"value": ("value", "numerator", "denominator")}

    __tablename__ = "indicator_update"
    __table_args__ = (
        CheckConstraint(
            "verified_by_id IS NULL OR author_id IS NULL OR verified_by_id <> author_id",
            name="verified_by_somebody_else",
        ),
        CheckConstraint("(verified_by_id IS NULL) = (verified_at IS NULL)", name="verified_whole"),
        CheckConstraint("(numerator IS NULL) = (denominator IS NULL)", name="percentage_whole"),
        CheckConstraint("denominator > 0", name="denominator_positive"),
    )

    id: Mapped[pk]
    indicator_id: Mapped[int] = mapped_column(
        ForeignKey("indicator.id", ondelete="CASCADE"), index=True
    )
    seen_on: Mapped[date]
    value: Mapped[Decimal] = mapped_column(Value)
    """The number, the place on the scale, or the percentage that the two below it make."""
    numerator: Mapped[Decimal | None] = mapped_column(Value)
    denominator: Mapped[Decimal | None] = mapped_column(Value)
    parts: Mapped[text]
    """Its parts, as `objectives/parting.py` writes them; shown through `parts_told.py` alone."""
    note: Mapped[text]
    evidence_url: Mapped[str] = mapped_column(String(500), default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    writer_ids: Mapped[keys]
    """Everybody who wrote at it; none of them verifies it."""
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    verified_at: Mapped[datetime | None]
    giver_name: Mapped[line] = mapped_column(default="", server_default="")
    giver_organisation: Mapped[line] = mapped_column(default="", server_default="")
    """Who outside gave it, as they typed it themselves."""
    is_confirmed: Mapped[bool] = mapped_column(default=False, server_default=false())
    """It lies far from the series, and whoever recorded it said that it is right."""
    is_from_before: Mapped[bool] = mapped_column(default=False, server_default=false())
    """Recorded when values counted without being verified; it counts until it is changed."""
    created_at: Mapped[datetime]
    indicator: Mapped[Indicator] = relationship(back_populates="updates")
    author: Mapped[User | None] = relationship(foreign_keys=author_id)
    verified_by: Mapped[User | None] = relationship(foreign_keys=verified_by_id)

    def told_then(self, name: str, values: Mapping[str, Any]) -> Any:
        """Return the word that was seen, or the two numbers of a percentage."""
        if values["denominator"] is not None:
            return {key: f"{values[key].normalize():f}" for key in ("numerator", "denominator")}
        indicator = at_hand(Indicator, self.indicator_id)
        if indicator is None or values[name] is None:
            return None
        if indicator.parted_by:
            small = values[name] < ENOUGH
            return SMALL if small else f"{values[name].normalize():f}"
        return indicator.word_at(values[name])

    @property
    def is_verified(self) -> bool:
        """Say whether somebody who did not write it confirmed it."""
        return self.verified_by_id is not None

    @property
    def giver(self) -> str:
        """Return who outside gave it: “Ann Lee, Ministry of Defence”; empty for nobody."""
        return ", ".join(filter(None, (self.giver_name, self.giver_organisation)))

    @property
    def counts(self) -> bool:
        """Say whether figures count it."""
        return self.is_verified or self.is_from_before
