"""What a row that is only ever added keeps of its moment: its event's marking and nations then.

An event may be marked lower later, and nations come and go; what was written before must not
open with that (DOMAIN 3, docs/decisions/history-keeps-its-moment.md).
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    false,
    or_,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from planner.choices import Marking
from planner.viewers import Viewer


@dataclass(frozen=True)
class Moment:
    """How an event stood: its marking, and the nations whose people could see it."""

    marking: Marking
    nations: frozenset[str]

    def narrowed(self, other: "Moment") -> "Moment":
        """Return what both let through: the higher marking, the nations of both."""
        return Moment(max(self.marking, other.marking), self.nations & other.nations)

    def marked(self, least: Marking | None) -> "Moment":
        """Return the moment with a marking that is at least so high."""
        return self if least is None else Moment(max(self.marking, least), self.nations)

    @property
    def columns(self) -> dict[str, Any]:
        """Return the columns of a row of this moment."""
        return {"marking": self.marking, "nations": packed(self.nations)}

    @classmethod
    def of_columns(cls, marking: Marking | None, nations: str | None) -> "Moment":
        """Return the moment that a row keeps; the closed one when it was given none."""
        return CLOSED if marking is None else cls(marking, frozenset((nations or "").split()))


CLOSED = Moment(max(Marking), frozenset())
"""The moment of an event of which nothing is known any more."""
TIMELESS: dict[str, Any] = {"marking": None, "nations": None}
"""The columns of a row that tells of no event."""


def packed(codes: Iterable[str]) -> str:
    """Return codes as text in which each stands between blanks."""
    return "".join(f" {code}" for code in sorted(codes)) + " "


class OfItsMoment:
    """A row that is only ever added and tells of events as they were when it was written."""

    marking: Mapped[Marking | None]
    """The higher marking of before and after; none where no event is spoken of."""
    nations: Mapped[str | None] = mapped_column(Text)
    """The nations that took part before and after, each code between blanks."""


def seen_then(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Return the condition that a viewer of today's ceiling and nations was let in then."""
    conditions: list[ColumnElement[bool]] = [true()]
    if viewer.ceiling < max(Marking):
        conditions.append(entity.marking <= viewer.ceiling)
    if viewer.nations is not None:
        codes = sorted(viewer.nations)
        conditions.append(or_(false(), *(entity.nations.contains(f" {code} ") for code in codes)))
    return and_(*conditions)


Reader = Callable[[Connection, Collection[int]], dict[int, Moment]]
Sources = Callable[[Connection, Collection[int]], dict[int, frozenset[int]]]
READERS: list[Reader] = []
AT_HAND: dict[str, Callable[[Any], Moment | None]] = {}
SOURCES: dict[str, Sources] = {}


def moments(reader: Reader) -> Reader:
    """Register what reads how events stand in the database, by their keys."""
    READERS.append(reader)
    return reader


def moment_at_hand(kind: str) -> Callable[[Callable[[Any], Moment | None]], Any]:
    """Register what tells how a new row of a kind stands, from what is in memory of it.

    It returns None where not all of it is: then the database is asked.
    """

    def register(function: Callable[[Any], Moment | None]) -> Any:
        AT_HAND[kind] = function
        return function

    return register


def hangs_on_several(kind: str) -> Callable[[Sources], Sources]:
    """Register what reads the events on which rows of a kind hang, by the rows' keys."""

    def register(reader: Sources) -> Sources:
        SOURCES[kind] = reader
        return reader

    return register
