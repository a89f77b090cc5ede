"""The event that a page is about, or the answer 404."""

from werkzeug.exceptions import NotFound

from planner.events.models import Event
from planner.events.page.queries import event_with_rows


def shown(event_id: int) -> Event:
    """Return the event with its rows, or answer 404."""
    event = event_with_rows(event_id)
    if event is None:
        raise NotFound
    return event
