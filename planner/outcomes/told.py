"""How rows of this room are marked and released, each with the events that it tells of."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from planner.choices import Marking
from planner.events.models import Event
from planner.outcomes.models import Outcome
from planner.viewers import OwnMarked


@dataclass(frozen=True)
class ToldEvent:
    """An event as a row tells of it: with the row’s own marking where that is higher.

    A row that tells of no event stands for itself, and may be released to nobody.
    """

    marking: Marking
    releasable_to: list[str]


def events_behind(row: Any) -> list[Event]:
    """Return the events that an outcome, or what hangs on one event or on none, tells of."""
    if isinstance(row, Outcome):
        return list(row.events)
    return [] if row.event is None else [row.event]


def told(rows: Iterable[Any]) -> Iterator[ToldEvent]:
    """Give the events of rows as the rows tell of them."""
    for row in rows:
        own = (row.marking if isinstance(row, OwnMarked) else None) or Marking.PUBLIC
        events = events_behind(row)
        for event in events:
            yield ToldEvent(max(event.marking, own), event.releasable_to)
        if not events:
            yield ToldEvent(own, [])


def marking_of(row: Any) -> Marking:
    """Return the marking under which a row tells: its own, or that of its events if higher."""
    return max((one.marking for one in told([row])), default=Marking.PUBLIC)
