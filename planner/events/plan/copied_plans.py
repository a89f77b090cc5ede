"""What a new event takes over of an old one: the plan without its days."""

from typing import Any

from planner.choices import Marking
from planner.events.choice_queries import own_code
from planner.events.models import Event
from planner.events.plan.plan_columns import COLUMNS
from planner.events.plan.stored_plan import stored_rows
from planner.kinds.queries import kind_of
from planner.shapes.fields_by_family import all_fields
from planner.shapes.kind_fields import FieldType, KindField
from planner.terms.queries import kind_named, offered
from planner.viewers import Viewer

NO_DAYS = {"starts_on": None, "ends_on": None, "start_time": None, "end_time": None}


def plan_of(event: Event, viewer: Viewer) -> dict[str, Any]:
    """Return what a new event takes over: the plan without its days.

    Not who came, what it cost, what was agreed, cleared or released: the marking is the usual
    one or the higher one of the source, never PUBLIC because a record of the past is.
    """
    kept = {name: getattr(event, name) for name in COLUMNS if name != "owner_id"}
    own = own_code()
    usual = min(Marking.OFFICIAL, viewer.ceiling)
    kept |= NO_DAYS | {
        "marking": max(usual, event.marking),
        "releasable_to": [own] if own else [],
        "details": kept_details(event),
    }
    return kept | stored_rows(event)


def kept_details(event: Event) -> dict[str, Any]:
    """Return the kind's own values that hold for another event too; days are proposed apart."""
    found = event.details
    return {
        declared.name: still_offered(declared, found[declared.name])
        for declared in all_fields(kind_of(event.kind))
        if declared.name in found
        and not declared.is_of_its_time
        and declared.type is not FieldType.DAY
    }


def still_offered(declared: KindField, value: Any) -> Any:
    """Return a value as a new event may have it: without rows that were retired since."""
    if not declared.table:
        return value
    choices = offered(kind_named(declared.table))
    return [code for code in value if code in choices]
