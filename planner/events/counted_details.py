"""The kind's own fields that a metric or an indicator reads: columns with constraints.

Those that choose rows of a reference table are rows of the event that point there (`LINKED`).
All other own fields are kept together as JSON (`Event.more_details`). Whoever reads or writes an
event meets both as one, `Event.details`, by the names of `planner/shapes/families.py`.
"""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, String, inspect
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import CodeList
from planner.shapes.details import as_kept, is_empty
from planner.shapes.families import EXCHANGE, EXERCISE, WORKSHOP
from planner.shapes.fields_for_all import FOR_ALL
from planner.shapes.kind_fields import FieldType, KindField

COUNTED: dict[str, KindField] = {
    one.name: one for one in (*FOR_ALL, *EXERCISE, *EXCHANGE, *WORKSHOP) if one.is_counted
}


LINKED: dict[str, tuple[str, str]] = {
    "themes": ("theme_rows", "theme_code"),
    "topics": ("topic_rows", "topic_code"),
}
"""Fields that choose rows of a reference table: the event's rows that point there, and by what."""


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
    customs_checked: Mapped[bool | None]
    exercise_type: Mapped[str | None] = mapped_column(String(40))
    scenario: Mapped[str | None] = mapped_column(String(40))
    troops: Mapped[int | None]
    tanks: Mapped[int | None]
    armoured_vehicles: Mapped[int | None]
    artillery: Mapped[int | None]
    final_conference_on: Mapped[date | None]
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
    def plain_details(self) -> dict[str, Any]:
        """Return the own fields that are no rows of their own: to read them asks nothing."""
        return joined(self.more_details or {}, {name: getattr(self, name) for name in COUNTED})

    @property
    def details(self) -> dict[str, Any]:
        """Return every own field that is filled in, by name, as JSON can keep it."""
        linked = {name: self.codes_of(name) for name in LINKED}
        return self.plain_details | {name: codes for name, codes in linked.items() if codes}

    @details.setter
    def details(self, values: Mapping[str, Any]) -> None:
        """Make the own fields exactly these."""
        for name, declared in COUNTED.items():
            setattr(self, name, as_column(declared, values.get(name)))
        for name in LINKED:
            self.choose(name, values.get(name) or ())
        rest = values.keys() - COUNTED.keys() - LINKED.keys()
        self.more_details = {k: value for k, value in values.items() if k in rest}

    def codes_of(self, name: str) -> list[str]:
        """Return the codes of a field that chooses rows of a reference table."""
        rows, column = LINKED[name]
        return sorted(getattr(row, column) for row in getattr(self, rows))

    def choose(self, name: str, codes: Collection[str]) -> None:
        """Make these the codes of such a field; rows that stay are let be."""
        rows, column = LINKED[name]
        there = {getattr(row, column): row for row in getattr(self, rows)}
        if there.keys() == set(codes):
            return
        made = inspect(type(self)).relationships[rows].mapper.class_
        chosen = [there.get(code) or made(**{column: code}) for code in dict.fromkeys(codes)]
        setattr(self, rows, chosen)


def joined(more: Mapping[str, Any], counted: Mapping[str, Any]) -> dict[str, Any]:
    """Return columns and JSON as one, without what is not filled in."""
    return {k: as_kept(v) for k, v in counted.items() if not is_empty(v)} | dict(more)


def as_column(declared: KindField, value: Any) -> Any:
    """Return a value as its column takes it; the values of a plan are JSON."""
    if is_empty(value):
        return [] if declared.type is FieldType.CHOICES else None
    return date.fromisoformat(value) if declared.type is FieldType.DAY else value
