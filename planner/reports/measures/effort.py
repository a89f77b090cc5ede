"""Event-days and person-days: in all, for an objective, with a partner (METRICS M1 to M4)."""

from dataclasses import dataclass, replace

from sqlalchemy import CTE, case, func, null, or_, select, union_all

from planner.db import db
from planner.events.measures import (
    event_nation,
    link,
    nation,
    seen_link,
)
from planner.events.models import Event
from planner.reports.measures.kept_amounts import DECIMALS, is_kept
from planner.reports.measures.kept_effort import (
    ESTIMATED,
    IMPRECISE,
    KNOWN,
    UNKNOWN,
    kept_activity,
    kept_parts,
)
from planner.reports.measures.presence import attended, days_in, expected
from planner.reports.measures.scope import Scope
from planner.rollup.parts import ANY_NATION, NO_SHARE


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
    if is_kept(scope):
        days, people, known = kept_activity(scope)
        counted, estimated = (known.get(name, 0) for name in (KNOWN, ESTIMATED))
        unknown, imprecise = (known.get(name, 0) for name in (UNKNOWN, IMPRECISE))
        found = Effort(people, counted + estimated, estimated)
        return Activity(days, found, counted + estimated + unknown, unknown, imprecise)
    return computed_activity(scope)


def computed_activity(scope: Scope) -> Activity:
    """Return M1 and M2 from the events."""
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
    if is_kept(scope):
        return {
            None if key == NO_SHARE else key: Effort(*one)
            for (key, nation), one in kept_parts(scope).items()
            if nation == ANY_NATION
        }
    return computed_by_objective(scope)


def computed_by_objective(scope: Scope) -> dict[int | None, Effort]:
    """Return M3 from the events."""
    effort = effort_of_events(replace(scope, objective_ids=()))
    every = link.alias("every_link")
    total = select(func.sum(every.c.weight)).where(
        every.c.event_id == link.c.event_id, seen_link(every)
    )
    share = link.c.weight / total.scalar_subquery()
    parts = (
        select(
            link.c.objective_id,
            func.sum(effort.c.person_days * share),
            func.count(),
            func.sum(effort.c.is_estimated),
        )
        .join_from(effort, link, link.c.event_id == effort.c.event_id)
        .where(link.c.weight > 0, effort.c.person_days.is_not(None), seen_link())
        .group_by(link.c.objective_id)
    )
    served = select(link.c.event_id).where(link.c.weight > 0, seen_link())
    rest = select(
        null(),
        func.sum(effort.c.person_days * 1.0),
        func.count(),
        func.sum(effort.c.is_estimated),
    ).where(effort.c.event_id.not_in(served), effort.c.person_days.is_not(None))
    found = {
        key: Effort(round(float(days), DECIMALS), events, int(estimated))
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
    if is_kept(scope):
        parts = kept_parts(scope).items()
        return {nation: Effort(*one) for (_key, nation), one in parts if nation != ANY_NATION}
    return computed_by_nation(scope)


def computed_by_nation(scope: Scope) -> dict[str, Effort]:
    """Return M4 from the events."""
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
        code: Effort(round(float(days), DECIMALS), events, int(estimated))
        for code, days, events, estimated in db.session.execute(statement)
    }
