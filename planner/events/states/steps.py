"""What may be done at an event by this viewer in its present state: asked once, for all.

The actions refuse by these checks, the pages open and offer by them, so that no page shows a
link or a button whose answer would be a refusal (docs/decisions/offered-is-allowed.md).
"""

from collections.abc import Callable
from types import SimpleNamespace

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import EventState
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.material import BOUND_STATES
from planner.events.models import Event
from planner.events.ownership import keeps_names
from planner.events.states.guards import FINISHED_STATES, check_scope, refuse_finished
from planner.viewers import Viewer

Check = Callable[[Event, Viewer], None]
STEPS: dict[str, Check] = {}
RUNNING_STATES = (EventState.IN_PROGRESS, EventState.EXECUTED, EventState.REPORTED)
GIVEN_UP = (EventState.CANCELLED, EventState.POSTPONED)


ASKED = {
    EventState.POSTPONED: _l("Ask for postponement"),
    EventState.CANCELLED: _l("Ask for cancellation"),
}
"""Moves of an approved event that who plans asks an approver for."""


def step(name: str) -> Callable[[Check], Check]:
    """Register the check of a step, which raises what forbids it."""

    def register(check: Check) -> Check:
        STEPS[name] = check
        return check

    return register


def check_step(name: str, event: Event, viewer: Viewer) -> None:
    """Raise NotAllowed when the role forbids a step, RuleBroken when the state does."""
    STEPS[name](event, viewer)


def is_open(name: str, event: Event, viewer: Viewer) -> bool:
    """Say whether a step is open to the viewer."""
    return refusal(name, event, viewer) is None


def refusal(name: str, event: Event, viewer: Viewer) -> RuleBroken | None:
    """Return what forbids a step; None when it is open."""
    try:
        check_step(name, event, viewer)
    except RuleBroken as broken:
        return broken
    return None


def open_steps(event: Event, viewer: Viewer) -> SimpleNamespace:
    """Return, by the name of each step, whether it is open: what a page may offer."""
    return SimpleNamespace(**{name: is_open(name, event, viewer) for name in STEPS})


def check_unfinished(event: Event, viewer: Viewer, permission: str) -> None:
    """Raise unless the viewer may still write about this event."""
    check_scope(event, viewer)
    viewer.require(permission, _l("Your role may not change this event."))
    if event.state in FINISHED_STATES:
        raise RuleBroken(
            _("This event is %(state)s.", state=str(event.state.label).lower())
            + " "
            + _("Nothing more is written about its plan.")
        )


@step("edit")
def may_be_edited(event: Event, viewer: Viewer) -> None:
    """Open to who plans, and to an approver once it is approved; never once it is finished."""
    check_scope(event, viewer)
    words = _l("Your role may not change the plan of this event.")
    if not viewer.may("approve"):
        viewer.require("plan", words)
    refuse_finished(event)
    if event.state not in BOUND_STATES:
        viewer.require("plan", words)


@step("new_like_it")
def may_be_copied(event: Event, viewer: Viewer) -> None:
    """Open to who plans, in every state."""
    check_scope(event, viewer)
    viewer.require("plan", _l("Your role may not plan events."))


@step("revive")
def may_be_revived(event: Event, viewer: Viewer) -> None:
    """Open to who plans, for a cancelled event."""
    may_be_copied(event, viewer)
    if event.state is not EventState.CANCELLED:
        raise RuleBroken(_("Only a cancelled event is revived. Copy this one instead."))


@step("discard")
def may_be_discarded(event: Event, viewer: Viewer) -> None:
    """Open to who plans, for a concept."""
    check_scope(event, viewer)
    viewer.require("plan", _l("Your role may not discard events."))
    if event.state is not EventState.CONCEPT:
        raise RuleBroken(_("Only a concept can be discarded. Cancel this event instead."))


@step("nations")
def may_set_nations(event: Event, viewer: Viewer) -> None:
    """Open to who plans, until the event is finished."""
    check_unfinished(event, viewer, "plan")


@step("coordination")
def may_note_agreements(event: Event, viewer: Viewer) -> None:
    """Open to who plans, until the event is finished."""
    check_unfinished(event, viewer, "plan")


@step("risks")
def may_rate_risks(event: Event, viewer: Viewer) -> None:
    """Open to everybody who comments, until the event is finished."""
    check_unfinished(event, viewer, "comment")


@step("no_risks")
def may_find_no_risks(event: Event, viewer: Viewer) -> None:
    """Open to the same, as long as there are none."""
    may_rate_risks(event, viewer)
    if event.risks:
        raise RuleBroken(_("There are risks on the list. Remove them first."))


@step("actuals")
def may_record_actuals(event: Event, viewer: Viewer) -> None:
    """Open to who reports, once the event has begun."""
    check_unfinished(event, viewer, "report")
    if event.state not in RUNNING_STATES:
        raise RuleBroken(_("Actual figures are recorded once the event has begun."))


@step("marking")
def may_mark(event: Event, viewer: Viewer) -> None:
    """Open to who may raise a marking, in every state (DOMAIN 3)."""
    check_scope(event, viewer)
    viewer.require("raise_marking", _l("Your role may not change the marking."))


@step("comment")
def may_comment(event: Event, viewer: Viewer) -> None:
    """Open to all but who only reads."""
    check_scope(event, viewer)
    viewer.require("comment", _l("Your role may not comment."))


@step("see_names")
def may_see_names(event: Event, viewer: Viewer) -> None:
    """Open to who keeps the names of the event (DOMAIN 3)."""
    check_scope(event, viewer)
    if not keeps_names(event, viewer):
        raise NotAllowed(_("Names are not shown to your role."))


@step("people")
def may_change_people(event: Event, viewer: Viewer) -> None:
    """Open to who edits people and keeps the names, until the event is closed."""
    check_scope(event, viewer)
    viewer.require("edit_people", _l("Your role may not change who takes part."))
    if not keeps_names(event, viewer):
        viewer.require("export_names", _l("The owner of the event keeps its names."))
    if event.state is EventState.CLOSED:
        raise RuleBroken(_("This event is closed. Ask an administrator to reopen it."))


def may_ask(event: Event, viewer: Viewer) -> None:
    """Open to who plans and may not do it alone, while the event is approved."""
    check_scope(event, viewer)
    viewer.require("plan", _l("Your role may not change this event."))
    if viewer.may("approve"):
        raise RuleBroken(_("You may do this yourself: nobody has to be asked."))
    if event.state is not EventState.APPROVED:
        raise RuleBroken(_("An approver is asked about approved events only."))


STEPS |= {f"ask_{to.value}": may_ask for to in ASKED}


@step("replacement")
def may_name_replacement(event: Event, viewer: Viewer) -> None:
    """Open to who plans or approves, for what was called off or put off."""
    check_scope(event, viewer)
    viewer.require("comment", _l("Your role may not change this event."))
    if event.state not in GIVEN_UP:
        raise RuleBroken(_("Only a postponed or cancelled event is replaced by another."))
