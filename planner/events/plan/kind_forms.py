"""The form of events of one kind, with its rows and the kind’s own fields."""

from collections.abc import Mapping
from typing import Any

from planner.events.plan.forms import EventForm
from planner.events.plan.newcomer_fields import NEW_AT_MOST, newcomer_fields
from planner.events.plan.offer import Offer
from planner.events.plan.own_fields import field_of
from planner.events.plan.row_fields import objective_fields, place_fields
from planner.events.plan.row_names import DETAIL, PLACES_AT_MOST, PLACES_AT_ONCE
from planner.shapes.event_plan import EventFields, EventPlan
from planner.shapes.kinds import Kind, all_fields


def event_form(
    kind: Kind,
    offer: Offer,
    places: int = PLACES_AT_ONCE,
    newcomers: int = 0,
    left_over: Mapping[str, list[str]] | None = None,
    shape: type[EventFields] = EventPlan,
) -> type[EventForm]:
    """Return the form class for events of a kind, with so many rows for places and new people.

    `left_over` is what was filled in for which the kind has no field, as a form sends it. The
    form makes a plan, or the change of one.
    """
    fields: dict[str, Any] = {"kind_shown": kind, "objective_ids": tuple(offer.objectives)}
    fields |= {"left_over": dict(left_over or {}), "shape": shape}
    for row in range(min(newcomers, NEW_AT_MOST)):
        fields |= newcomer_fields(row)
    for row in range(min(places, PLACES_AT_MOST)):
        fields |= place_fields(row)
    for key, label in offer.objectives.items():
        fields |= objective_fields(key, label)
    for declared in all_fields(kind):
        fields[DETAIL + declared.name] = field_of(declared)
    return type("EventFormOfKind", (EventForm,), fields)
