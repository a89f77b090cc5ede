"""What an approval binds: the material fields of an event, declared once (DOMAIN 2 and 3).

A field is named as forms and actions name it; a field of the kind is `details.` and its key.
"""

from collections.abc import Iterable, Mapping
from datetime import date, time
from decimal import Decimal
from enum import Enum
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.choices import DatePrecision, EventState, Marking, Modality, PartnerRole
from planner.events.models import Event
from planner.shapes.base import Shape
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.shapes.fields_by_family import every_field

Pair = tuple[Any, Any]
DETAILS = "details."

MATERIAL: dict[str, Any] = {
    "title": _l("Title"),
    "kind": _l("Kind"),
    "starts_on": _l("First day"),
    "ends_on": _l("Last day"),
    "date_precision": _l("Dates known as"),
    "start_time": _l("From"),
    "end_time": _l("Until"),
    "zone": _l("Time zone"),
    "places": _l("Places"),
    "modality": _l("People meet"),
    "host_code": _l("Host nation"),
    "lead_code": _l("Lead nation"),
    "partner_codes": _l("Nations taking part"),
    "parts": _l("Parts of the nations"),
    "links": _l("Objectives served"),
    "planned_cost": _l("Planned cost"),
    "currency": _l("Currency"),
    "marking": _l("Marking"),
    "releasable_to": _l("Releasable to"),
}
"""Field to label, in the order in which an approver reads them."""

MARKINGS = frozenset({"marking", "releasable_to"})
"""Material, and yet no writing of the draft: who marks an event may still approve it."""

BOUND_STATES = (EventState.APPROVED, EventState.IN_PROGRESS)
BOUND_AFTERWARDS = (EventState.EXECUTED, EventState.REPORTED, EventState.CLOSED)
"""States of an event that took place: what was approved of it stays; a quick log never was."""


def is_binding(state: EventState, *, was_approved: bool) -> bool:
    """Say whether an event in a state stands under an approval."""
    return state in BOUND_STATES or (state in BOUND_AFTERWARDS and was_approved)


def is_bound(event: Event) -> bool:
    """Say whether the event stands under an approval."""
    return is_binding(event.state, was_approved=event.baselined_at is not None)


def is_material(name: str) -> bool:
    """Say whether an approver looks at a field."""
    return name in MATERIAL or name in MATERIAL_DETAILS


MATERIAL_DETAILS: dict[str, Any] = {
    f"{DETAILS}{declared.name}": declared.label
    for declared in every_field().values()
    if declared.is_material
}


def bound_names(moved: Mapping[str, Pair], marking: Marking) -> set[str]:
    """Return the names of the changes that need an approver.

    `moved` is field to before and after; `marking` is what the event will be marked as.
    Cost binds upwards, marking downwards, release to more nations; the rest in every way.
    """
    return {
        name for name, pair in moved.items() if is_material(name) and binds(name, pair, marking)
    }


def binds(name: str, pair: Pair, marking: Marking) -> bool:
    """Say whether a material field moves in the way that an approver must see."""
    before, after = pair
    if name == "planned_cost":
        return before is None or after is None or after > before
    if name == "marking":
        return bool(after < before)
    if name == "releasable_to":
        is_everybody = not before and marking is Marking.PUBLIC
        opens_all = not after and marking is Marking.PUBLIC
        return not is_everybody and (opens_all or not set(after or ()) <= set(before or ()))
    return True


def is_written(moved: Mapping[str, Pair]) -> bool:
    """Say whether changes write at the draft, so that their writer may not approve it."""
    return any(is_material(name) and name not in MARKINGS for name in moved)


def label_of(name: str) -> str:
    """Return the label of a field, one of the kind's own included."""
    if name in MATERIAL:
        return str(MATERIAL[name])
    key = name.removeprefix(DETAILS)
    declared = every_field().get(key)
    return str(declared.label) if declared else key


def in_order(names: Iterable[str]) -> list[str]:
    """Return the names of fields in the order of their declaration, the kind's own last."""
    given = set(names)
    return [name for name in MATERIAL if name in given] + sorted(given - MATERIAL.keys())


def to_json(value: Any) -> Any:
    """Return the value of a field as a proposal keeps it."""
    if isinstance(value, Marking):
        return int(value)
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, Shape):
        return value.model_dump()
    if isinstance(value, dict):
        return {str(key): to_json(part) for key, part in value.items()}
    return [to_json(part) for part in value] if isinstance(value, list | tuple) else value


READERS: dict[str, Any] = {
    "starts_on": date.fromisoformat,
    "ends_on": date.fromisoformat,
    "date_precision": DatePrecision,
    "start_time": time.fromisoformat,
    "end_time": time.fromisoformat,
    "modality": Modality,
    "planned_cost": Decimal,
    "marking": Marking,
    "places": lambda rows: [PlannedPlace(**row) for row in rows],
    "links": lambda rows: [PlannedLink(**row) for row in rows],
    "parts": lambda parts: {code: PartnerRole(role) for code, role in parts.items()},
}


def from_json(name: str, value: Any) -> Any:
    """Return a kept value as an action takes it."""
    return value if value is None or name not in READERS else READERS[name](value)
