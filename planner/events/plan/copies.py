"""What a new event made of an old one is proposed as: a copy, the next edition, a revived event.

It is shown in the event’s form before anything is saved (`copy_views.py`).
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.events.models import Event
from planner.events.plan.copied_plans import plan_of
from planner.events.plan.intervals import interval_of, period_of
from planner.events.plan.later_days import begun_on, placed, shifted
from planner.events.plan.next_of_series import next_host, next_number, next_title, years_between
from planner.shapes.event_parts import PlannedPlace
from planner.viewers import Viewer


def joined(plan: dict[str, Any], days: Mapping[str, Any]) -> dict[str, Any]:
    """Return a plan with days, those of the kind among its details."""
    return plan | dict(days) | {"details": plan["details"] | days["details"]}


def copied_plan(
    event: Event, viewer: Viewer, today: date, first: date | None = None
) -> dict[str, Any]:
    """Return what a copy is proposed as: from a first day on, else the next time it is due."""
    plan = plan_of(event, viewer)
    if first is not None:
        return joined(plan, begun_on(event, first))
    interval = interval_of(event)
    months = interval
    while (later := shifted(event, months)).get("starts_on") and later["starts_on"] < today:
        months += interval
    return joined(plan, later)


def revived_plan(
    event: Event, viewer: Viewer, today: date, first: date | None = None
) -> dict[str, Any]:
    """Return what a cancelled event is revived as: its days while they are still to come."""
    old = period_of(event).starts_on
    if first is None and old is not None and old >= today:
        return joined(plan_of(event, viewer), placed(event, period_of(event)))
    return copied_plan(event, viewer, today, first)


def edition_plan(event: Event, viewer: Viewer, first: date | None = None) -> dict[str, Any]:
    """Return what the next edition is proposed as: the interval of its series later.

    The host takes turns; the summary, which tells of the old edition, stays behind.
    """
    days = begun_on(event, first) if first else shifted(event, interval_of(event))
    plan = joined(plan_of(event, viewer), days)
    years = years_between(period_of(event).starts_on, plan["starts_on"])
    plan |= {
        "edition": next_number(event.edition, years),
        "title": next_title(event.title, years),
        "summary": "",
    }
    host = next_host(event)
    if host != event.host_code:
        plan |= {"host_code": host, "places": [PlannedPlace(nation_code=host)]}
    return plan
