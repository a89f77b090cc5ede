"""What somebody promised at an event, noted by the room that keeps follow-ups."""

from collections.abc import Callable
from datetime import datetime

from planner.events.models import Event
from planner.shapes.event_parts import PromiseMade
from planner.viewers import Viewer

Taker = Callable[[Event, PromiseMade, Viewer, datetime], object]
_takers: list[Taker] = []


def takes_promises(taker: Taker) -> Taker:
    """Register the function that keeps a promise made at an event."""
    _takers.append(taker)
    return taker


def keep_promise(event: Event, promise: PromiseMade, *, viewer: Viewer, now: datetime) -> None:
    """Hand a promise on, in the transaction of its event."""
    for taker in _takers:
        taker(event, promise, viewer, now)
