"""What people do with events: plan, edit, log, discard. States change in `workflow`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _

from planner import clock
from planner.choices import DatePrecision, EventKind, EventState, Marking
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.material import (
    DETAILS,
    Pair,
    bound_names,
    is_bound,
    is_material,
    is_written,
)
from planner.events.approval.proposal_actions import propose_change
from planner.events.models import Event, Transition
from planner.events.plan.day_order import DAYS, check_day_order
from planner.events.plan.event_days import EventDays, check_hour, check_times, snapped
from planner.events.plan.kind_change import with_cleared
from planner.events.plan.least_marking import COLUMNS, check_least_marking, fitting_marking
from planner.events.plan.newcomer_actions import with_newcomers
from planner.events.plan.promises import PromiseMade, keep_promise
from planner.events.plan.rows import PlannedLink
from planner.events.plan.writing import differences, move_version_on, value_of, write
from planner.events.queries import members_of, objectives_by_id, own_code
from planner.events.states.guards import check_edit, check_marking, check_scope
from planner.events.states.steps import check_step
from planner.foureyes import add_writer
from planner.objectives.models import Objective
from planner.officetime import office_day, office_zone
from planner.reference.catalogue import default_links
from planner.shapes.details import checked_details
from planner.shapes.kinds import all_fields
from planner.viewers import Viewer

OTHER_WEIGHT = 0.3
"""The weight of an objective that somebody ticks although the kind does not propose it."""


def plan_event(*, viewer: Viewer, now: datetime, **values: Any) -> Event:
    """Put a new event on the plan, as a concept.

    The values are the columns of an event by name, and `partner_codes`, `group_ids`, `places`,
    `links`, `details`, `person_ids`, `newcomers`. Raises NotAllowed for what is out of scope.
    """
    viewer.require("plan", _("Your role may not plan events."))
    event = Event(author_id=viewer.user_id, owner_id=viewer.user_id, created_at=now, details={})
    values = with_newcomers(values, event=None, viewer=viewer, now=now)
    values = straightened(event, values)
    if "marking" not in values:
        values["marking"] = usual_marking(values, viewer)
    write(event, values)
    check_day_order(event)
    event.transitions.append(Transition(to_state=EventState.CONCEPT, by_id=viewer.user_id, at=now))
    check_scope(event, viewer)
    check_least_marking(event, viewer)
    db.session.add(event)
    return event


def usual_marking(values: Mapping[str, Any], viewer: Viewer) -> Marking:
    """Return the marking of a new event that nobody marked: OFFICIAL, or higher if it asks so."""
    told = dict.fromkeys(COLUMNS) | {name: values.get(name) for name in COLUMNS}
    return min(fitting_marking(told, Marking.OFFICIAL), viewer.ceiling)


def edit_event(
    event: Event,
    *,
    viewer: Viewer,
    now: datetime | None = None,
    change_note: str = "",
    cleared: Collection[str] = (),
    **values: Any,
) -> Event:
    """Change an event's plan; what may be changed depends on its state and the viewer's role.

    Of an approved event, what an approval binds is not written but proposed to an approver,
    with the note; the rest is saved at once. The version moves on even when only places,
    partners or objectives change: forms find lost updates by it. `cleared` are the kind's own
    fields that somebody agreed to lose with a change of kind (`kind_change.py`).
    """
    now = now or clock.now()
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
        propose_change(
            event,
            moved={name: moved[name] for name in bound},
            settled={name for name in names_of(values) if name not in bound},
            note=change_note,
            viewer=viewer,
            now=now,
        )
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


def in_both(before: EventKind, after: EventKind) -> set[str]:
    """Return the names of the own fields that two kinds share."""
    names = [{f"{DETAILS}{one.name}" for one in all_fields(kind)} for kind in (before, after)]
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


def straightened(event: Event, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with whole periods, times that fit and every nation that takes part."""
    found = dict(values)
    if found.get("owner_id", 0) is None and event.id is None:
        found["owner_id"] = event.owner_id
    if "starts_on" in found:
        precision = DatePrecision(found.get("date_precision") or event.date_precision or "day")
        period = snapped(EventDays(found["starts_on"], found.get("ends_on"), precision))
        found["starts_on"], found["ends_on"] = period.starts_on, period.ends_on
        if precision is not DatePrecision.DAY:
            found["start_time"] = found["end_time"] = None
        check_times(
            period.starts_on, period.ends_on, found.get("start_time"), found.get("end_time")
        )
    if found.keys() & HOURS:
        check_hours(event, found)
    if "partner_codes" in found:
        codes = set(found["partner_codes"]) | set(members_of(found.pop("group_ids", None) or ()))
        codes |= {code for code in (found.get("host_code"), found.get("lead_code")) if code}
        found["partner_codes"] = sorted(codes)
    if found.get("details"):
        kind = EventKind(found.get("kind") or event.kind)
        found["details"] = checked_details(kind, found["details"])
    if "places" in found:
        found["places"] = [entry for entry in found["places"] if not entry.is_empty]
    return found


