"""Who keeps the names of an event: who may change them, and giving them to the owner."""

from flask_babel import gettext as _

from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.events.ownership import lacks_names
from planner.events.states.steps import check_step
from planner.viewers import Viewer


def check_names(event: Event, viewer: Viewer) -> None:
    """Raise unless the viewer may change who takes part (DOMAIN 3)."""
    check_step("people", event, viewer)


def give_names(event: Event, *, viewer: Viewer) -> Event:
    """Let the owner keep the names, whoever named them. RuleBroken when that is done already."""
    check_names(event, viewer)
    if event.owner_id == viewer.user_id:
        raise NotAllowed(_("Somebody else who keeps the names has to give them to you."))
    if not lacks_names(event):
        raise RuleBroken(_("The owner keeps the names already."))
    event.owner_keeps_names = True
    return event
