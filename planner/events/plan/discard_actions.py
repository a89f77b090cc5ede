"""A concept thrown away, and brought back."""

from datetime import datetime

from flask_babel import gettext as _

from planner.errors import NotAllowed
from planner.events.models import Event
from planner.events.states.guards import check_scope
from planner.events.states.steps import check_step
from planner.viewers import Viewer


def discard_event(event: Event, *, viewer: Viewer, now: datetime) -> Event:
    """Throw a concept away; it can be brought back. Later states are cancelled instead."""
    check_step("discard", event, viewer)
    event.discarded_at = now
    return event


def restore_event(event: Event, *, viewer: Viewer) -> Event:
    """Bring a discarded concept back. Raises NotAllowed for one that is out of scope."""
    viewer.require("plan", _("Your role may not bring events back."))
    if event.discarded_at is None:
        raise NotAllowed(_("This event was not discarded."))
    check_scope(event, viewer)
    event.discarded_at = None
    return event
