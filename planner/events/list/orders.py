"""The orders of the event list, by their name in the URL."""

from typing import Any

from planner.events.models import Event
from planner.keyset import SortKey

ORDERS: dict[str, tuple[Any, ...]] = {
    "day": (Event.sort_on, Event.id),
    "title": (Event.title, Event.id),
    "state": (Event.state, Event.sort_on, Event.id),
    "kind": (Event.kind, Event.sort_on, Event.id),
}
DEFAULT_SORT = "-day"
SORTS = tuple(ORDERS) + tuple(f"-{name}" for name in ORDERS)
"""Orders by their name in the URL; a minus turns one round. Each has an index."""


def sort_keys(sort: str) -> list[SortKey]:
    """Return the columns of an order; KeyError for one that does not exist."""
    return [SortKey(column, sort.startswith("-")) for column in ORDERS[sort.removeprefix("-")]]
