"""Which version of each event somebody had before them when a change of many was begun."""

from planner.events.models import Event


def as_listed(event: Event) -> str:
    """Return an event's key and version in one word, as the page of a bulk move keeps them."""
    return f"{event.id}-{event.version}"


def version_seen(event: Event, seen: str) -> int | None:
    """Return the version that an approver had before them; none where the page kept none.

    Zero, which no event has, when the event was saved since.
    """
    if not seen:
        return None
    return event.version if as_listed(event) in seen.split() else 0
