"""New events made of old ones: a copy, the next edition, a cancelled event revived.

What is proposed is shown in the event's form before anything is saved (`copy_views.py`).
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from planner.choices import Marking
from planner.db import db
from planner.errors import RuleBroken
from planner.events.choice_queries import own_code
from planner.events.models import Event
from planner.events.plan.actions import plan_event
from planner.events.plan.event_days import EventDays, months_later, period_later, snapped
from planner.events.plan.writing import COLUMNS, stored_rows
from planner.events.queries import day_before, edition_after
from planner.events.states.steps import check_step
from planner.kinds.queries import kind_of
from planner.shapes.event_parts import PlannedPlace
from planner.shapes.event_plan import EventPlan
from planner.shapes.kind_fields import FieldType, KindField
from planner.shapes.kinds import all_fields
from planner.terms.queries import kind_named, offered
from planner.text.reading import LAST_DAY
from planner.viewers import Viewer

LAST_NUMBER = re.compile(r"(\d+)(st|nd|rd|th)?(?!.*\d)", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ORDINAL = re.compile(r"\b(\d+)(?:st|nd|rd|th)\b", re.IGNORECASE)
NO_DAYS = {"starts_on": None, "ends_on": None, "start_time": None, "end_time": None}
A_YEAR = 12
NEAR_A_YEAR = 2
"""Editions up to so many months from whole years apart are taken to come yearly."""


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


def days_of_kind(event: Event) -> dict[str, date]:
    """Return the days of the kind that a new event has too, by field."""
    return {
        declared.name: date.fromisoformat(event.details[declared.name])
        for declared in all_fields(kind_of(event.kind))
        if declared.type is FieldType.DAY
        and not declared.is_of_its_time
        and event.details.get(declared.name)
    }


def period_of(event: Event) -> EventDays:
    """Return when an event was, or is planned to be."""
    first = event.actual_starts_on or event.starts_on
    last = event.actual_ends_on or event.ends_on
    return EventDays(first, last, event.date_precision)


def interval_of(event: Event) -> int:
    """Return after how many months the next edition is due.

    The interval that the series states; else the distance from the edition before; else a
    year. A distance of a year give or take two months is a year.
    """
    stated = event.programme.interval_months if event.programme else None
    if stated:
        return stated
    first, before = period_of(event).starts_on, day_before(event)
    if first is None or before is None:
        return A_YEAR
    months = max(1, round((first - before).days / 30.4375))
    years = max(1, round(months / A_YEAR))
    return years * A_YEAR if abs(months - years * A_YEAR) <= NEAR_A_YEAR else months


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


def begun_on(event: Event, first: date) -> dict[str, Any]:
    """Return an event's days moved so that it begins on a day."""
    period = period_of(event)
    if period.starts_on is None or period.ends_on is None:
        return placed(event, EventDays(first, first, period.precision))
    last = first + (period.ends_on - period.starts_on)
    return placed(event, snapped(EventDays(first, last, period.precision)))


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


def years_between(before: date | None, after: date | None) -> int:
    """Return how many years lie between the years of two days; 1 while one is not known."""
    return after.year - before.year if before and after else 1


def copy_event(
    event: Event, plan: EventPlan | None = None, *, viewer: Viewer, now: datetime
) -> Event:
    """Make a concept like an event, as entered or as it is; without attendance and approval."""
    check_step("new_like_it", event, viewer)
    entered = plan or EventPlan(**plan_of(event, viewer))
    copy = plan_event(entered, viewer=viewer, now=now)
    copy.copied_from_id = event.id
    take_planned_headcounts(copy, event)
    return copy


def next_edition(
    event: Event, plan: EventPlan | None = None, *, viewer: Viewer, now: datetime
) -> Event:
    """Make the concept of the next edition, as entered or as it is proposed.

    Links and partners come along with their planned headcounts; participants do not. Raises
    RuleBroken when the next edition is there already.
    """
    if there := edition_after(event):
        raise RuleBroken(_("The next edition is there already: “%(title)s”.", title=there.title))
    entered = plan or EventPlan(**edition_plan(event, viewer))
    return copy_event(event, entered, viewer=viewer, now=now)


def revive_event(
    event: Event, plan: EventPlan | None = None, *, viewer: Viewer, now: datetime
) -> Event:
    """Make a concept of a cancelled event, which then names it as its replacement."""
    check_step("revive", event, viewer)
    copy = copy_event(event, plan, viewer=viewer, now=now)
    if event.replaced_by_id is None:
        db.session.flush()  # gives the copy its key
        event.replaced_by_id = copy.id
    return copy


def take_planned_headcounts(copy: Event, event: Event) -> None:
    """Take over each nation's role and planned headcount."""
    before = {row.nation_code: row for row in event.partners}
    for row in copy.partners:
        if old := before.get(row.nation_code):
            row.role, row.headcount_planned = old.role, old.headcount_planned


def next_number(edition: str, years: int = 1) -> str:
    """Return an edition's name with its last number one higher: 20th is followed by 21st.

    A last number that is a year moves on by the years to the next edition.
    """

    def counted_on(found: re.Match[str]) -> str:
        step = years if not found[2] and YEAR.fullmatch(found[1]) else 1
        number = int(found[1]) + step
        return ordinal(number) if found[2] else str(number)

    return LAST_NUMBER.sub(counted_on, edition, count=1)


def ordinal(number: int) -> str:
    """Return a number as an English ordinal: 21st, 112th."""
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def next_title(title: str, years: int = 1) -> str:
    """Return a title with the year in it so many higher, and the ordinal one, if it has one."""
    title = YEAR.sub(lambda found: str(int(found[0]) + years), title)
    return ORDINAL.sub(lambda found: ordinal(int(found[1]) + 1), title)


def next_host(event: Event) -> str | None:
    """Return the nation whose turn it is: the other one of two, or the next by code.

    With more than two nations the host stays unless the programme alternates.
    """
    codes = sorted(row.nation_code for row in event.partners)
    alternates = event.programme is not None and event.programme.is_host_alternating
    if event.host_code not in codes or not (len(codes) == 2 or (alternates and codes)):
        return event.host_code
    return codes[(codes.index(event.host_code) + 1) % len(codes)]


def interval_words(months: int) -> str:
    """Return an interval in words: in years where it is whole years."""
    if months % A_YEAR == 0:
        years = months // A_YEAR
        return str(_("1 year")) if years == 1 else str(_("%(number)s years", number=years))
    return str(_("1 month")) if months == 1 else str(_("%(number)s months", number=months))
