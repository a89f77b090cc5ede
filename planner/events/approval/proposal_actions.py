"""Changing what was approved: propose, agree, decline, withdraw."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import ProposalState
from planner.db import db
from planner.errors import RuleBroken
from planner.events.approval.amendments import (
    Amendment,
    after_of,
    is_seen,
    leave_alone,
    rehearse,
    said_of,
)
from planner.events.approval.models import ProposedChange
from planner.events.approval.queries import open_for_upkeep
from planner.events.models import Event
from planner.events.plan.writing import move_version_on
from planner.foureyes import add_writer
from planner.viewers import Viewer


def propose_change(
    event: Event, wanted: Amendment, *, viewer: Viewer, now: datetime
) -> ProposedChange | None:
    """Put changes of an approved event before an approver; an open proposal is amended.

    Returns None when nothing is left to propose. Raises RuleBroken when the event could not
    be so.
    """
    found = open_for_upkeep(event.id)
    if found is not None and not is_seen(found, viewer):
        return leave_alone(found, wanted)
    changes = wanted.joined_to(found.changes if found else {})
    if found and not changes and not (wanted.wish or found.wish):
        return close(found, ProposalState.WITHDRAWN, viewer=viewer, now=now)
    if wanted.says_nothing_new(found, changes):
        return found
    rehearse(event, after_of(changes), viewer, now)
    return put_forward(event, found, said_of(event, found, wanted, changes, now), viewer)


def put_forward(
    event: Event, found: ProposedChange | None, said: Mapping[str, Any], viewer: Viewer
) -> ProposedChange:
    """Write a proposal, new or amended, and note who wrote at it."""
    if found is None:
        found = ProposedChange(
            event=event, event_id=event.id, proposed_by_id=viewer.user_id, **said
        )
        db.session.add(found)
    for name, value in said.items():
        setattr(found, name, value)
    add_writer(found, viewer.user_id)
    move_version_on(event)
    return found


def lapse_change(event: Event, *, viewer: Viewer, now: datetime) -> None:
    """Close the open proposal of an event that is no longer approved."""
    if found := open_for_upkeep(event.id):
        close(found, ProposalState.LAPSED, viewer=viewer, now=now)


def close(
    proposal: ProposedChange,
    state: ProposalState,
    *,
    viewer: Viewer,
    now: datetime,
    note: str = "",
) -> ProposedChange:
    """Record what became of a proposal, by whom and when."""
    proposal.state, proposal.decided_by_id, proposal.decided_at = state, viewer.user_id, now
    proposal.decision_note = note.strip()
    return proposal


def check_open(proposal: ProposedChange) -> None:
    """Raise RuleBroken when a proposal was settled in the meantime."""
    if not proposal.is_open:
        raise RuleBroken(_("This change was settled in the meantime."))
