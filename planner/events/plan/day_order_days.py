"""The days of an event that are known, and what days known as a month or a year can mean."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.choices import DatePrecision
from planner.events.plan.day_order_rules import FIRST, LAST
from planner.events.plan.event_days import last_of_month
from planner.shapes.fields_by_family import Kind, all_fields


def days_of(
    kind: Kind, first: date | None, last: date | None, details: Mapping[str, Any]
) -> dict[str, date]:
    """Return the days of an event that are known, by field."""
    declared = {one.name for one in all_fields(kind)}
    found = {
        name: date.fromisoformat(value)
        for name, value in details.items()
        if name in declared and value and name.endswith("_on") and isinstance(value, str)
    }
    if first is not None:
        found |= {FIRST: first, LAST: last or first}
    return found


def earliest(day: date, name: str, precision: DatePrecision) -> date:
    """Return the first day that a field can mean; those of a kind are exact."""
    if name not in (FIRST, LAST) or precision is DatePrecision.DAY:
        return day
    return day.replace(day=1) if precision is DatePrecision.MONTH else date(day.year, 1, 1)


def latest(day: date, name: str, precision: DatePrecision) -> date:
    """Return the last day that a field can mean."""
    if name not in (FIRST, LAST) or precision is DatePrecision.DAY:
        return day
    return last_of_month(day) if precision is DatePrecision.MONTH else date(day.year, 12, 31)
