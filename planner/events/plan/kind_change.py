"""What a change of kind takes away: values for which the new kind has no field."""

from collections.abc import Collection, Mapping
from typing import Any

from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.page.parts import in_words
from planner.kinds.queries import kind_name, kind_of
from planner.shapes.details import values_lost
from planner.shapes.fields_by_family import every_field


def told(lost: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the label and the value in words of each own field, in the order of declaration."""
    declared = every_field()
    known = [
        (declared[name].label, in_words(declared[name], lost[name]))
        for name in declared
        if name in lost
    ]
    return [(str(label), words) for label, words in known] + [
        (name, str(value)) for name, value in lost.items() if name not in declared
    ]


def in_one_sentence(lost: Mapping[str, Any]) -> str:
    """Return “Type of exercise: Cyber exercise; Troops in all: 900”."""
    return "; ".join(f"{label}: {words}" for label, words in told(lost))


def with_cleared(
    event: Event, values: Mapping[str, Any], cleared: Collection[str]
) -> dict[str, Any]:
    """Return the values, with those that the new kind has no field for set to nothing.

    `cleared` are the names of the fields that somebody agreed to lose. Raises RuleBroken with
    the values that nobody was asked about.
    """
    found = dict(values)
    if "kind" not in found:
        return found
    lost = values_lost(kind_of(found["kind"]), event.details or {})
    if unasked := {name: value for name, value in lost.items() if name not in cleared}:
        raise RuleBroken(
            _(
                "An event of the kind “%(kind)s” has no field for what is filled in: %(values)s. "
                "Confirm that it is cleared, or keep the kind.",
                kind=kind_name(found["kind"]),
                values=in_one_sentence(unasked),
            )
        )
    if lost:
        found["details"] = dict(found.get("details") or {}) | dict.fromkeys(lost)
    return found


def check_nothing_left(event: Event) -> None:
    """Raise RuleBroken when an event holds values for which its kind has no field."""
    if left := values_lost(kind_of(event.kind), event.details or {}):
        raise RuleBroken(
            _(
                "Since the change of kind was proposed, values were filled in that the kind "
                "“%(kind)s” has no field for: %(values)s. Clear them, or propose the change anew.",
                kind=kind_name(event.kind),
                values=in_one_sentence(left),
            )
        )
