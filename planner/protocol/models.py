"""What protocol keeps of an event: its timetable, its parts of culture, its gifts."""

from datetime import date, time
from decimal import Decimal

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from planner.choices import (
    CulturalElement,
    CultureDirection,
    GiftDirection,
    GiftPlace,
    TimetableKind,
)
from planner.db import Base, choice, line, pk, text
from planner.events.models import Event
from planner.events.models.event import Money
from planner.viewers import EventBound


class TimetableItem(Base, EventBound):
    """What happens on a day of an event, at local times in the zone of the event.

    An end before the beginning is on the next day; without times it is for the whole day.
    """

    __tablename__ = "timetable_item"
    __table_args__ = (
        CheckConstraint("ends_at IS NULL OR starts_at IS NOT NULL", name="begins_before_it_ends"),
    )

    id: Mapped[pk]
    on_day: Mapped[date]
    starts_at: Mapped[time | None]
    ends_at: Mapped[time | None]
    what: Mapped[line]
    kind: Mapped[TimetableKind] = mapped_column(
        choice(TimetableKind, "timetable_kind"), default=TimetableKind.TALKS
    )
    place: Mapped[line] = mapped_column(default="")
    lead: Mapped[line] = mapped_column(default="")
    """Who leads or hosts, by post."""
    dress: Mapped[line] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event] = relationship()

    __mapper_args__ = {"version_id_col": version}


class CulturalPart(Base, EventBound):
    """What is shown of whose culture at an event (MISSION 107)."""

    __tablename__ = "cultural_part"

    id: Mapped[pk]
    element: Mapped[CulturalElement] = mapped_column(choice(CulturalElement, "cultural_element"))
    direction: Mapped[CultureDirection] = mapped_column(
        choice(CultureDirection, "culture_direction")
    )
    what: Mapped[line]
    place: Mapped[line] = mapped_column(default="")
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"), index=True)
    """With which partner; none where it is with all."""
    note: Mapped[text]
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event] = relationship()

    __mapper_args__ = {"version_id_col": version}


class Gift(Base, EventBound):
    """A gift at an event: giver and receiver by post, its value, and where it is now."""

    __tablename__ = "gift"
    __table_args__ = (
        CheckConstraint("value >= 0 AND declare_above >= 0", name="amount_not_negative"),
        Index("ix_gift_place", "place"),
    )

    id: Mapped[pk]
    direction: Mapped[GiftDirection] = mapped_column(choice(GiftDirection, "gift_direction"))
    what: Mapped[line]
    giver: Mapped[line] = mapped_column(default="")
    receiver: Mapped[line] = mapped_column(default="")
    nation_code: Mapped[str | None] = mapped_column(ForeignKey("nation.code"), index=True)
    value: Mapped[Decimal | None] = mapped_column(Money)
    declare_above: Mapped[Decimal | None] = mapped_column(Money)
    """Above which it has to be declared."""
    currency: Mapped[str] = mapped_column(String(3), default="")
    declared_on: Mapped[date | None]
    place: Mapped[GiftPlace] = mapped_column(
        choice(GiftPlace, "gift_place"), default=GiftPlace.PLANNED
    )
    note: Mapped[text]
    version: Mapped[int] = mapped_column(default=1)
    event: Mapped[Event] = relationship()

    __mapper_args__ = {"version_id_col": version}

    @property
    def is_to_declare(self) -> bool:
        """Say whether its value is above the limit and nobody declared it."""
        if self.value is None or self.declare_above is None:
            return False
        return self.value > self.declare_above and self.declared_on is None
