"""The way of an event through its states, as its page draws it."""

from typing import Any

from planner.choices import EventState
from planner.events.models import Event
from planner.officetime import office_day
from planner.web.day_words import day
from planner.web.labels import labels

WAY = (
    EventState.CONCEPT,
    EventState.PLANNED,
    EventState.COORDINATED,
    EventState.APPROVED,
    EventState.IN_PROGRESS,
    EventState.EXECUTED,
    EventState.REPORTED,
    EventState.CLOSED,
)


def state_steps(event: Event) -> list[tuple[Any, str, str]]:
    """Return the states on the way with “done”, “now” or “next” and the day each was entered."""
    entered = {row.to_state: day(office_day(row.at)) for row in event.transitions}
    words = labels(EventState)
    if event.state not in WAY:
        reached = [row.from_state for row in event.transitions if row.from_state in WAY]
        last = WAY.index(reached[-1]) if reached and reached[-1] else 0
        steps = [(words[state], "done", entered.get(state, "")) for state in WAY[: last + 1]]
        return [*steps, (words[event.state], "now", entered.get(event.state, ""))]
    position = WAY.index(event.state)
    return [
        (
            words[state],
            "done" if place < position else "now" if place == position else "next",
            entered.get(state, "") if place <= position else "",
        )
        for place, state in enumerate(WAY)
    ]
