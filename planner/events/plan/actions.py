"""What people do with events: plan, edit, discard. States change in `workflow`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import EventState
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.amendments import Amendment
from planner.events.approval.material import (
    DETAILS,
    Pair,
    bound_names,
    is_bound,
    is_material,
    is_written,
)
from planner.events.approval.proposal_actions import propose_change
from planner.events.models import Event
from planner.events.plan.beginning import begin_event
from planner.events.plan.day_order import DAYS, check_day_order
from planner.events.plan.kind_change import with_cleared
from planner.events.plan.least_marking import check_least_marking
from planner.events.plan.newcomer_actions import with_newcomers
from planner.events.plan.straightening import straightened
from planner.events.plan.writing import differences, move_version_on, value_of, write
from planner.events.states.guards import check_edit, check_marking, check_scope
from planner.events.states.steps import check_step
from planner.foureyes import add_writer
from planner.kinds.queries import kind_of
from planner.shapes.event_plan import EventChange, EventPlan
from planner.shapes.kinds import all_fields
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


def pair_of(event: Event, name: str, values: Mapping[str, Any]) -> Pair:
    """Return what the event has for a field, and what it is to have."""
    after = values["details"][name.removeprefix(DETAILS)] if is_detail(name) else values[name]
    return value_of(event, name), after


def is_detail(name: str) -> bool:
    """Say whether a field is one of the kind's own."""
    return name.startswith(DETAILS)


def names_of(values: Mapping[str, Any]) -> set[str]:
    """Return the names of all fields that are given, the kind's own each by itself."""
    details = {f"{DETAILS}{key}" for key in values.get("details") or ()}
    return details | (values.keys() - {"details"})


def bound_among(event: Event, moved: Mapping[str, Pair], viewer: Viewer) -> set[str]:
    """Return the changes that an approver has to agree to; none before the approval.

    What only one of two kinds has a field for goes with the kind. An approver's own lowering of
    the marking is an agreement already (DOMAIN 3).
    """
    if not is_bound(event):
        return set()
    marking = moved["marking"][1] if "marking" in moved else event.marking
    bound = bound_names(moved, marking)
    if "kind" in bound:
        bound |= {name for name in moved if is_detail(name) and name not in in_both(*moved["kind"])}
    return bound - {"marking"} if viewer.may("lower_marking") else bound


def in_both(before: str, after: str) -> set[str]:
    """Return the names of the own fields that two kinds share."""
    both = (kind_of(before), kind_of(after))
    names = [{f"{DETAILS}{one.name}" for one in all_fields(kind)} for kind in both]
    return names[0] & names[1]


def save(
    event: Event, values: Mapping[str, Any], moved: Mapping[str, Pair], viewer: Viewer
) -> None:
    """Write what needs nobody's agreement; `moved` is field to before and after."""
    open_to_all = {name for name in names_of(values) if name in moved or not is_material(name)}
    plain = {name: value for name, value in values.items() if name in open_to_all}
    details = {
        key: value
        for key, value in (values.get("details") or {}).items()
        if f"{DETAILS}{key}" in moved
    }
    write(event, plain | ({"details": details} if details else {}))
    if is_written(moved):
        add_writer(event, viewer.user_id)
    move_version_on(event)
    check_scope(event, viewer)
    check_least_marking(event, viewer)
    check_still_dated(event)


def check_still_dated(event: Event) -> None:
    """Raise RuleBroken when an event past the concept would lose its days."""
    undated = (EventState.CONCEPT, EventState.POSTPONED, EventState.CANCELLED)
    if event.starts_on is None and event.state not in undated:
        raise RuleBroken(_("Enter the days, or postpone the event when they are not known."))


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
