"""What of a nation may go to a partner, beside all of it that is seen here; the log of copies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from planner.choices import EXECUTED_STATES, EventState, Marking, OutcomeSign
from planner.db import db
from planner.events.measures import with_partner
from planner.events.models import Event
from planner.events.release.queries import may_go_to
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.outcomes.filtering import all_may_go, with_nations
from planner.outcomes.follow_up_conditions import is_open, may_be_given
from planner.outcomes.models import FollowUp, Outcome
from planner.outcomes.told import told
from planner.released.models import ReleasedCopy

A_YEAR = timedelta(days=364)
NEWEST_FIRST = (SortKey(ReleasedCopy.id, is_descending=True),)
OFF = (EventState.CANCELLED, EventState.POSTPONED)


@dataclass(frozen=True)
class ReleasedRows:
    """The rows of one part that may go, and how many more are seen here and stay."""

    rows: Sequence[Any]
    kept_back: int


@dataclass(frozen=True)
class Released:
    """Of whom, to whom, up to which marking, on which day."""

    code: str
    to: str
    marking: Marking
    today: date
    found: dict[str, ReleasedRows] = field(default_factory=dict)


def events_where(asked: Released, *conditions: ColumnElement[bool]) -> ReleasedRows:
    """Return the events with a nation that may go, in the order of their days."""
    of_nation = (with_partner([asked.code]), *conditions)
    may_go = and_(*may_go_to(asked.to), Event.marking <= asked.marking)
    loads = (selectinload(Event.partners), selectinload(Event.places))
    statement = select(Event).where(*of_nation, may_go).options(*loads)
    rows = db.session.scalars(statement.order_by(Event.sort_on, Event.id)).all()
    every = db.session.scalar(select(func.count(Event.id)).where(*of_nation)) or 0
    return ReleasedRows(rows, every - len(rows))


def events_held(asked: Released) -> ReleasedRows:
    """Return the events of the last twelve months that took place."""
    first = asked.today - A_YEAR
    held = Event.state.in_(EXECUTED_STATES)
    return events_where(asked, held, Event.actual_ends_on.between(first, asked.today))


def events_ahead(asked: Released) -> ReleasedRows:
    """Return the events to come that are neither cancelled nor postponed."""
    to_come = (Event.sort_on >= asked.today, Event.state.not_in((*EXECUTED_STATES, *OFF)))
    return events_where(asked, *to_come)


def promises(asked: Released) -> ReleasedRows:
    """Return what is promised to the nation and still owed."""
    owed = and_(is_open(), FollowUp.promised_nation_code == asked.code)
    order = (FollowUp.due_on, FollowUp.id)
    return told_rows(asked, FollowUp, owed, may_be_given(asked.to), order, FollowUp.event)


def outcomes(asked: Released) -> ReleasedRows:
    """Return good outcomes with the nation that somebody verified, the newest first."""
    good = and_(Outcome.sign == OutcomeSign.POSITIVE, Outcome.verified_by_id.is_not(None))
    seen = and_(with_nations([asked.code]), good)
    order = (Outcome.seen_on.desc(), Outcome.id.desc())
    return told_rows(asked, Outcome, seen, all_may_go(asked.to), order, Outcome.events)


def told_rows(
    asked: Released,
    entity: Any,
    wanted: ColumnElement[bool],
    may_go: ColumnElement[bool],
    order: Sequence[Any],
    events: Any,
) -> ReleasedRows:
    """Return rows that hang on events, as far as they and their events may go."""
    statement = select(entity).where(wanted, may_go).options(selectinload(events))
    found = db.session.scalars(statement.order_by(*order)).all()
    rows = [one for one in found if all(t.marking <= asked.marking for t in told([one]))]
    every = db.session.scalar(select(func.count(entity.id)).where(wanted)) or 0
    return ReleasedRows(rows, every - len(rows))


FIND: dict[str, Callable[[Released], ReleasedRows]] = {
    "held": events_held,
    "ahead": events_ahead,
    "promised": promises,
    "outcomes": outcomes,
}
"""By the name of a part: what asks for its rows."""


def copy_page(
    code: str = "", after: Key | None = None, before: Key | None = None, size: int = PAGE
) -> Slice[ReleasedCopy]:
    """Return one page of the copies that left, newest first; of or to one nation where named."""
    concerned = or_(ReleasedCopy.nation_code == code, ReleasedCopy.to_code == code)
    where = (concerned,) if code else ()
    asked = select(ReleasedCopy).where(*where).options(joinedload(ReleasedCopy.by))
    total = db.session.scalar(select(func.count(ReleasedCopy.id)).where(*where))
    rows = db.session.scalars(page_statement(asked, NEWEST_FIRST, size, after, before)).all()
    return slice_of(rows, lambda one: (one.id,), size, after, before, total)


def released_copy(copy_id: int) -> ReleasedCopy | None:
    """Return a copy with its octets; None where it is not seen."""
    asked = select(ReleasedCopy).options(undefer(ReleasedCopy.octets), joinedload(ReleasedCopy.by))
    return db.session.scalar(asked.where(ReleasedCopy.id == copy_id))
