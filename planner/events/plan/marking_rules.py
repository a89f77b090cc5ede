"""What of a kind and its own fields asks for a marking, declared once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.choices import EXECUTED_STATES, EventState, Family, Marking
from planner.kinds.queries import kind_of

Told = Mapping[str, Any]
"""What an event says, by column; `details` are the kind's own fields."""


@dataclass(frozen=True)
class MarkingRule:
    """What asks for a marking, when, and the reason in words."""

    least: Marking
    why: Any
    holds: Callable[[Told], bool]


def detail(name: str) -> Callable[[Told], bool]:
    """Return the condition that one of the kind's own fields is filled in."""
    return lambda told: bool((told["details"] or {}).get(name))


def chosen(name: str, *codes: str) -> Callable[[Told], bool]:
    """Return the condition that one of the codes is chosen in a field of the kind."""

    def holds(told: Told) -> bool:
        value = (told["details"] or {}).get(name) or ()
        return not set(codes).isdisjoint([value] if isinstance(value, str) else value)

    return holds


def is_operation_ahead(told: Told) -> bool:
    """Say whether it is an operation that is not over."""
    if told["kind"] is None or told["state"] in (*EXECUTED_STATES, EventState.CANCELLED):
        return False
    return kind_of(told["kind"]).family is Family.OPERATION


RULES = (
    MarkingRule(
        Marking.OFFICIAL,
        _l("an operation that is not over is not for the public"),
        is_operation_ahead,
    ),
    MarkingRule(
        Marking.OFFICIAL,
        _l("what is under export control is not for the public"),
        detail("is_export_controlled"),
    ),
    MarkingRule(
        Marking.OFFICIAL, _l("talking points are not for the public"), detail("talking_points")
    ),
    MarkingRule(
        Marking.OFFICIAL,
        _l("the vetting of travellers is not for the public"),
        chosen("vetting", "open", "cleared", "refused"),
    ),
    MarkingRule(
        Marking.OFFICIAL, _l("a travel order is not for the public"), detail("travel_order")
    ),
)
"""What asks for a marking (docs/decisions/least-marking.md)."""
