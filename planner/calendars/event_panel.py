"""The calendar's part of an event's page."""

from typing import Any

from planner.events.models import Event
from planner.web.panels import panel


@panel("event", order=90)
def in_calendars(event: Event) -> tuple[str, dict[str, Any]]:
    """Offer the event as a file, and subscriptions as what keeps it current."""
    return "calendars/_event_panel.html", {"event": event, "is_dated": event.start is not None}
