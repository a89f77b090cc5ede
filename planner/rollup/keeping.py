"""Keep the rollup current in the transaction that changes what it counts.

A flush notes the events that were touched, by themselves or by what hangs on them; the commit
brings their parts and cells in step. So does whoever reads counts before it, in the same
transaction. Changes made by bulk statements are not seen here: `planner rollup rebuild` brings
them in, and `planner check` finds them.
"""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session, SessionTransaction

from planner.events.models import Attendance, Event, EventNation, ObjectiveLink
from planner.objectives.models import Objective
from planner.outcomes.models import AfterActionReport, FollowUp, Outcome
from planner.partners.models import Nation
from planner.rollup.part_queries import (
    events_behind,
    events_beside,
    events_for,
    events_with,
)
from planner.rollup.writing import refresh

NOTED = "rollup_touched"


@dataclass
class TouchedCounts:
    """What a transaction changed of what the rollup counts."""

    events: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)
    """Of these, those that this transaction has made: they have no part yet, and no outcome that
    is not noted itself."""
    hidden: set[int] = field(default_factory=set)
    """Of these, those whose outcomes may be seen by others now."""
    outcomes: set[int] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    objectives: set[int] = field(default_factory=set)
    """Those whose outcomes are waited for otherwise now."""

    def note(self, row: object, *, is_new: bool) -> None:
        """Note one row that was written."""
        match row:
            case Event() if is_new:
                self.events.add(row.id)
                self.fresh.add(row.id)
            case Event():
                self.events.add(row.id)
                if has_changed(row, "marking") or has_changed(row, "discarded_at"):
                    self.hidden.add(row.id)
            case EventNation() | ObjectiveLink() | Attendance() | AfterActionReport() | FollowUp():
                self.events.update(before_and_now(row, "event_id"))
            case Outcome():
                self.outcomes.add(row.id)
                self.events.update(event.id for event in before_and_now(row, "events"))
            case Nation() if has_changed(row, "is_own"):
                self.nations.add(row.code)
            case Objective() if has_changed(row, "outcome_window_days"):
                self.objectives.add(row.id)


def before_and_now(row: object, name: str) -> set[Any]:
    """Return the values of an attribute before and after this flush, as far as it was read."""
    state: Any = inspect(row)
    history = state.attrs[name].history
    return {value for value in chain(*(part or () for part in history)) if value is not None}


def has_changed(row: object, name: str) -> bool:
    """Say whether an attribute got another value in this flush."""
    state: Any = inspect(row)
    return bool(state.attrs[name].history.has_changes())


@listens_for(Session, "after_flush")
def note_what_counts(session: Session, _context: object) -> None:
    """Note what the flush wrote; its state is still at hand."""
    touched = session.info.setdefault(NOTED, TouchedCounts())
    for row in session.new:
        touched.note(row, is_new=True)
    for row in chain(session.dirty, session.deleted):
        touched.note(row, is_new=False)


@listens_for(Session, "after_soft_rollback")
def forget_what_counts(session: Session, transaction: SessionTransaction) -> None:
    """Forget what was not kept; after a savepoint alone what came before it still is."""
    if transaction.parent is None:
        session.info.pop(NOTED, None)


@listens_for(Session, "before_commit")
def count_before_commit(session: Session) -> None:
    """Bring the rollup in step within the same transaction."""
    if not session.in_nested_transaction():
        count_what_changed(session)


def count_what_changed(session: Session) -> None:
    """Bring the rollup in step with what this transaction has changed so far."""
    session.flush()
    touched: TouchedCounts | None = session.info.get(NOTED)
    if touched is None:
        return
    if not session.in_nested_transaction():  # a savepoint may still be taken back
        del session.info[NOTED]
    connection = session.connection()
    events, fresh = set(touched.events), frozenset(touched.fresh)
    touched.fresh.clear()  # they have a part from here on
    if touched.hidden:
        events |= events_beside(connection, sorted(touched.hidden))
    if touched.outcomes:
        events |= events_behind(connection, sorted(touched.outcomes))
    if touched.nations:
        events |= events_with(connection, sorted(touched.nations))
    if touched.objectives:
        events |= events_for(connection, sorted(touched.objectives))
    if events:
        refresh(connection, events, fresh=fresh)
