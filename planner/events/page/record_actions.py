"""What is kept beside an event’s plan: nations’ parts, the marking."""

from datetime import datetime

from planner.db import db
from planner.events.approval.amendments import Amendment, set_parts
from planner.events.approval.material import Pair, is_bound
from planner.events.approval.proposal_actions import propose_change
from planner.events.models import Event
from planner.events.plan.least_marking import check_least_marking
from planner.events.plan.writing import move_version_on
from planner.events.states.guards import check_marking, check_scope
from planner.events.states.steps import check_step, check_unfinished
from planner.foureyes import add_writer
from planner.shapes.event_record import NationParts, NewMarking
from planner.viewers import Viewer


def set_nation_parts(event: Event, parts: NationParts, *, viewer: Viewer, now: datetime) -> Event:
    """Set each nation's part and headcounts; under an approval parts are proposed."""
    check_step("nations", event, viewer)
    said = {one.nation_code: one for one in parts.rows}
    before, after = {}, {}
    for row in event.partners:
        if one := said.get(row.nation_code):
            row.headcount_planned = one.headcount_planned
            row.headcount_actual = one.headcount_actual
            if one.role is not row.role:
                before[row.nation_code], after[row.nation_code] = row.role, one.role
    move_version_on(event)
    if is_bound(event):
        moved: dict[str, Pair] = {"parts": (before, after)} if after else {}
        propose(event, Amendment(moved, frozenset({"parts"})), viewer, now)
    elif after:
        set_parts(event, after)
        add_writer(event, viewer.user_id)
    return event


def propose(event: Event, wanted: Amendment, viewer: Viewer, now: datetime) -> None:
    """Put a change of an approved event before an approver."""
    db.session.flush()  # the trial of a proposal is forgotten, this is not
    propose_change(event, wanted, viewer=viewer, now=now)


def set_marking(event: Event, new: NewMarking, *, viewer: Viewer, now: datetime) -> Event:
    """Raise or lower an event's marking, whatever its state (DOMAIN 3).

    Who may not lower the marking of an approved event proposes it.
    """
    if new.marking < event.marking and is_bound(event) and not viewer.may("lower_marking"):
        check_unfinished(event, viewer, "plan")
        propose(event, Amendment({"marking": (event.marking, new.marking)}), viewer, now)
        return event
    check_marking(event.marking, new.marking, viewer)
    event.marking = new.marking
    check_scope(event, viewer)
    check_least_marking(event, viewer)
    return event
