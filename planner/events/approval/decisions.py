"""What is decided on a proposed change: agreed, declined, withdrawn."""

from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import ProposalState
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.amendments import after_of, write_agreed
from planner.events.approval.binding import opened
from planner.events.approval.material import in_order, is_bound, label_of, to_json
from planner.events.approval.models import ProposedChange
from planner.events.approval.proposal_actions import check_open, close
from planner.events.models import Event
from planner.events.plan.stored_plan import value_of
from planner.events.plan.writing import move_version_on
from planner.events.states.guards import check_scope
from planner.foureyes import has_written
from planner.shapes.event_moves import ProposalDecision
from planner.viewers import Viewer


def agree_to_change(
    proposal: ProposedChange,
    event: Event,
    decision: ProposalDecision,
    *,
    viewer: Viewer,
    now: datetime,
) -> ProposedChange:
    """Write a proposed change into its event: the approval anew that it needs.

    Raises NotAllowed to whoever wrote at it, RuleBroken when it, or the event, has moved on
    since the approver looked at it.
    """
    check_may_agree(proposal, event, decision.seen, viewer)
    with opened(event):
        write_agreed(event, after_of(proposal.changes), viewer, now)
        move_version_on(event)
        close(proposal, ProposalState.AGREED, viewer=viewer, now=now, note=decision.note)
        db.session.flush()  # while the door stands open
    return proposal


def decline_change(
    proposal: ProposedChange,
    event: Event,
    decision: ProposalDecision,
    *,
    viewer: Viewer,
    now: datetime,
) -> ProposedChange:
    """Refuse a proposed change, with the reason; the event stays as it was approved."""
    check_may_decide(proposal, event, viewer)
    check_is_as_seen(proposal, decision.seen)
    if not decision.note:
        raise RuleBroken(_("Say why, so that whoever proposed it knows what to do."))
    move_version_on(event)
    return close(proposal, ProposalState.DECLINED, viewer=viewer, now=now, note=decision.note)


def withdraw_change(
    proposal: ProposedChange, event: Event, *, viewer: Viewer, now: datetime
) -> ProposedChange:
    """Take a proposed change back: somebody who wrote at it."""
    check_open(proposal)
    if viewer.user_id not in proposal.writer_ids:
        raise NotAllowed(_("Only who proposed the change withdraws it; an approver declines it."))
    move_version_on(event)
    return close(proposal, ProposalState.WITHDRAWN, viewer=viewer, now=now)


def check_may_decide(proposal: ProposedChange, event: Event, viewer: Viewer) -> None:
    """Raise unless the viewer decides on open changes of this event."""
    check_scope(event, viewer)
    viewer.require("approve", _("Only an approver decides on a change of an approved event."))
    check_open(proposal)
    if not is_bound(event):
        raise RuleBroken(_("The event is no longer approved, so it is simply edited."))


def check_may_agree(proposal: ProposedChange, event: Event, seen: int, viewer: Viewer) -> None:
    """Raise unless the viewer may agree to a proposal, and both are as they were looked at."""
    check_may_decide(proposal, event, viewer)
    if has_written(event, viewer.user_id) or viewer.user_id in proposal.writer_ids:
        raise NotAllowed(_("You wrote at this change or event, so somebody else has to agree."))
    check_is_as_seen(proposal, seen)
    check_not_moved_on(proposal, event)


def check_is_as_seen(proposal: ProposedChange, seen: int) -> None:
    """Raise RuleBroken when the proposal was amended after the approver opened it."""
    if seen != proposal.version:
        raise RuleBroken(_("The proposal was changed since you opened it. Look at it again."))


def value_now(event: Event, name: str, before: Any) -> Any:
    """Return what an event has now for a proposed field; parts for the nations it is about."""
    found = value_of(event, name)
    return {code: found.get(code) for code in before} if name == "parts" else found


def check_not_moved_on(proposal: ProposedChange, event: Event) -> None:
    """Raise RuleBroken when the event no longer is what the proposal starts from."""
    moved_on = [
        label_of(name)
        for name in in_order(proposal.changes)
        for before in [proposal.changes[name][0]]
        if to_json(value_now(event, name, before)) != before
    ]
    if moved_on:
        raise RuleBroken(
            _(
                "Since this was proposed, the event itself has changed (%(names)s)."
                " Decline it and ask for a new proposal.",
                names=", ".join(moved_on),
            )
        )
