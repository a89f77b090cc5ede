"""What came of events and how well it is evidenced (METRICS M11, M12)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, and_, case, func, not_, select

from planner.db import db
from planner.events.measures import link, seen_link, with_partner
from planner.events.models import Event
from planner.outcomes.models import Outcome, outcome_event
from planner.reports.measures.backing import is_backed, is_harmed, window_closed
from planner.reports.measures.kept_amounts import is_kept
from planner.reports.measures.kept_yields import kept_strengths, kept_yields
from planner.reports.measures.scope import Scope
from planner.reports.measures.totals import numbers
from planner.shapes.figure import Rate

STRENGTHS = range(5)
COUNTED = ("yield-due", "yielded", "harmed", "yield-waiting")


@dataclass(frozen=True)
class Yield:
    """M11 of one or several objectives."""

    rate: Rate
    harmed: int
    """Of the same events, those with a verified negative outcome: shown beside, not netted."""
    waiting: int
    """Executed events whose outcome window is still open: not in the rate yet."""


def outcome_yield(scope: Scope) -> Yield:
    """Return M11: of linked events whose outcome window has closed, those that yielded.

    Both counts are of events whose window has closed, so that the rate stays a share. With
    several objectives an event counts once: due when one window has closed, yielding when an
    objective whose window has closed has its outcome.
    """
    found = numbers(scope, COUNTED)
    return yield_of(*(found[name] for name in COUNTED))


def yield_by_objective(scope: Scope, objective_ids: Sequence[int]) -> dict[int, Yield]:
    """Return M11 of each objective, in one statement: every link of an event counts by itself."""
    if is_kept(scope):
        kept = kept_yields(scope)
        return {key: yield_of(*kept.get(key, (0, 0, 0, 0))) for key in objective_ids}
    is_due = window_closed(scope.asked)
    parts = (is_due, and_(is_due, is_backed()), and_(is_due, is_harmed()), not_(is_due))
    statement = (
        select(link.c.objective_id, *(func.sum(case((part, 1), else_=0)) for part in parts))
        .join_from(Event, link, link.c.event_id == Event.id)
        .where(
            replace(scope, objective_ids=()).counts("executed"),
            link.c.objective_id.in_(objective_ids),
            link.c.weight > 0,
            seen_link(),
        )
        .group_by(link.c.objective_id)
    )
    found = {key: numbers for key, *numbers in db.session.execute(statement)}
    return {key: yield_of(*found.get(key, (0, 0, 0, 0))) for key in objective_ids}


def yield_of(due: int, yielded: int, harmed: int, waiting: int) -> Yield:
    """Return M11 from what was counted."""
    return Yield(Rate(int(yielded), int(due)), int(harmed), int(waiting))


def seen_outcomes(scope: Scope) -> list[ColumnElement[bool]]:
    """Return the conditions for the outcomes of M12: seen in the period, of a scope."""
    found: list[ColumnElement[bool]] = [
        Outcome.seen_on.between(scope.period.first, scope.period.last)
    ]
    if scope.objective_ids:
        found.append(Outcome.objective_id.in_(scope.objective_ids))
    if scope.nation_codes:
        with_them = with_partner(scope.nation_codes, outcome_event.c.event_id)
        found.append(Outcome.id.in_(select(outcome_event.c.outcome_id).where(with_them)))
    return found


def evidence_strength(scope: Scope) -> dict[int, Rate]:
    """Return M12: of the outcomes seen in the period, the share at each level 0 to 4.

    An outcome belongs to the nations of its events.
    """
    found = kept_strengths(scope) if is_kept(scope) else computed_strengths(scope)
    return {level: Rate(found.get(level, 0), sum(found.values())) for level in STRENGTHS}


def computed_strengths(scope: Scope) -> dict[int, int]:
    """Return how many outcomes were seen in the period by strength, from the outcomes."""
    statement = (
        select(Outcome.strength, func.count(Outcome.id))
        .where(*seen_outcomes(scope))
        .group_by(Outcome.strength)
    )
    return {level: number for level, number in db.session.execute(statement)}  # noqa: C416
