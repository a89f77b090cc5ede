"""The quick log: an event in a minute (docs/decisions/quick-log.md)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from planner.events.choice_queries import objectives_by_id, own_code
from planner.events.models import Event
from planner.events.plan.actions import plan_event
from planner.events.plan.past_actions import record_past_event
from planner.events.plan.promises import keep_promise
from planner.kinds.queries import usual_links
from planner.objectives.models import Objective
from planner.officetime import office_day, office_zone
from planner.shapes.event_parts import PlannedLink
from planner.shapes.event_plan import EventPlan, PastEvent
from planner.shapes.quick_log import QuickLog
from planner.viewers import Viewer

OTHER_WEIGHT = 0.3
"""The weight of an objective that somebody ticks although the kind does not propose it."""


def quick_log(log: QuickLog, *, viewer: Viewer, now: datetime) -> Event:
    """Log an event: one whose day has come is recorded as past, one to come is a concept.

    A promise becomes a follow-up in the same transaction.
    """
    if log.day <= office_day(now):
        note, cost = _("Logged after the fact"), log.cost
        past = PastEvent(**values_of(log), actual_cost=cost, note=note)
        event = record_past_event(past, viewer=viewer, now=now)
    else:
        plan = EventPlan(**values_of(log), planned_cost=log.cost)
        event = plan_event(plan, viewer=viewer, now=now)
    if log.promise is not None:
        keep_promise(event, log.promise, viewer=viewer, now=now)
    return event


def values_of(log: QuickLog) -> dict[str, Any]:
    """Return what a plan and a past event's record have in common of a quick log."""
    own = own_code()
    return {
        "title": log.title,
        "kind": log.kind,
        "starts_on": log.day,
        "ends_on": log.day,
        "zone": office_zone().key,
        "summary": log.line,
        "partner_codes": [*log.partner_codes, *([own] if own else [])],
        "links": weighed(log.kind, objectives_by_id(log.objective_ids)),
        "currency": log.currency if log.cost is not None else "",
        "places": log.places,
        "newcomers": log.newcomers,
    }


def weighed(kind: str, objectives: Iterable[Objective]) -> list[PlannedLink]:
    """Return links with the weights that the kind proposes; the heaviest one is primary."""
    proposed = usual_links(kind)
    weights = {one.id: proposed.get(one.code, OTHER_WEIGHT) for one in objectives}
    heaviest = max(weights, key=lambda key: (weights[key], -key), default=None)
    return [
        PlannedLink(objective_id=key, weight=weight, is_primary=key == heaviest)
        for key, weight in sorted(weights.items())
    ]
