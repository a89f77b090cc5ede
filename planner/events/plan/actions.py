"""What people do with events: plan and edit. States change in `workflow`."""

from datetime import datetime

from flask_babel import gettext as _

from planner.db import db
from planner.events.approval.amendments import Amendment
from planner.events.approval.material import is_bound
from planner.events.approval.proposal_actions import propose_change
from planner.events.models import Event
from planner.events.plan.beginning import begin_event
from planner.events.plan.bound_changes import bound_among, names_of, pair_of
from planner.events.plan.day_order import check_day_order
from planner.events.plan.day_order_rules import DAYS
from planner.events.plan.kind_change import with_cleared
from planner.events.plan.newcomer_actions import with_newcomers
from planner.events.plan.saving import save
from planner.events.plan.stored_plan import differences
from planner.events.plan.straightening import straightened
from planner.events.states.guards import check_edit, check_marking
from planner.shapes.event_plan import EventChange, EventPlan
from planner.viewers import Viewer


def plan_event(plan: EventPlan, *, viewer: Viewer, now: datetime) -> Event:
    """Put a new event on the plan, as a concept. Raises NotAllowed for what is out of scope."""
    viewer.require("plan", _("Your role may not plan events."))
    values = plan.given()
    return begin_event(values, told={"note": values.pop("note", "")}, viewer=viewer, now=now)


def edit_event(event: Event, change: EventChange, *, viewer: Viewer, now: datetime) -> Event:
    """Change an event's plan; what may be changed depends on its state and the viewer's role.

    Of an approved event, what an approval binds is not written but proposed to an approver,
    with the note; the rest is saved at once. The version moves on even when only places,
    partners or objectives change: forms find lost updates by it.
    """
    values = change.given()
    note, cleared = values.pop("change_note", ""), values.pop("cleared", ())
    values = straightened(event, with_newcomers(values, event=event, viewer=viewer, now=now))
    values = with_cleared(event, values, cleared)
    changed = differences(event, values)
    moved = {name: pair_of(event, name, values) for name in changed if name != "person_ids"}
    bound = bound_among(event, moved, viewer)
    check_edit(event, changed, bound, viewer)
    if "marking" in changed - bound:
        check_marking(event.marking, values["marking"], viewer)
    if changed - bound:
        save(event, values, {name: moved[name] for name in moved if name not in bound}, viewer)
    if moved.keys() & DAYS and not bound & DAYS:
        check_day_order(event)
    if is_bound(event):
        db.session.flush()  # the trial of a proposal is forgotten, this is not
        settled = frozenset(name for name in names_of(values) if name not in bound)
        wanted = Amendment({name: moved[name] for name in bound}, settled, note)
        propose_change(event, wanted, viewer=viewer, now=now)
    return event
