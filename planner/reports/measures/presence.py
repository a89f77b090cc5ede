"""Which events count as effort, on which days, with how many people (METRICS M1 to M4)."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, case, func, or_, select

from planner.choices import EXECUTED_STATES, DatePrecision
from planner.days import days_between
from planner.events.measure_registry import CountedFor, measure
from planner.events.measures import event_nation, link, seen_link, unlinked, within
from planner.events.models import Attendance, Event
from planner.reports.measures.scope import Scope

attendance = Attendance.__table__


def took_place(asked: CountedFor) -> ColumnElement[bool]:
    """Return the condition for executed events of which at least a day lies in the period."""
    conditions: list[Any] = [Event.state.in_(EXECUTED_STATES)]
    if asked.last is not None:
        conditions.append(Event.actual_starts_on <= asked.last)
    return and_(within(Event.actual_ends_on, asked.first, None), *conditions)


@measure("on-days", _l("Executed, with days in the period"))
def on_days(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events that M1 counts: known to the day, partly or wholly in the period."""
    return and_(took_place(asked), Event.date_precision == DatePrecision.DAY)


@measure("without-days", _l("Executed, days not known"))
def without_days(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events counted apart: known to the month or the year only."""
    return and_(took_place(asked), Event.date_precision != DatePrecision.DAY)


def attended() -> Any:
    """Return the number who came: the event's, else the nations', else names ticked; or null."""
    headcounts = select(func.sum(event_nation.c.headcount_actual)).where(
        event_nation.c.event_id == Event.id
    )
    ticked = select(func.count()).where(
        attendance.c.event_id == Event.id, attendance.c.has_attended
    )
    return func.coalesce(
        Event.participants_actual,
        headcounts.scalar_subquery(),
        func.nullif(ticked.scalar_subquery(), 0),
    )


def expected() -> Any:
    """Return the number planned: the event's, else the nations'; or null."""
    headcounts = select(func.sum(event_nation.c.headcount_planned)).where(
        event_nation.c.event_id == Event.id
    )
    return func.coalesce(Event.participants_planned, headcounts.scalar_subquery())


def without_people(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events left out of M2: neither attended nor planned is known."""
    return and_(on_days(asked), attended().is_(None), expected().is_(None))


def estimated_people(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of M2 that rest on planned numbers."""
    return and_(on_days(asked), attended().is_(None), expected().is_not(None))


measure("estimated-people", _l("Executed, number of people planned only"))(estimated_people)
measure("without-people", _l("Executed, number of people not known"))(without_people)


def days_in(scope: Scope) -> Any:
    """Return max(0, min(end, b) − max(start, a) + 1) of an event (METRICS M1)."""
    first, last = scope.period.first, scope.period.last
    begins = case((Event.actual_starts_on < first, first), else_=Event.actual_starts_on)
    ends = case((Event.actual_ends_on > last, last), else_=Event.actual_ends_on)
    return days_between(begins, ends) + 1


@measure("effort", _l("Executed, with people on days of the period"), needs_share=False)
def with_effort(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events that M2 adds up, or M3 of objectives: any link of weight counts."""
    known = or_(attended().is_not(None), expected().is_not(None))
    if not asked.objective_ids:
        return and_(on_days(asked), known)
    linked = select(link.c.event_id).where(
        link.c.objective_id.in_(asked.objective_ids), link.c.weight > 0, seen_link()
    )
    return and_(on_days(asked), known, Event.id.in_(linked))


@measure("effort-with", _l("Executed, with people of the partner on days of the period"))
def with_effort_of_partner(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events that M4 adds up: the partner's headcount or the number of all is known."""
    counted = select(event_nation.c.event_id).where(
        event_nation.c.nation_code.in_(asked.nation_codes),
        event_nation.c.headcount_actual.is_not(None),
    )
    known = or_(attended().is_not(None), expected().is_not(None), Event.id.in_(counted))
    return and_(on_days(asked), known)


@measure("unlinked-on-days", _l("Executed without an objective, number of people known"))
def unlinked_on_days(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events of M2 that serve no objective."""
    known = or_(attended().is_not(None), expected().is_not(None))
    return and_(on_days(asked), unlinked(), known)
