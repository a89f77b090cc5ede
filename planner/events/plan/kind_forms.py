"""The form of events of one kind, with its rows and the kind’s own fields."""

from functools import lru_cache
from typing import Any

from planner.events.plan.forms import EventForm
from planner.events.plan.newcomer_fields import NEW_AT_MOST, newcomer_fields
from planner.events.plan.offer import Offer
from planner.events.plan.own_fields import field_of
from planner.events.plan.row_fields import objective_fields, place_fields
from planner.events.plan.row_names import DETAIL, PLACES_AT_MOST, PLACES_AT_ONCE
from planner.shapes.event_plan import EventFields, EventPlan
from planner.shapes.fields_by_family import Kind, all_fields


def event_form(
    kind: Kind,
    offer: Offer,
    places: int = PLACES_AT_ONCE,
    newcomers: int = 0,
    shape: type[EventFields] = EventPlan,
) -> type[EventForm]:
    """Return the form class for events of a kind, with so many rows for places and new people.

    The form makes a plan, or the change of one.
    """
    rows = (min(places, PLACES_AT_MOST), min(newcomers, NEW_AT_MOST))
    return form_class(kind, tuple(offer.objectives.items()), *rows, shape)


@lru_cache(maxsize=64)
def form_class(
    kind: Kind,
    objectives: tuple[tuple[int, str], ...],
    places: int,
    newcomers: int,
    shape: type[EventFields],
) -> type[EventForm]:
    """Return the class with these rows, made once: it holds nothing of a request."""
    fields: dict[str, Any] = {"kind_shown": kind, "shape": shape}
    fields["objective_ids"] = tuple(key for key, _label in objectives)
    for row in range(newcomers):
        fields |= newcomer_fields(row)
    for row in range(places):
        fields |= place_fields(row)
    for key, label in objectives:
        fields |= objective_fields(key, label)
    for declared in all_fields(kind):
        fields[DETAIL + declared.name] = field_of(declared)
    return type("EventFormOfKind", (EventForm,), fields)
