"""What people do with events: plan, edit, log, discard. States change in `workflow`."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from planner.catalogue import default_links
from planner.choices import DatePrecision, EventKind, EventState, Marking
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.attendance_actions import enlist
from planner.events.entries import LinkEntry, PlaceEntry
from planner.events.guards import check_edit, check_marking, check_scope
from planner.events.models import Event, EventNation, ObjectiveLink, Place, Transition
from planner.events.periods import Period, check_times, snapped
from planner.events.queries import (
    members_of,
    nations_by_code,
    objectives_by_id,
    own_code,
    people_by_id,
)
from planner.objectives.models import Objective
from planner.viewers import Viewer

COLUMNS = (
    "title",
    "kind",
    "summary",
    "programme_id",
    "edition",
    "date_precision",
    "starts_on",
    "ends_on",
    "start_time",
    "end_time",
    "zone",
    "travel_days_before",
    "travel_days_after",
    "modality",
    "host_code",
    "lead_code",
    "participants_planned",
    "planned_cost",
    "currency",
    "benefit_own",
    "benefit_partner",
    "marking",
    "releasable_to",
    "owner_id",
)
OTHER_WEIGHT = 0.3
"""The weight of an objective that somebody ticks although the kind does not propose it."""


def plan_event(*, viewer: Viewer, now: datetime, **values: Any) -> Event:
    """Put a new event on the plan, as a concept.

    The values are the columns of an event by name, and `partner_codes`, `group_ids`, `places`,
    `links`, `details`, `person_ids`. Raises NotAllowed for nations or markings out of scope.
    """
    viewer.require("plan", _("Your role may not plan events."))
    event = Event(author_id=viewer.user_id, owner_id=viewer.user_id, created_at=now, details={})
    lowest = min(Marking.OFFICIAL, viewer.ceiling)
    values = straightened(event, {"marking": lowest, **values})
    write(event, values)
    event.transitions.append(Transition(to_state=EventState.CONCEPT, by_id=viewer.user_id, at=now))
    check_scope(event, viewer)
    db.session.add(event)
    return event


def edit_event(event: Event, *, viewer: Viewer, **values: Any) -> Event:
    """Change an event's plan; what may be changed depends on its state and the viewer's role.

    The version moves on even when only places, partners or objectives change: forms find
    lost updates by it and calendars see a new sequence number.
    """
    values = straightened(event, values)
    changed = differences(event, values)
    check_edit(event, changed, viewer)
    if "marking" in changed:
        check_marking(event.marking, values["marking"], viewer)
    if changed:
        write(event, values)
        flag_modified(event, "title")
        check_scope(event, viewer)
        check_still_dated(event)
    return event


def check_still_dated(event: Event) -> None:
    """Raise RuleBroken when an event past the concept would lose its days."""
    undated = (EventState.CONCEPT, EventState.POSTPONED, EventState.CANCELLED)
    if event.starts_on is None and event.state not in undated:
        raise RuleBroken(_("Enter the days, or postpone the event when they are not known."))


def straightened(event: Event, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with whole periods, times that fit and every nation that takes part."""
    found = dict(values)
    if found.get("owner_id", 0) is None:
        found["owner_id"] = event.owner_id
    if "starts_on" in found:
        precision = DatePrecision(found.get("date_precision") or event.date_precision or "day")
        period = snapped(Period(found["starts_on"], found.get("ends_on"), precision))
        found["starts_on"], found["ends_on"] = period.starts_on, period.ends_on
        if precision is not DatePrecision.DAY:
            found["start_time"] = found["end_time"] = None
        check_times(
            period.starts_on, period.ends_on, found.get("start_time"), found.get("end_time")
        )
    if "partner_codes" in found:
        codes = set(found["partner_codes"]) | set(members_of(found.pop("group_ids", None) or ()))
        codes |= {code for code in (found.get("host_code"), found.get("lead_code")) if code}
        found["partner_codes"] = sorted(codes)
    if "places" in found:
        found["places"] = [entry for entry in found["places"] if not entry.is_empty]
    return found


def differences(event: Event, values: Mapping[str, Any]) -> set[str]:
    """Return the names of the values that are not what the event has now."""
    stored = stored_rows(event)
    changed = {
        name
        for name in COLUMNS
        if name in values and (values[name] or None) != (getattr(event, name) or None)
    }
    changed |= {name for name, rows in stored.items() if name in values and values[name] != rows}
    details = values.get("details", {})
    changed |= {f"details.{k}" for k, v in details.items() if v != event.details.get(k)}
    known = {row.person_id for row in event.attendances}
    return changed | ({"person_ids"} if set(values.get("person_ids") or ()) - known else set())


