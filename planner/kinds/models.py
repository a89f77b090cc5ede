"""The kind of an event, and the objectives that an event of it usually serves."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import CheckConstraint, Dialect, ForeignKey, String, Text
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from planner.choices import Family
from planner.db import Base, KeyList, choice
from planner.shapes.event_kind import check_asks
from planner.terms.models import Term


class FieldNames(TypeDecorator[tuple[str, ...]]):
    """Names of fields, kept as text with a space between; none given is not the same as no name."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> str | None:
        """Join the names."""
        return None if value is None else " ".join(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...] | None:
        """Split the names."""
        return None if value is None else tuple(value.split())


class LookDays(TypeDecorator[tuple[int, ...]]):
    """Numbers of days, kept as text with a space around each."""

    impl = KeyList
    cache_ok = True

    def process_bind_param(self, value: Iterable[int] | None, dialect: Dialect) -> list[int]:
        """Give the numbers to be joined."""
        return list(value or ())

    def process_result_value(self, value: Any, dialect: Dialect) -> tuple[int, ...]:
        """Return the numbers."""
        return tuple(value or ())


class EventKind(Term):
    """What an event can be: a row under a family, whose fields it asks for, all or some."""

    __tablename__ = "event_kind"
    grouped_by = "family"

    family: Mapped[Family] = mapped_column(choice(Family, "family"))
    asks: Mapped[tuple[str, ...] | None] = mapped_column(FieldNames)
    """Fields of the family that it asks for; null means all of them, later ones too."""
    looks_after: Mapped[tuple[int, ...]] = mapped_column(LookDays, default=(), server_default="")
    """After how many days somebody looks what lasted of an event of it; none where nothing should.
    """
    objectives: Mapped[list["KindObjective"]] = relationship(
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="KindObjective.objective_code",
    )


class KindObjective(Base):
    """An objective that an event of a kind usually serves, by the code that plans give it.

    No key of an objective: plans come and go, and an office may plan without the catalogue.
    """

    __tablename__ = "event_kind_objective"
    __table_args__ = (CheckConstraint("weight BETWEEN 0.01 AND 1", name="weight_up_to_1"),)

    kind_code: Mapped[str] = mapped_column(
        ForeignKey("event_kind.code", ondelete="CASCADE"), primary_key=True
    )
    objective_code: Mapped[str] = mapped_column(String(20), primary_key=True)
    weight: Mapped[float]


@listens_for(EventKind, "before_insert")
@listens_for(EventKind, "before_update")
def ask_for_what_is_declared(_mapper: object, _connection: object, kind: Any) -> None:
    """Refuse, whatever the door, a kind that asks for what its family does not declare."""
    check_asks(Family(kind.family), kind.asks)
