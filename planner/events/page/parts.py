"""The shapes that an event’s page shows: shares, facts of the kind, the story so far."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from planner.events.models import Event, ObjectiveLink, Transition
from planner.kinds.queries import kind_of
from planner.objectives.order_queries import place_of
from planner.shapes.details import is_empty
from planner.shapes.fields_by_family import all_fields
from planner.shapes.kind_fields import FieldType, KindField
from planner.terms.models import TransitionReason
from planner.terms.queries import choices_of, term_label
from planner.web.day_words import day
from planner.web.number_words import number


def shares(event: Event) -> list[tuple[ObjectiveLink, float | None]]:
    """Return each objective link with its share u(e,o) (METRICS), in the order of the plans."""
    whole = sum(row.weight for row in event.links)
    rows = sorted(event.links, key=lambda row: place_of(row.objective))
    return [(row, row.weight / whole if whole else None) for row in rows]


def facts_of_kind(event: Event) -> list[tuple[Any, Any]]:
    """Return label and value in words of each declared field that was filled in."""
    details = event.details
    return [
        (declared.label, in_words(declared, details[declared.name]))
        for declared in all_fields(kind_of(event.kind))
        if not is_empty(details.get(declared.name))
    ]


def in_words(declared: KindField, value: Any) -> str:
    """Return a kept value as a reader wants it."""
    if declared.type is FieldType.CHOICES:
        labels = choices_of(declared)
        known = [code for code in labels if code in value]
        strange = [code for code in value if code not in labels]
        return ", ".join(str(labels.get(code, code)) for code in known + strange)
    if declared.type is FieldType.CHOICE:
        return str(declared.choices.get(value, value))
    if declared.type is FieldType.DAY:
        return day(date.fromisoformat(value))
    if declared.type is FieldType.YES_NO:
        return str(_("Yes"))
    return number(value) if declared.type is FieldType.NUMBER else str(value)


def story(event: Event) -> list[tuple[Transition, str]]:
    """Return the moves between states, latest first, each with its reason in words."""
    moves = reversed(event.transitions)
    return [(row, term_label(TransitionReason, row.reason_code)) for row in moves]