HOURS = {"starts_on", "ends_on", "start_time", "end_time", "zone"}


def check_hours(event: Event, values: Mapping[str, Any]) -> None:
    """Raise RuleBroken when an event would begin or end at a time that its zone leaves out."""
    first, last, start, end, zone = (
        values.get(name, getattr(event, name))
        for name in ("starts_on", "ends_on", "start_time", "end_time", "zone")
    )
    check_hour(first, start, zone or "UTC")
    check_hour(last, end, zone or "UTC")


def quick_log(
    *,
    title: str,
    kind: EventKind,
    day: date,
    partner_codes: list[str],
    objective_ids: list[int],
    line: str,
    viewer: Viewer,
    now: datetime,
    cost: Decimal | None = None,
    currency: str = "",
    promise: PromiseMade | None = None,
    **more: Any,
) -> Event:
    """Log an event in a minute: one that took place is executed, one to come is a concept.

    See docs/decisions/quick-log.md for why a past event skips the states in between. `more` are
    `places` and `newcomers`; a promise becomes a follow-up in the same transaction.
    """
    own = own_code()
    event = plan_event(
        title=title,
        kind=kind,
        starts_on=day,
        ends_on=day,
        zone=office_zone().key,
        summary=line,
        partner_codes=[*partner_codes, *([own] if own else [])],
        links=weighed(kind, objectives_by_id(objective_ids)),
        currency=currency if cost is not None else "",
        viewer=viewer,
        now=now,
        **more,
    )
    if day <= office_day(now):
        event.state = EventState.EXECUTED
        event.actual_starts_on = event.actual_ends_on = day
        event.actual_cost = cost
        event.transitions[0].to_state = EventState.EXECUTED
        event.transitions[0].note = _("Logged after the fact")
    else:
        event.planned_cost = cost
    if promise is not None:
        keep_promise(event, promise, viewer=viewer, now=now)
    return event


def weighed(kind: EventKind, objectives: Iterable[Objective]) -> list[PlannedLink]:
    """Return links with the weights that the kind proposes; the heaviest one is primary."""
    proposed = default_links(kind)
    weights = {one.id: proposed.get(one.code, OTHER_WEIGHT) for one in objectives}
    heaviest = max(weights, key=lambda key: (weights[key], -key), default=None)
    return [PlannedLink(key, weight, key == heaviest) for key, weight in sorted(weights.items())]


def discard_event(event: Event, *, viewer: Viewer, now: datetime) -> Event:
    """Throw a concept away; it can be brought back. Later states are cancelled instead."""
    check_step("discard", event, viewer)
    event.discarded_at = now
    return event


def restore_event(event: Event, *, viewer: Viewer) -> Event:
    """Bring a discarded concept back."""
    viewer.require("plan", _("Your role may not bring events back."))
    if event.discarded_at is None:
        raise NotAllowed(_("This event was not discarded."))
    event.discarded_at = None
    return event
