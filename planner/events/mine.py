"""Whose an event is, when something is to be done about it."""

from sqlalchemy import ColumnElement, or_

from planner.events.models import Event
from planner.viewers import Viewer


def is_mine(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that the viewer owns an event, or wrote one that nobody owns."""
    return or_(Event.owner_id == viewer.user_id, Event.owner_id.is_(None) & wrote(viewer))


def wrote(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition that the viewer wrote an event; never unknown."""
    return Event.author_id.is_not_distinct_from(viewer.user_id)
