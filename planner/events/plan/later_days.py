"""An event’s days moved on, its kind’s own days at the same distance."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.events.models import Event
from planner.events.plan.event_days import EventDays, months_later, period_later, snapped
from planner.events.plan.intervals import period_of
from planner.kinds.queries import kind_of
from planner.shapes.fields_by_family import all_fields
from planner.shapes.kind_fields import FieldType
from planner.text.reading import LAST_DAY


def days_of_kind(event: Event) -> dict[str, date]:
    """Return the days of the kind that a new event has too, by field."""
    return {
        declared.name: date.fromisoformat(event.details[declared.name])
        for declared in all_fields(kind_of(event.kind))
        if declared.type is FieldType.DAY
        and not declared.is_of_its_time
        and event.details.get(declared.name)
    }


def shifted(event: Event, months: int) -> dict[str, Any]:
    """Return an event's days so many months later, the kind's own days at the same distance.

    Exact days keep their weekday. Days after LAST_DAY cannot be entered, so none are proposed.
    """
    period = period_of(event)
    if period.starts_on is None:
        return with_days_of_kind(event, months)
    later = period_later(period, months)
    return placed(event, later)


def with_days_of_kind(event: Event, months: int) -> dict[str, Any]:
    """Return the kind's own days later, of an event without days of its own."""
    moved = {name: months_later(day, months) for name, day in days_of_kind(event).items()}
    return {"details": as_text(moved)}


def placed(event: Event, later: EventDays) -> dict[str, Any]:
    """Return an event's days moved to a period, with its times and the kind's own days."""
    period = period_of(event)
    if later.starts_on is None or later.ends_on is None or later.ends_on > LAST_DAY:
        return {"details": {}}
    distance = later.starts_on - (period.starts_on or later.starts_on)
    moved = {name: day + distance for name, day in days_of_kind(event).items()}
    times = {"start_time": event.start_time, "end_time": event.end_time}
    days = {"starts_on": later.starts_on, "ends_on": later.ends_on}
    return days | times | {"details": as_text(moved)}


def as_text(days: Mapping[str, date]) -> dict[str, str]:
    """Return days as `Event.details` keeps them, without those that cannot be entered."""
    return {name: day.isoformat() for name, day in days.items() if day <= LAST_DAY}


def begun_on(event: Event, first: date) -> dict[str, Any]:
    """Return an event's days moved so that it begins on a day."""
    period = period_of(event)
    if period.starts_on is None or period.ends_on is None:
        return placed(event, EventDays(first, first, period.precision))
    last = first + (period.ends_on - period.starts_on)
    return placed(event, snapped(EventDays(first, last, period.precision)))
