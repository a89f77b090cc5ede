"""Stored values as the event form wants them, and as it sends them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from planner.events.plan.row_names import LINK
from planner.shapes.details import is_empty
from planner.shapes.event_parts import PlannedLink
from planner.shapes.kind_fields import KindField


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
