"""Calendar entries follow their event; feeds belong to their user."""

from typing import Any

from sqlalchemy import ColumnElement

from planner.calendars.models import CalendarEntry, Feed
from planner.events.visibility import on_visible_event
from planner.viewers import Viewer, restrict


@restrict(CalendarEntry)
def visible_entries(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow entries to those of visible events."""
    return on_visible_event(viewer, entity.event_id)


@restrict(Feed)
def own_feeds(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow feeds to the viewer's own; a token is looked up by the product itself."""
    condition: ColumnElement[bool] = entity.user_id == viewer.user_id
    return condition
