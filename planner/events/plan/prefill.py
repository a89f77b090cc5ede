"""What the event form is filled in with: the plan that an event has."""

from collections.abc import Mapping
from typing import Any

from planner.events.approval.amendments import after_of
from planner.events.approval.material import DETAILS
from planner.events.approval.models import ProposedChange
from planner.events.models import Event
from planner.events.plan.clearing_fields import as_clearing
from planner.events.plan.form_data import from_json, ticked_defaults
from planner.events.plan.plan_columns import COLUMNS
from planner.events.plan.row_names import DETAIL, PLACE
from planner.events.plan.stored_plan import stored_rows
from planner.kinds.queries import kind_of
from planner.shapes.fields_by_family import all_fields, every_field


def plan_shown(event: Event, proposal: ProposedChange | None = None) -> dict[str, Any]:
    """Return an event's plan by name of field, as an open proposal would have it.

    What the proposal clears because of a new kind stays among the details: the form shows it.
    """
    found = {name: getattr(event, name) for name in COLUMNS} | stored_rows(event)
    found["details"], cleared = dict(event.details), []
    proposed = after_of(proposal.changes if proposal else {})
    known = {one.name for one in all_fields(kind_of(proposed.get("kind") or event.kind))}
    for name, value in proposed.items():
        if not name.startswith(DETAILS):
            found[name] = value
        elif (key := name.removeprefix(DETAILS)) in known:
            found["details"][key] = value
        else:
            cleared.append(key)
    return found | {"clearing": as_clearing(cleared)}


def filled_from(event: Event, plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form's data for an event that is there; its plan as `plan_shown` gives it."""
    return filled_with(plan) | {"version": event.version}


def filled_with(plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return the form's data for a plan: columns, rows and details by name."""
    data: dict[str, Any] = {name: plan.get(name) for name in COLUMNS}
    data |= ticked_defaults(plan["links"])
    data |= {"partner_codes": plan["partner_codes"], "clearing": plan.get("clearing", "")}
    for number, place in enumerate(plan["places"]):
        data |= {
            f"{PLACE}{number}_town": place.town,
            f"{PLACE}{number}_nation": place.nation_code,
            f"{PLACE}{number}_phase": place.phase,
        }
    for declared in every_field().values():
        value = plan["details"].get(declared.name)
        data[DETAIL + declared.name] = from_json(declared, value)
    return data
