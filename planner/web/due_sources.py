"""The sources of what falls due: each room registers its own, pages and calendars read them all.

A source says once what is still owed, whose it is and by when; lists and counts ask the same
condition, so that a number and its rows cannot differ (docs/decisions/due-items.md).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_

from planner.shapes.due_item import SOON, DueItem
from planner.viewers import Viewer


@dataclass(frozen=True)
class DueSource:
    """One sort of things that fall due."""

    name: str
    """Its name in addresses."""
    title: Any
    """The words for several of them, as a heading."""
    entity: Any
    owed: Callable[[], ColumnElement[bool]]
    """What is still owed, by whomever, and by when so ever."""
    mine: Callable[[Viewer], ColumnElement[bool]]
    """Of these, what a viewer owes; nothing for a role that cannot do it."""
    day: Any
    """The column that the due day is counted from."""
    item_of: Callable[[Any], DueItem]
    """Makes the item of a row."""
    days: Callable[[], int] = lambda: 0
    """How many days after the column's day it is due; an office may set it."""
    loads: tuple[Any, ...] = ()
    ahead: timedelta | None = SOON
    """How long before its day it is on the desk; None from the beginning."""
    place: int = 50

    @property
    def order(self) -> tuple[Any, ...]:
        """Return the order of the rows: the first due first."""
        return (self.day, self.entity.id)

    def due_until(self, last: date, first: date | None = None) -> ColumnElement[bool]:
        """Return the condition that something is owed by a day, and not before another."""
        shift = timedelta(days=self.days())
        since = [] if first is None else [self.day >= first - shift]
        return and_(self.owed(), self.day <= last - shift, *since)

    def on_desk(self, viewer: Viewer, today: date) -> ColumnElement[bool]:
        """Return the condition of what a viewer finds on the desk."""
        owed = self.owed() if self.ahead is None else self.due_until(today + self.ahead)
        return and_(owed, self.mine(viewer))


_sources: dict[str, DueSource] = {}


def due_source(source: DueSource) -> DueSource:
    """Register a source."""
    _sources[source.name] = source
    return source


def due_sources() -> tuple[DueSource, ...]:
    """Return every source, in the order of their places."""
    return tuple(sorted(_sources.values(), key=lambda one: one.place))
