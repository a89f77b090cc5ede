"""What an event needs next, which its page leads with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for
from flask_babel import gettext as _

from planner.events.models import Event
from planner.events.states.moves import Move
from planner.viewers import Viewer


@dataclass(frozen=True)
class NextStep:
    """The next step of an event: what it is, why, and the button that takes it."""

    title: str
    url: str = ""
    action: str = ""
    detail: str = ""
    kind: str = ""
    """Whether it is late: then it is “late”."""


Source = Callable[[Event, Viewer, date], NextStep | None]
_sources: list[Source] = []


def next_step_source(function: Source) -> Source:
    """Register a function of a higher room that knows what an event needs of it."""
    _sources.append(function)
    return function


def next_step(
    event: Event, who: Viewer, today: date, moves: Sequence[Move], *, is_asked: bool, waits: str
) -> NextStep | None:
    """Return what an event needs next of a viewer, or whom it waits for; None when of nobody.

    First the question whether it took place, then what other rooms know, then the next state.
    """
    if is_asked:
        title = _("Its last day has passed. Did it take place?")
        url = url_for("events.took_place", event_id=event.id)
        return NextStep(title, url, _("Answer"), kind="late")
    for source in _sources:
        if found := source(event, who, today):
            return found
    onward = next((move for move in moves if not move.needs_reason), None)
    if onward is not None:
        url = url_for("events.move", event_id=event.id, state=onward.to.value)
        title = _("Next: %(state)s", state=str(onward.to.label).lower())
        return NextStep(title, url, str(onward.label), waits)
    return NextStep(waits) if waits else None
