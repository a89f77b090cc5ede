"""What waits for one user: events to approve, to report on and to date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import selectinload
from sqlalchemy.sql.elements import False_

from planner.choices import AHEAD_STATES, EventState
from planner.db import db
from planner.events.models import Event
from planner.rollup.length_queries import longest

SHOWN = 8
COMING = 30
"""Of what is coming up so many lines are shown; the list of events has them all."""
MANY = 1000
"""Of one kind of work so many are counted; nobody reads the difference to more."""
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


def waiting(
    entity: type[Any],
    condition: ColumnElement[bool],
    *order: Any,
    load: Any = (),
    shown: int = SHOWN,
) -> WaitingRows:
    """Return the first rows that meet a condition, and count them, up to MANY.

    A condition that nothing meets, of work that is not the viewer's, asks nothing.
    """
    if isinstance(condition, False_):
        return WaitingRows([], 0, list)
    wanted = select(entity).where(condition).order_by(*order).options(*load)
    every = select(entity.id).where(condition).limit(MANY).subquery()
    total = select(func.count()).select_from(every).scalar_subquery()
    rows = db.session.execute(wanted.add_columns(total).limit(shown)).all()
    return WaitingRows(
        [row[0] for row in rows],
        rows[0][1] if rows else 0,
        lambda: db.session.scalars(wanted).all(),
    )


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
    return waiting(Event, is_coming(today), Event.starts_on, Event.id, load=load, shown=COMING)
