"""Later looks schedule themselves: when an event is reported, whichever door that came by.

A look whose day has passed when the report comes is not scheduled: the report tells it. When the
actual days move, the looks that nobody has taken move with them.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from sqlalchemy import inspect
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Session

from planner.choices import EventState
from planner.events.models import Event, Transition
from planner.kinds.queries import looks_after
from planner.officetime import office_day
from planner.outcomes.later_look_queries import looks_kept
from planner.outcomes.models import LaterLook


@listens_for(Session, "before_flush")
def keep_later_looks(session: Session, _context: object, _instances: object) -> None:
    """Schedule the looks of events that are reported, and move those of events that moved."""
    reported = [
        row
        for row in session.new
        if isinstance(row, Transition) and row.to_state is EventState.REPORTED
    ]
    moved = [
        row
        for row in session.dirty
        if isinstance(row, Event) and inspect(row).attrs.actual_ends_on.history.has_changes()
    ]
    with session.no_autoflush:
        for row in reported:
            if row.from_state is EventState.EXECUTED:
                schedule(session, event_of(session, row), office_day(row.at))
        for event in moved:
            move(session, event)


def event_of(session: Session, row: Transition) -> Event:
    """Return the event that a move belongs to, as the session has it."""
    there = (one for one in session.identity_map.values() if isinstance(one, Event))
    return next(one for one in there if one.id == row.event_id)


def schedule(session: Session, event: Event, today: date) -> None:
    """Add the looks that the event's kind deserves and that are not there yet."""
    if event.actual_ends_on is None:
        return
    known = {look.days for look in looks_of(session, event)}
    for days in missing(looks_after(event.kind), known):
        due_on = event.actual_ends_on + timedelta(days=days)
        if due_on >= today:
            session.add(LaterLook(event_id=event.id, days=days, due_on=due_on))


def missing(wanted: Iterable[int], known: set[int]) -> list[int]:
    """Return the days after which a look is wanted that is not there yet."""
    return [days for days in wanted if days not in known]


def move(session: Session, event: Event) -> None:
    """Give the looks that nobody has taken the days after the event's last one."""
    if event.actual_ends_on is None:
        return
    for look in looks_of(session, event):
        if look.lasted is None:
            look.due_on = event.actual_ends_on + timedelta(days=look.days)


def looks_of(session: Session, event: Event) -> list[LaterLook]:
    """Return the looks at an event, those that this flush makes among them."""
    made = (row for row in session.new if isinstance(row, LaterLook))
    return [*looks_kept(session, event.id), *(row for row in made if row.event_id == event.id)]
