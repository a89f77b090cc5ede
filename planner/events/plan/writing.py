"""Writing a plan into an event: what differs from it, its columns, its rows."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from planner.errors import RuleBroken
from planner.events.approval.material import DETAILS
from planner.events.choice_queries import nations_by_code, objectives_by_id, people_by_id
from planner.events.models import Event, EventNation, ObjectiveLink, Place
from planner.events.page.attendance_actions import enlist
from planner.shapes.event_parts import PlannedLink, PlannedPlace

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


TAKEN_OVER = ("source_note",)
"""Columns that only the beginning of an event writes."""


def differences(event: Event, values: Mapping[str, Any]) -> set[str]:
    """Return the names of the values that are not what the event has now."""
    stored = stored_rows(event)
    changed = {
        name
        for name in COLUMNS
        if name in values and said(values[name]) != said(getattr(event, name))
    }
    changed |= {name for name, rows in stored.items() if name in values and values[name] != rows}
    details = values.get("details", {})
    changed |= {f"details.{k}" for k, v in details.items() if v != event.details.get(k)}
    known = {row.person_id for row in event.attendances}
    return changed | ({"person_ids"} if set(values.get("person_ids") or ()) - known else set())


def said(value: Any) -> Any:
    """Return a value, None for one that says nothing; 0 says something: free of cost, nobody."""
    return None if value in ("", [], ()) else value


def stored_rows(event: Event) -> dict[str, Any]:
    """Return the event's places, partners and links as a form would hand them over."""
    return {
        "places": [
            PlannedPlace(town=row.town, nation_code=row.nation_code, phase=row.phase)
            for row in event.places
        ],
        "partner_codes": sorted(row.nation_code for row in event.partners),
        "links": [
            PlannedLink(
                objective_id=row.objective_id,
                weight=row.weight,
                is_primary=row.is_primary,
                intended_effect=row.intended_effect,
            )
            for row in sorted(event.links, key=lambda row: row.objective_id)
        ],
    }


def value_of(event: Event, name: str) -> Any:
    """Return what the event has now for a field as forms and actions name it."""
    if name.startswith(DETAILS):
        return event.details.get(name.removeprefix(DETAILS))
    if name == "parts":
        return {row.nation_code: row.role for row in event.partners}
    return getattr(event, name) if name in COLUMNS else stored_rows(event)[name]


def write(event: Event, values: Mapping[str, Any]) -> None:
    """Write the values into the event and its rows."""
    for name in (*COLUMNS, *TAKEN_OVER):
        if name in values:
            setattr(event, name, values[name])
    if details := values.get("details"):
        # Before the rows: to look these up flushes, and the marking has to fit by then.
        kept = {**(event.details or {}), **details}
        event.details = {name: value for name, value in kept.items() if value not in (None, "", [])}
    if "partner_codes" in values:
        set_partners(event, values["partner_codes"])
    if "places" in values:
        set_places(event, values["places"])
    if "links" in values:
        set_links(event, values["links"])
    if person_ids := values.get("person_ids"):
        people = people_by_id(person_ids)
        if len(people) < len(set(person_ids)):
            raise RuleBroken(_("One of the people is not on record any more. Choose again."))
        enlist(event, people)


def move_version_on(event: Event) -> None:
    """Let open forms find out that something was saved, though no column of the event changed.

    The flagged column is worked out anew at every save, so the history has nothing to tell.
    """
    if event.sort_on is not None:
        flag_modified(event, "sort_on")


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


def set_places(event: Event, places: Iterable[PlannedPlace]) -> None:
    """Make the places exactly these, in this order."""
    event.places = [
        Place(position=number, town=place.town, nation_code=place.nation_code, phase=place.phase)
        for number, place in enumerate(places)
    ]


def set_links(event: Event, links: Iterable[PlannedLink]) -> None:
    """Make the objectives served exactly these."""
    wanted = {link.objective_id: link for link in links}
    objectives = objectives_by_id(wanted)
    if len(objectives) < len(wanted):
        raise RuleBroken(_("One of the objectives is not there any more. Choose again."))
    for row in list(event.links):
        if row.objective_id not in wanted:
            event.links.remove(row)
    present = {row.objective_id: row for row in event.links}
    for objective in objectives:
        link = wanted[objective.id]
        row = present.get(objective.id) or ObjectiveLink(objective=objective)
        if objective.id not in present:
            row.objective_id = objective.id
            event.links.append(row)
        row.weight, row.is_primary = link.weight, link.is_primary
        row.intended_effect = link.intended_effect
