"""What waits for one user: events to approve, to report on and to date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any, TypeVarTuple

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.elements import False_

from planner.choices import AHEAD_STATES, EventState
from planner.db import db
from planner.events.models import Event
from planner.rollup.length_queries import longest
from planner.viewers import ready

SHOWN = 8
COMING = 30
"""Of what is coming up so many lines are shown; the list of events has them all."""
MANY = 1000
"""Of one kind of work so many are counted; nobody reads the difference to more."""
KEPT_STATEMENTS = 64
"""Of each kind of work the statements of so many viewers are kept."""
AHEAD = timedelta(days=14)
AGREED_STATES = (EventState.COORDINATED, *AHEAD_STATES)
NOT_COMING = (EventState.CANCELLED, EventState.POSTPONED)


@dataclass(frozen=True)
class WaitingRows:
    """The first rows of one kind of work, and how many there are, up to MANY."""

    rows: list[Any]
    total: int
    every: Callable[[], Sequence[Any]]
    """Asks for all of them, by the same condition and in the same order."""

    @property
    def is_endless(self) -> bool:
        """Say whether there may be more than were counted."""
        return self.total >= MANY

    @property
    def more(self) -> int:
        """Return how many are not shown."""
        return self.total - len(self.rows)


@dataclass(frozen=True)
class Waiting:
    """The statements of one kind of work, made and not yet asked."""

    first: Any
    """Asks for the first rows, each with how many there are; None where nothing can wait."""
    wanted: Any

    def asked(self) -> WaitingRows:
        """Return what the database holds now."""
        if self.first is None:
            return WaitingRows([], 0, list)
        rows = db.session.execute(self.first).all()
        return WaitingRows(
            [row[0] for row in rows],
            rows[0][1] if rows else 0,
            lambda: db.session.scalars(self.wanted).all(),
        )


def waiting(
    entity: type[Any],
    condition: ColumnElement[bool],
    *order: Any,
    load: Any = (),
    shown: int = SHOWN,
) -> Waiting:
    """Return what asks for the first rows that meet a condition, and counts them, up to MANY.

    A condition that nothing meets, of work that is not the viewer's, asks nothing.
    """
    if isinstance(condition, False_):
        return Waiting(None, None)
    wanted = select(entity).where(condition).order_by(*order).options(*load)
    every = select(entity.id).where(condition).limit(MANY).subquery()
    total = select(func.count()).select_from(every).scalar_subquery()
    return Waiting(wanted.add_columns(total).limit(shown), wanted)


Told = TypeVarTuple("Told")


def made_once(make: Callable[[*Told], Waiting]) -> Callable[[*Told], WaitingRows]:
    """Ask statements that are made once for a viewer, a day and whatever else they are told.

    A desk asks twenty, and to make one costs as much as to ask it. Statements are kept and no
    rows; what is made must depend on nothing that it is not told, as an office's settings.
    """
    made = lru_cache(maxsize=KEPT_STATEMENTS)(make)

    def ask(*told: *Told) -> WaitingRows:
        found = made(*told)
        if found.first is not None:
            ready(found.first)
        return found.asked()

    return ask


last_day = func.coalesce(Event.actual_ends_on, Event.ends_on)


def is_coming(today: date) -> ColumnElement[bool]:
    """Return the condition that an event is on or begins within two weeks.

    What began longer ago than the longest event lasts is over.
    """
    first = today - longest(db.session())
    return and_(
        Event.starts_on.between(first, today + AHEAD),
        last_day >= today,
        Event.state.not_in(NOT_COMING),
    )


def coming_up(today: date) -> WaitingRows:
    """Return the first events that are coming, in order."""
    load = [selectinload(Event.partners)]
    found = waiting(Event, is_coming(today), Event.starts_on, Event.id, load=load, shown=COMING)
    return found.asked()
