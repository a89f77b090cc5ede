"""Who may write what protocol keeps of an event, and in which state."""

from flask_babel import lazy_gettext as _l

from planner.events.models import Event
from planner.events.states.guards import check_scope
from planner.events.states.steps import check_unfinished, step
from planner.viewers import Viewer


@step("timetable")
def may_set_timetable(event: Event, viewer: Viewer) -> None:
    """Open to who plans, until the event is finished."""
    check_unfinished(event, viewer, "plan")


@step("culture")
def may_plan_culture(event: Event, viewer: Viewer) -> None:
    """Open to who plans, until the event is finished."""
    check_unfinished(event, viewer, "plan")


@step("gifts")
def may_keep_gifts(event: Event, viewer: Viewer) -> None:
    """Open to who reports, in every state: where a gift is changes after an event is closed."""
    check_scope(event, viewer)
    viewer.require("report", _l("Your role does not keep the register of gifts."))
