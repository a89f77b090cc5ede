"""Promises kept in time, reports written in time, partners met in time (M13, M14, M17)."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select

from planner.choices import (
    KEPT_STATES,
    OPEN_FOLLOW_UP_STATES,
    FollowUpState,
)
from planner.db import db
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import FollowUp
from planner.reports.measures.kept_amounts import is_kept
from planner.reports.measures.kept_promises import kept_due, kept_open
from planner.reports.measures.rates import middle
from planner.reports.measures.scope import Scope
from planner.reports.measures.totals import numbers
from planner.shapes.figure import Rate


@dataclass(frozen=True)
class Promises:
    """M13 of the follow-ups due in a period."""

    rate: Rate
    days_late: float | None
    """Median days of those closed late or overdue today."""
    oldest: date | None
    """Due day of the oldest that is overdue."""
    overdue: int
    not_due: int
    """Open and not yet due: left out."""
    dropped: int
    """Given up: neither kept nor owed, and counted apart."""


def due_in(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the follow-ups of M13: due in the period, of events in scope."""
    first, last = scope.period.first, scope.period.last
    return FollowUp.due_on.between(first, last), scope.counts("any")


def is_owed_later(today: date) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions that a follow-up is owed and its day has not passed."""
    return FollowUp.state.in_(OPEN_FOLLOW_UP_STATES), FollowUp.due_on >= today


def later(scope: Scope) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for what is owed of events of a scope, due today or after it."""
    return *is_owed_later(scope.today), scope.counts("any")


def number_owed_later(scope: Scope) -> int:
    """Return how many follow-ups of events of a scope are owed and not late today."""
    if is_kept(scope):
        return kept_open(first=scope.today).total()
    statement = select(func.count(FollowUp.id)).join(FollowUp.event).where(*later(scope))
    return db.session.scalars(statement).one()


def number_overdue(scope: Scope) -> int:
    """Return how many follow-ups of events of a scope are owed and late today, whenever due."""
    if is_kept(scope):
        return kept_open(last=scope.today - timedelta(days=1)).total()
    late = (is_overdue(scope.today), scope.counts("any"))
    statement = select(func.count(FollowUp.id)).join(FollowUp.event).where(*late)
    return db.session.scalars(statement).one()


def promises(scope: Scope) -> Promises:
    """Return M13: closed on or before due ÷ (closed + overdue open), of those due in the period.

    Closed is done or handed over. What was dropped is told apart: it was not kept in time.
    """
    return promises_of(*(kept_due if is_kept(scope) else computed_states)(scope), scope.today)


States = tuple[Counter[int], Counter[date], int]
"""Follow-ups closed by the days that each was late, open ones by the day due, those dropped."""


def computed_states(scope: Scope) -> States:
    """Return the follow-ups due in a period from their rows."""
    rows = db.session.execute(
        select(FollowUp.due_on, FollowUp.closed_on, FollowUp.state)
        .join(FollowUp.event)
        .where(*due_in(scope))
    ).all()
    late = Counter(
        max(0, (row.closed_on - row.due_on).days)
        for row in rows
        if row.closed_on is not None and row.state in KEPT_STATES
    )
    still = Counter(row.due_on for row in rows if row.state in OPEN_FOLLOW_UP_STATES)
    return late, still, sum(row.state is FollowUpState.DROPPED for row in rows)


def promises_of(closed: Counter[int], still: Counter[date], dropped: int, today: date) -> Promises:
    """Return M13 of follow-ups that were closed, are open, and were dropped."""
    overdue = Counter({(today - due).days: n for due, n in still.items() if due < today})
    late = Counter({days: n for days, n in closed.items() if days}) + overdue
    return Promises(
        Rate(closed[0], closed.total() + overdue.total()),
        middle(late.elements()),
        min((due for due in still if due < today), default=None),
        overdue.total(),
        still.total() - overdue.total(),
        dropped,
    )


def reports_in_time(scope: Scope) -> Rate:
    """Return M14: reports by their due day ÷ events of EX whose due day has passed.

    The days are a setting of the office, 30 unless it chose others.
    """
    found = numbers(scope, ("report-due", "reported-in-time"))
    return Rate(found["reported-in-time"], found["report-due"])
