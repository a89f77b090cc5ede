"""Which later looks are wanted: of events that were reported, and not taken yet."""

from sqlalchemy import ColumnElement, and_

from planner.choices import EventState
from planner.events.mine import is_mine
from planner.events.models import Event
from planner.outcomes.models import LaterLook
from planner.viewers import Viewer

REPORTED_STATES = (EventState.REPORTED, EventState.CLOSED)


def is_wanted() -> ColumnElement[bool]:
    """Return the condition that a look is still to be taken."""
    reported = of_event(Event.state.in_(REPORTED_STATES), Event.discarded_at.is_(None))
    return and_(LaterLook.lasted.is_(None), reported)


def of_event(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    """Return the condition that the event of a look meets others."""
    return LaterLook.event.has(and_(*conditions))


def of_own_event(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that it is the viewer who takes the look: the event is theirs."""
    return of_event(is_mine(viewer))
