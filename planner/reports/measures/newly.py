"""What is new since a day: moves, outcomes, follow-ups, lessons, values, by when they came."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, false, func, literal, select, union_all

from planner.choices import EventState, FollowUpState
from planner.db import db
from planner.events.measures import with_partner
from planner.events.models import ObjectiveLink, Transition
from planner.objectives.models import Indicator, IndicatorUpdate
from planner.officetime import day_begins
from planner.outcomes.models import FollowUp, Lesson, Outcome, outcome_event
from planner.reports.measures.scope import Scope
from planner.shapes.figure import Label

Conditions = list[ColumnElement[bool]]


@dataclass(frozen=True)
class NewSort:
    """One sort of news: its words, the rows it counts, and when a row of them is new."""

    name: str
    label: Label
    entity: Any
    when: Callable[[Scope], Conditions]


def noted(column: Any, scope: Scope) -> Conditions:
    """Return the conditions that a moment lies within the days of a scope."""
    first, last = scope.period.first, scope.period.last
    return [column >= day_begins(first), column < day_begins(last + timedelta(days=1))]


def of_events(scope: Scope, event_id: Any) -> Conditions:
    """Return the conditions that an event takes part in what the scope is narrowed to."""
    found: Conditions = []
    if scope.nation_codes:
        found.append(with_partner(scope.nation_codes, event_id))
    if keys := scope.objective_ids:
        serving = select(ObjectiveLink.event_id).where(ObjectiveLink.objective_id.in_(keys))
        found.append(event_id.in_(serving))
    return found


def moved(state: EventState) -> Callable[[Scope], Conditions]:
    """Return what finds the moves into a state; the record of a past event is none."""
    return lambda scope: [
        Transition.to_state == state,
        Transition.from_state.is_not(None),
        *noted(Transition.at, scope),
        *of_events(scope, Transition.event_id),
    ]


def of_outcomes(scope: Scope) -> Conditions:
    """Return the conditions that an outcome belongs to what the scope is narrowed to."""
    found: Conditions = []
    if scope.objective_ids:
        found.append(Outcome.objective_id.in_(scope.objective_ids))
    if scope.nation_codes:
        with_them = with_partner(scope.nation_codes, outcome_event.c.event_id)
        found.append(Outcome.id.in_(select(outcome_event.c.outcome_id).where(with_them)))
    return found


def done(scope: Scope) -> Conditions:
    """Return the conditions that a follow-up was done within the days."""
    within = FollowUp.closed_on.between(scope.period.first, scope.period.last)
    return [FollowUp.state == FollowUpState.DONE, within, *of_events(scope, FollowUp.event_id)]


def observed(scope: Scope) -> Conditions:
    """Return the conditions that a lesson was observed within the days."""
    within = Lesson.identified_on.between(scope.period.first, scope.period.last)
    return [within, *of_events(scope, Lesson.event_id)]


def valued(scope: Scope) -> Conditions:
    """Return the conditions that a value was recorded; values are of no nation."""
    found = noted(IndicatorUpdate.created_at, scope)
    if scope.nation_codes:
        found.append(false())
    if keys := scope.objective_ids:
        of_them = select(Indicator.id).where(Indicator.objective_id.in_(keys))
        found.append(IndicatorUpdate.indicator_id.in_(of_them))
    return found


SORTS = (
    NewSort("approved", _l("Events approved"), Transition, moved(EventState.APPROVED)),
    NewSort("executed", _l("Events executed"), Transition, moved(EventState.EXECUTED)),
    NewSort("reported", _l("Events reported"), Transition, moved(EventState.REPORTED)),
    NewSort("postponed", _l("Events postponed"), Transition, moved(EventState.POSTPONED)),
    NewSort("cancelled", _l("Events cancelled"), Transition, moved(EventState.CANCELLED)),
    NewSort(
        "outcomes",
        _l("Outcomes recorded"),
        Outcome,
        lambda scope: [*noted(Outcome.created_at, scope), *of_outcomes(scope)],
    ),
    NewSort(
        "verified",
        _l("Outcomes verified"),
        Outcome,
        lambda scope: [*noted(Outcome.verified_at, scope), *of_outcomes(scope)],
    ),
    NewSort(
        "promised",
        _l("Follow-ups promised"),
        FollowUp,
        lambda scope: [
            *noted(FollowUp.created_at, scope),
            *of_events(scope, FollowUp.event_id),
        ],
    ),
    NewSort("done", _l("Follow-ups done"), FollowUp, done),
    NewSort("lessons", _l("Lessons observed"), Lesson, observed),
    NewSort("values", _l("Indicator values recorded"), IndicatorUpdate, valued),
)
"""In the order in which they are told."""


def numbers_new(scope: Scope) -> dict[str, int]:
    """Return how many rows of each sort are new within the days of a scope; one statement."""
    each = [
        select(literal(one.name).label("sort"), one.entity.id.label("key")).where(*one.when(scope))
        for one in SORTS
    ]
    found = union_all(*each).subquery("newly")
    counted = select(found.c.sort, func.count()).group_by(found.c.sort)
    return {name: number for name, number in db.session.execute(counted)}  # noqa: C416
