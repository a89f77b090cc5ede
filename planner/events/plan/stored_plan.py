"""The plan that an event has now, and what of a new one differs from it."""

from collections.abc import Mapping
from typing import Any

from planner.events.approval.material import DETAILS
from planner.events.models import Event
from planner.events.plan.plan_columns import COLUMNS
from planner.shapes.event_parts import PlannedLink, PlannedPlace


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
