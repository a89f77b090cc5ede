"""The calendar's part of an event's page."""

from typing import Any

from planner.calendars.audiences import is_sensitive, of_this_event
from planner.events.models import Event
from planner.web.panels import panel


@panel("event", order=90)
def in_calendars(event: Event) -> tuple[str, dict[str, Any]]:
    """Offer the event as a file, and subscriptions as what keeps it current."""
    told = of_this_event() if is_sensitive(event.marking) else ""
    shown = {"event": event, "is_dated": event.start is not None, "told": told}
    return "calendars/_event_panel.html", shown
