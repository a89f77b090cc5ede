"""Which changes of a plan an approver has to agree to, and what each changes from and to."""

from collections.abc import Mapping
from typing import Any

from planner.events.approval.material import DETAILS, Pair, bound_names, is_bound
from planner.events.models import Event
from planner.events.plan.stored_plan import value_of
from planner.kinds.queries import kind_of
from planner.shapes.fields_by_family import all_fields
from planner.viewers import Viewer


def pair_of(event: Event, name: str, values: Mapping[str, Any]) -> Pair:
    """Return what the event has for a field, and what it is to have."""
    after = values["details"][name.removeprefix(DETAILS)] if is_detail(name) else values[name]
    return value_of(event, name), after


def is_detail(name: str) -> bool:
    """Say whether a field is one of the kind's own."""
    return name.startswith(DETAILS)


def names_of(values: Mapping[str, Any]) -> set[str]:
    """Return the names of all fields that are given, the kind's own each by itself."""
    details = {f"{DETAILS}{key}" for key in values.get("details") or ()}
    return details | (values.keys() - {"details"})


def bound_among(event: Event, moved: Mapping[str, Pair], viewer: Viewer) -> set[str]:
    """Return the changes that an approver has to agree to; none before the approval.

    What only one of two kinds has a field for goes with the kind. An approver's own lowering of
    the marking is an agreement already (DOMAIN 3).
    """
    if not is_bound(event):
        return set()
    marking = moved["marking"][1] if "marking" in moved else event.marking
    bound = bound_names(moved, marking)
    if "kind" in bound:
        bound |= {name for name in moved if is_detail(name) and name not in in_both(*moved["kind"])}
    return bound - {"marking"} if viewer.may("lower_marking") else bound


def in_both(before: str, after: str) -> set[str]:
    """Return the names of the own fields that two kinds share."""
    both = (kind_of(before), kind_of(after))
    names = [{f"{DETAILS}{one.name}" for one in all_fields(kind)} for kind in both]
    return names[0] & names[1]
