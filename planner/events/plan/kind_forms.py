"""The form of one kind of event: rows for places and objectives, the kind's own fields."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField
from wtforms.validators import Optional

from planner.events.plan.fields import chosen_or_none, field_of, line_of
from planner.events.plan.forms import EventForm
from planner.events.plan.newcomer_fields import NEW_AT_MOST, newcomer_fields
from planner.events.plan.offer import Offer
from planner.events.plan.row_names import DETAIL, LINK, PLACE, PLACES_AT_MOST, PLACES_AT_ONCE
from planner.shapes.details import is_empty
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.shapes.event_plan import EventFields, EventPlan
from planner.shapes.kind_fields import KindField
from planner.shapes.kinds import Kind, all_fields
from planner.web.nation_fields import NationBoxField
from planner.web.number_fields import NumberField
from planner.web.shaped import limits


def from_json(declared: KindField, value: Any) -> Any:
    """Return a stored value as its form field wants it."""
    if declared.type == "day" and value:
        return date.fromisoformat(value)
    return value


def as_sent(value: Any) -> list[str]:
    """Return a stored value of a kind's own field as a form sends it; none is no text at all."""
    if is_empty(value):
        return []
    if value is True:
        return ["y"]
    return [str(part) for part in value] if isinstance(value, list) else [str(value)]


def objective_fields(key: int, label: str) -> dict[str, Any]:
    """Return the four fields of one objective's row."""
    name = f"{LINK}{key}"
    weight = [Optional(), *limits(PlannedLink, "weight")]
    return {
        name: BooleanField(label),
        f"{name}_weight": NumberField(_l("Weight"), weight, places=4, kind=float),
        f"{name}_primary": BooleanField(_l("Primary")),
        f"{name}_effect": line_of(PlannedLink, "intended_effect", _l("Intended effect")),
    }


def place_fields(row: int) -> dict[str, Any]:
    """Return the three fields of one place's row."""
    return {
        f"{PLACE}{row}_town": line_of(PlannedPlace, "town", _l("Town or base")),
        f"{PLACE}{row}_nation": NationBoxField(_l("Country"), coerce=chosen_or_none),
        f"{PLACE}{row}_phase": line_of(PlannedPlace, "phase", _l("Phase")),
    }


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


def ticked_defaults(links: Iterable[PlannedLink]) -> dict[str, Any]:
    """Return form data for objective links."""
    found: dict[str, Any] = {}
    for link in links:
        name = f"{LINK}{link.objective_id}"
        found |= {
            name: True,
            f"{name}_weight": link.weight,
            f"{name}_primary": link.is_primary,
            f"{name}_effect": link.intended_effect,
        }
    return found
