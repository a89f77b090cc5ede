"""Which events a flush touches, so that their entries are rendered before the commit."""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from flask import has_app_context
from sqlalchemy import inspect
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session, SessionTransaction

from planner import clock
from planner.calendars import affected_queries
from planner.calendars.rendering import refresh
from planner.events.models import Event, EventNation, ObjectiveLink, Place
from planner.kinds.models import EventKind
from planner.objectives.models import Objective
from planner.partners.models import Nation, Programme
from planner.viewers import EVERYTHING, acting_as

NOTED = "calendar_touched"


@dataclass
class Touched:
    """What a transaction changed that calendars may show."""

    events: set[int] = field(default_factory=set)
    fresh: set[int] = field(default_factory=set)
    """Of these, those that this transaction has made: nobody was told of them yet."""
    nations: set[str] = field(default_factory=set)
    programmes: set[int] = field(default_factory=set)
    objectives: set[int] = field(default_factory=set)
    kinds: set[str] = field(default_factory=set)

    def note(self, row: object) -> None:
        """Note one row that was written."""
        match row:
            case Event():
                self.events.add(row.id)
            case Place() | EventNation() | ObjectiveLink():
                self.events.add(row.event_id)
            case Nation() if has_moved(row, "name", "is_name_edited", "is_own"):
                self.nations.add(row.code)
            case Programme() if has_moved(row, "name"):
                self.programmes.add(row.id)
            case Objective() if has_moved(row, "code", "name"):
                self.objectives.add(row.id)
            case EventKind() if has_moved(row, "name", "is_name_edited"):
                self.kinds.add(row.code)


def has_moved(row: object, *names: str) -> bool:
    """Say whether one of the attributes was changed in this flush."""
    state: Any = inspect(row)
    return not state.pending and any(state.attrs[name].history.has_changes() for name in names)


@listens_for(Session, "after_flush")
def note_touched(session: Session, _context: object) -> None:
    """Note what the flush wrote; its state is still at hand."""
    touched = session.info.setdefault(NOTED, Touched())
    for row in chain(session.new, session.dirty, session.deleted):
        touched.note(row)
    touched.fresh |= {row.id for row in session.new if isinstance(row, Event)}


@listens_for(Session, "after_soft_rollback")
def forget_touched(session: Session, transaction: SessionTransaction) -> None:
    """Forget what was not kept; after a savepoint alone what came before it still is."""
    if transaction.parent is None:
        session.info.pop(NOTED, None)


@listens_for(Session, "before_commit")
def keep_entries_current(session: Session) -> None:
    """Render the touched events into the same transaction."""
    if session.in_nested_transaction() or not has_app_context():
        return
    session.flush()  # what is still pending has to be noted first
    touched: Touched | None = session.info.pop(NOTED, None)
    if touched is None:
        return
    with acting_as(session, EVERYTHING):
        affected = touched.events | affected_queries.affected_event_ids(
            session, touched.nations, touched.programmes, touched.objectives, touched.kinds
        )
        if affected:
            refresh(session, affected, now=clock.now(), fresh=touched.fresh)
