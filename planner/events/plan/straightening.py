"""Values of a plan made whole: periods, times that fit their days, every nation that takes part."""

from collections.abc import Mapping
from typing import Any

from planner.choices import DatePrecision
from planner.events.choice_queries import members_of
from planner.events.models import Event
from planner.events.plan.event_days import EventDays, snapped
from planner.events.plan.event_hours import HOURS, check_hours, check_times
from planner.kinds.models import EventKind
from planner.kinds.queries import kind_of
from planner.shapes.event_plan import fitting_details
from planner.shapes.fields_by_family import Kind, all_fields
from planner.terms.checks import check_term
from planner.terms.queries import kind_named


def straightened(event: Event, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with whole periods, times that fit and every nation that takes part."""
    found = dict(values)
    check_term(EventKind, found.get("kind"), "kind", event.kind)
    if found.get("owner_id", 0) is None and event.id is None:
        found["owner_id"] = event.owner_id
    if "starts_on" in found:
        found |= whole_period(event, found)
    if found.keys() & HOURS:
        check_hours(event, found)
    if "partner_codes" in found:
        found["partner_codes"] = everybody(found, found.pop("group_ids", None) or ())
    if found.get("details"):
        kind = kind_of(found.get("kind") or event.kind)
        found["details"] = with_terms(event, kind, fitting_details(kind, found["details"]))
    if "places" in found:
        found["places"] = [place for place in found["places"] if not place.is_empty]
    return found


def with_terms(event: Event, kind: Kind, details: Mapping[str, Any]) -> dict[str, Any]:
    """Return a kind's own fields, codes of reference tables in order and each of them there.

    Raises Misfit for a code that no row has, and for a retired one that the event has not.
    """
    found = dict(details)
    for one in all_fields(kind):
        if one.table and (codes := found.get(one.name)):
            had = event.codes_of(one.name)
            for code in codes:
                check_term(kind_named(one.table), code, f"details.{one.name}", *had)
            found[one.name] = sorted(set(codes))
    return found


def whole_period(event: Event, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the days as whole as they are known; days that are not exact have no times."""
    precision = DatePrecision(values.get("date_precision") or event.date_precision or "day")
    period = snapped(EventDays(values["starts_on"], values.get("ends_on"), precision))
    found: dict[str, Any] = {"starts_on": period.starts_on, "ends_on": period.ends_on}
    if precision is not DatePrecision.DAY:
        found |= {"start_time": None, "end_time": None}
    start, end = (({**values, **found}).get(name) for name in ("start_time", "end_time"))
    check_times(period.starts_on, period.ends_on, start, end)
    return found


def everybody(values: Mapping[str, Any], group_ids: Any) -> list[str]:
    """Return every nation that takes part: those named, members of groups, host and lead."""
    codes = set(values["partner_codes"]) | set(members_of(group_ids))
    return sorted(codes | {code for name in LEADERS if (code := values.get(name))})


LEADERS = ("host_code", "lead_code")
