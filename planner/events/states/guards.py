"""What a viewer may do to an event beyond seeing it: scope, marking, fields by state (DOMAIN 3)."""

from flask_babel import gettext as _

from planner.choices import EventState, Marking
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Event
from planner.viewers import EVERYTHING, Viewer
from planner.web.nationnames import nation_name

FINISHED_STATES = (EventState.CLOSED, EventState.CANCELLED)


def check_scope(event: Event, viewer: Viewer) -> None:
    """Raise NotAllowed when the event has none of the viewer's nations or too high a marking."""
    if viewer is EVERYTHING:
        return
    if event.marking > viewer.ceiling:
        raise NotAllowed(
            _(
                "You may mark up to %(marking)s. Ask somebody who may mark higher.",
                marking=viewer.ceiling.label,
            )
        )
    if viewer.nations is None:
        return
    taking_part = {row.nation_code for row in event.partners} | {event.host_code}
    if viewer.nations.isdisjoint(taking_part):
        names = ", ".join(nation_name(code) for code in sorted(viewer.nations))
        raise NotAllowed(_("Add one of your nations as a partner or host: %(names)s.", names=names))


def check_marking(before: Marking, after: Marking, viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer may change the marking that way."""
    if after < before:
        viewer.require("lower_marking", _("Only an approver may lower the marking."))
    elif after > before:
        viewer.require("raise_marking", _("Your role may not change the marking."))


def refuse_finished(event: Event) -> None:
    """Raise RuleBroken with the way on when the event is closed or cancelled."""
    if event.state is EventState.CLOSED:
        raise RuleBroken(_("This event is closed. Ask an administrator to reopen it."))
    if event.state is EventState.CANCELLED:
        raise RuleBroken(_("This event is cancelled. Revive it as a copy."))


def check_edit(event: Event, changed: set[str], bound: set[str], viewer: Viewer) -> None:
    """Raise unless the viewer may change these fields in the event's present state.

    `bound` are those of them that become a proposal; an approver may propose as well, and
    another one agrees (docs/decisions/what-an-approval-binds.md).
    """
    refuse_finished(event)
    is_refused = changed - bound - {"marking"} or (bound and not viewer.may("approve"))
    if is_refused:
        viewer.require("plan", _("Your role may not change the plan of this event."))
