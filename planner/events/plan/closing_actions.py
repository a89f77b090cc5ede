"""An event is closed while it is recorded, when all is there."""

from datetime import datetime

from flask_babel import gettext as _

from planner.choices import EventState
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.events.states.gates import missing_for
from planner.viewers import Viewer


def close_at_once(event: Event, *, viewer: Viewer, now: datetime) -> Event:
    """Close an event while it is recorded: all that reporting and closing need is there.

    Its story then begins with “closed”. Raises RuleBroken naming what is missing.
    """
    viewer.require("report", _("Your role does not write reports."))
    if event.state is not EventState.EXECUTED or event.created_at != now:
        raise NotAllowed(_("Only an event that is being recorded is closed at once."))
    missing = [*missing_for(event, EventState.REPORTED), *missing_for(event, EventState.CLOSED)]
    if missing:
        raise RuleBroken(_("To close it, add: %(missing)s.", missing="; ".join(missing)))
    event.state = event.transitions[0].to_state = EventState.CLOSED
    return event