def stored_rows(event: Event) -> dict[str, Any]:
    """Return the event's places, partners and links as a form would hand them over."""
    return {
        "places": [PlaceEntry(row.town, row.nation_code, row.phase) for row in event.places],
        "partner_codes": sorted(row.nation_code for row in event.partners),
        "links": [
            LinkEntry(row.objective_id, row.weight, row.is_primary, row.intended_effect)
            for row in sorted(event.links, key=lambda row: row.objective_id)
        ],
    }


def write(event: Event, values: Mapping[str, Any]) -> None:
    """Write the values into the event and its rows."""
    for name in COLUMNS:
        if name in values:
            setattr(event, name, values[name])
    if "partner_codes" in values:
        set_partners(event, values["partner_codes"])
    if "places" in values:
        set_places(event, values["places"])
    if "links" in values:
        set_links(event, values["links"])
    if details := values.get("details"):
        kept = {**(event.details or {}), **details}
        event.details = {name: value for name, value in kept.items() if value not in (None, "", [])}
    if person_ids := values.get("person_ids"):
        people = people_by_id(person_ids)
        if len(people) < len(set(person_ids)):
            raise RuleBroken(_("One of the people is not on record any more. Choose again."))
        enlist(event, people)


def set_partners(event: Event, codes: Collection[str]) -> None:
    """Make the nations that take part exactly these; rows that stay keep their headcounts."""
    wanted = nations_by_code(codes)
    refuse_unknown(set(codes) - wanted.keys())
    for row in list(event.partners):
        if row.nation_code not in wanted:
            event.partners.remove(row)
    present = {row.nation_code for row in event.partners}
    for code, nation in wanted.items():
        if code not in present:
            event.partners.append(EventNation(nation_code=code, nation=nation))


def refuse_unknown(codes: Collection[object]) -> None:
    """Raise RuleBroken naming what was sent and is not there, rather than leave it out."""
    if codes:
        raise RuleBroken(
            _(
                "There is no nation with the code “%(code)s”.",
                code=", ".join(sorted(str(code) for code in codes)),
            )
        )


def set_places(event: Event, entries: Iterable[PlaceEntry]) -> None:
    """Make the places exactly these, in this order."""
    event.places = [
        Place(position=number, town=entry.town, nation_code=entry.nation_code, phase=entry.phase)
        for number, entry in enumerate(entries)
    ]


def set_links(event: Event, entries: Iterable[LinkEntry]) -> None:
    """Make the objectives served exactly these."""
    wanted = {entry.objective_id: entry for entry in entries}
    objectives = objectives_by_id(wanted)
    if len(objectives) < len(wanted):
        raise RuleBroken(_("One of the objectives is not there any more. Choose again."))
    for row in list(event.links):
        if row.objective_id not in wanted:
            event.links.remove(row)
    present = {row.objective_id: row for row in event.links}
    for objective in objectives:
        entry = wanted[objective.id]
        row = present.get(objective.id) or ObjectiveLink(objective=objective)
        if objective.id not in present:
            row.objective_id = objective.id
            event.links.append(row)
        row.weight, row.is_primary = entry.weight, entry.is_primary
        row.intended_effect = entry.intended_effect


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
) -> Event:
    """Log an event in a minute: one that took place is executed, one to come is a concept.

    See docs/decisions/quick-log.md for why a past event skips the states in between.
    """
    own = own_code()
    event = plan_event(
        title=title,
        kind=kind,
        starts_on=day,
        ends_on=day,
        summary=line,
        partner_codes=[*partner_codes, *([own] if own else [])],
        links=weighed(kind, objectives_by_id(objective_ids)),
        viewer=viewer,
        now=now,
    )
    if day <= now.date():
        event.state = EventState.EXECUTED
        event.actual_starts_on = event.actual_ends_on = day
        event.transitions[0].to_state = EventState.EXECUTED
        event.transitions[0].note = _("Logged after the fact")
    return event


def weighed(kind: EventKind, objectives: Iterable[Objective]) -> list[LinkEntry]:
    """Return links with the weights that the kind proposes; the heaviest one is primary."""
    proposed = default_links(kind)
    weights = {one.id: proposed.get(one.code, OTHER_WEIGHT) for one in objectives}
    heaviest = max(weights, key=lambda key: (weights[key], -key), default=None)
    return [LinkEntry(key, weight, key == heaviest) for key, weight in sorted(weights.items())]


def discard_event(event: Event, *, viewer: Viewer, now: datetime) -> Event:
    """Throw a concept away; it can be brought back. Later states are cancelled instead."""
    viewer.require("plan", _("Your role may not discard events."))
    if event.state is not EventState.CONCEPT:
        raise RuleBroken(_("Only a concept can be discarded. Cancel this event instead."))
    event.discarded_at = now
    return event


def restore_event(event: Event, *, viewer: Viewer) -> Event:
    """Bring a discarded concept back."""
    viewer.require("plan", _("Your role may not bring events back."))
    if event.discarded_at is None:
        raise NotAllowed(_("This event was not discarded."))
    event.discarded_at = None
    return event
