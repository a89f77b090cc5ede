"""The kind's own fields that a metric or an indicator reads: columns with constraints.

All other own fields are kept together as JSON (`Event.more_details`). Whoever reads or writes an
event meets both as one, `Event.details`, by the names of `planner/shapes/families.py`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import CodeList
from planner.shapes.details import as_kept, is_empty
from planner.shapes.families import EXCHANGE, EXERCISE, WORKSHOP
from planner.shapes.fields_for_all import FOR_ALL
from planner.shapes.kind_fields import FieldType, KindField

COUNTED: dict[str, KindField] = {
    one.name: one for one in (*FOR_ALL, *EXERCISE, *EXCHANGE, *WORKSHOP) if one.is_counted
}


def constraint_of(declared: KindField) -> CheckConstraint:
    """Return what the database holds a field to, by its declaration."""
    name = declared.name
    conditions = {
        FieldType.NUMBER: f"{name} BETWEEN 0 AND {declared.most}",
        FieldType.DAY: f"{name} BETWEEN '1900-01-01' AND '2199-12-31'",
        FieldType.CHOICE: f"{name} IN ({', '.join(repr(code) for code in declared.choices)})",
        FieldType.LINE: f"{name} <> ''",
    }
    return CheckConstraint(conditions[declared.type], name=name)


CONSTRAINTS = tuple(
    constraint_of(one)
    for one in COUNTED.values()
    if one.type not in (FieldType.YES_NO, FieldType.CHOICES)
)


class CountedDetails:
    """Columns of an event by the names of its own fields; None, or no code, is not filled in."""

    cultural_elements: Mapped[list[str]] = mapped_column(CodeList, default=list, server_default="")
    has_community_part: Mapped[bool | None]
    announced_on: Mapped[date | None]
    exercise_type: Mapped[str | None] = mapped_column(String(40))
    scenario: Mapped[str | None] = mapped_column(String(40))
    troops: Mapped[int | None]
    tanks: Mapped[int | None]
    armoured_vehicles: Mapped[int | None]
    artillery: Mapped[int | None]
    observers_invited: Mapped[bool | None]
    procedure_tested: Mapped[str | None] = mapped_column(String(200))
    direction: Mapped[str | None] = mapped_column(String(40))
    places_offered: Mapped[int | None]
    places_filled: Mapped[int | None]
    are_prepared: Mapped[bool | None]
    makes_alumni: Mapped[bool | None]

    more_details: Mapped[dict[str, Any]] = mapped_column("details", default=dict)
    """The own fields that nothing counts."""

    @property
    def details(self) -> dict[str, Any]:
        """Return every own field that is filled in, by name, as JSON can keep it."""
        return joined(self.more_details or {}, {name: getattr(self, name) for name in COUNTED})

    @details.setter
    def details(self, values: Mapping[str, Any]) -> None:
        """Make the own fields exactly these."""
        for name, declared in COUNTED.items():
            setattr(self, name, as_column(declared, values.get(name)))
        self.more_details = {k: value for k, value in values.items() if k not in COUNTED}


def joined(more: Mapping[str, Any], counted: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns and JSON as one, without what is not filled in."""
    return {k: as_kept(v) for k, v in counted.items() if not is_empty(v)} | dict(more)


def as_column(declared: KindField, value: Any) -> Any:
    """Return a value as its column takes it; the values of a plan are JSON."""
    if is_empty(value):
        return [] if declared.type is FieldType.CHOICES else None
    return date.fromisoformat(value) if declared.type is FieldType.DAY else value
