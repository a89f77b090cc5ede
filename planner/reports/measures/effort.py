"""Event-days and person-days: in all, for an objective, with a partner (METRICS M1 to M4)."""

from dataclasses import dataclass, replace
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import CTE, ColumnElement, and_, case, func, null, or_, select, union_all

from planner.choices import EXECUTED_STATES, DatePrecision
from planner.days import days_between
from planner.db import db
from planner.events.measures import (
    CountedFor,
    event_nation,
    link,
    measure,
    nation,
    unlinked,
    within,
)
from planner.events.models import Attendance, Event
from planner.reports.measures.scope import Scope

attendance = Attendance.__table__


@dataclass(frozen=True)
class Effort:
    """Person-days, with how many events they come from and how many are estimated."""

    person_days: float = 0
    events: int = 0
    estimated: int = 0
    """Events whose number of people is planned or shared out, not counted."""


@dataclass(frozen=True)
class Activity:
    """What was done in a period: M1 and M2, and what had to be left out."""

    event_days: int
    effort: Effort
    exact: int
    """Events known to the day, of which the days are counted."""
    without_people: int
    """Of these, events with neither attended nor planned numbers, left out of M2."""
    imprecise: int
    """Events known to the month or the year only: they add to counts, never to days."""


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


def effort_of_events(scope: Scope) -> CTE:
    """Return event, days, person-days and whether these rest on planned numbers."""
    came, planned = attended(), expected()
    inner = (
        select(
            Event.id.label("event_id"),
            days_in(scope).label("days"),
            came.label("came"),
            planned.label("planned"),
        )
        .where(scope.counts("on-days"))
        .cte("on_days")
    )
    people = func.coalesce(inner.c.came, inner.c.planned)
    return select(
        inner.c.event_id,
        inner.c.days,
        (inner.c.days * people).label("person_days"),
        case((inner.c.came.is_(None), 1), else_=0).label("is_estimated"),
    ).cte("effort")


def activity(scope: Scope) -> Activity:
    """Return M1 and M2 of a scope with what was left out, in one statement."""
    effort = effort_of_events(scope)
    known = effort.c.person_days.is_not(None)
    apart = select(func.count(Event.id)).where(scope.counts("without-days")).scalar_subquery()
    row = db.session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(effort.c.days), 0),
            func.coalesce(func.sum(effort.c.person_days), 0),
            func.count(effort.c.person_days),
            func.coalesce(func.sum(case((known, effort.c.is_estimated), else_=0)), 0),
            apart,
        ).select_from(effort)
    ).one()
    events, days, person_days, counted, estimated, imprecise = row
    return Activity(
        int(days),
        Effort(int(person_days), counted, int(estimated)),
        events,
        events - counted,
        imprecise,
    )


def effort_by_objective(scope: Scope) -> dict[int | None, Effort]:
    """Return M3: person-days × u(e,o) by objective; None for events that serve none.

    Summed over all, this is M2: the shares of one event add to 1. There is no least share, and
    a choice of objectives changes no number: M3 of an objective is the same beside any other.
    """
    effort = effort_of_events(replace(scope, objective_ids=()))
    every = link.alias("every_link")
    total = select(func.sum(every.c.weight)).where(every.c.event_id == link.c.event_id)
    share = link.c.weight / total.scalar_subquery()
    parts = (
        select(
            link.c.objective_id,
            func.sum(effort.c.person_days * share),
            func.count(),
            func.sum(effort.c.is_estimated),
        )
        .join_from(effort, link, link.c.event_id == effort.c.event_id)
        .where(link.c.weight > 0, effort.c.person_days.is_not(None))
        .group_by(link.c.objective_id)
    )
    served = select(link.c.event_id).where(link.c.weight > 0)
    rest = select(
        null(),
        func.sum(effort.c.person_days * 1.0),
        func.count(),
        func.sum(effort.c.is_estimated),
    ).where(effort.c.event_id.not_in(served), effort.c.person_days.is_not(None))
    found = {
        key: Effort(float(days), events, int(estimated))
        for key, days, events, estimated in db.session.execute(union_all(parts, rest))
        if events
    }
    if not scope.objective_ids:
        return found
    return {key: effort for key, effort in found.items() if key in scope.objective_ids}


def effort_by_nation(scope: Scope) -> dict[str, Effort]:
    """Return M4 by partner: days × its headcount, else person-days ÷ nations, “estimated”.

    Nations in an event are its partners and the own nation, which always takes part, whether
    somebody named it or not.
    """
    effort = effort_of_events(scope)
    every = event_nation.alias("every_nation")
    own = select(nation.c.code).where(nation.c.is_own)
    taking_part = select(func.count() + 1).where(
        every.c.event_id == event_nation.c.event_id, every.c.nation_code.not_in(own)
    )
    heads = event_nation.c.headcount_actual
    days = func.coalesce(
        effort.c.days * heads * 1.0,
        effort.c.person_days * 1.0 / taking_part.scalar_subquery(),
    )
    statement = (
        select(
            event_nation.c.nation_code,
            func.sum(days),
            func.count(),
            func.sum(case((heads.is_(None), 1), else_=0)),
        )
        .join_from(effort, event_nation, event_nation.c.event_id == effort.c.event_id)
        .where(
            event_nation.c.nation_code.not_in(own),
            or_(heads.is_not(None), effort.c.person_days.is_not(None)),
        )
        .group_by(event_nation.c.nation_code)
    )
    if scope.nation_codes:
        statement = statement.where(event_nation.c.nation_code.in_(scope.nation_codes))
    return {
        code: Effort(float(days), events, int(estimated))
        for code, days, events, estimated in db.session.execute(statement)
    }


@measure("effort", _l("Executed, with people on days of the period"), needs_share=False)
def with_effort(asked: CountedFor) -> ColumnElement[bool]:
    """Return the events that M2 adds up, or M3 of objectives: any link of weight counts."""
    known = or_(attended().is_not(None), expected().is_not(None))
    if not asked.objective_ids:
        return and_(on_days(asked), known)
    linked = select(link.c.event_id).where(
        link.c.objective_id.in_(asked.objective_ids), link.c.weight > 0
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
