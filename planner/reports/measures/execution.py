"""Did what was planned happen, when, and how broadly (METRICS M5 to M8)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select

from planner.choices import DatePrecision
from planner.days import days_between
from planner.db import db
from planner.events.measures import has_share, link
from planner.events.models import Event
from planner.reports.measures.alike import alike
from planner.reports.measures.kept_amounts import is_kept
from planner.reports.measures.kept_execution import kept_slips
from planner.reports.measures.rates import middle
from planner.reports.measures.rolled import rolled_cells
from planner.reports.measures.scope import Scope
from planner.reports.measures.totals import numbers
from planner.shapes.figure import Rate

SERVING = ("executed", "ahead", "unanswered", "unapproved")
"""What serves an objective in a period: held, or planned in whatever state."""


@dataclass(frozen=True)
class Execution:
    """M5: executed ∩ planned ÷ planned, and the shares beside it."""

    rate: Rate
    unplanned: Rate
    """|EX ∖ PL| ÷ |EX|."""
    cancelled: Rate
    """Events of PL that are cancelled ÷ |PL|."""
    postponed: Rate
    """Events of PL that stand postponed ÷ |PL|."""


def execution(scope: Scope) -> Execution:
    """Return M5 of a scope; PL are the events whose first approved start is in the period.

    Cancel and postpone rate are over PL too: what became of the plan adds up.
    """
    found = numbers(
        scope,
        (
            "planned",
            "executed",
            "planned-executed",
            "unplanned",
            "planned-cancelled",
            "planned-postponed",
        ),
    )
    planned, executed = found["planned"], found["executed"]
    return Execution(
        Rate(found["planned-executed"], planned),
        Rate(found["unplanned"], executed),
        Rate(found["planned-cancelled"], planned),
        Rate(found["planned-postponed"], planned),
    )


@dataclass(frozen=True)
class Slip:
    """M6: the median of actual start − first approved start, in days."""

    days: float | None
    events: int
    imprecise: int
    """Events of EX ∩ PL known to the month or the year only, which have no slip in days."""


def slip(scope: Scope) -> Slip:
    """Return M6 over the events of EX ∩ PL whose days are known."""
    if is_kept(scope):
        slips = kept_slips(scope)
        known = [days for days in slips.elements() if days is not None]
        return Slip(middle(known), len(known), slips.total() - len(known))
    rows = db.session.execute(
        select(
            days_between(Event.baseline_starts_on, Event.actual_starts_on), Event.date_precision
        ).where(scope.counts("planned-executed"))
    ).all()
    days = [number for number, precision in rows if precision is DatePrecision.DAY]
    return Slip(middle(days), len(days), len(rows) - len(days))


def executed_by_objective(scope: Scope) -> dict[int, int]:
    """Return k_o: executed events with u(e,o) ≥ 0.1, by objective."""
    if cells := rolled_cells(scope, ["executed"]):
        return {key: cells.number("executed", ((key, 1),), None) for key in cells.served}
    served: Counter[int] = Counter()
    for group in alike(scope, ["executed"]):
        served.update(dict.fromkeys(group.objectives, group.number))
    return dict(served)


def objectives_with_events(scope: Scope) -> set[int]:
    """Return the objectives that an event, executed or planned, serves with u(e,o) ≥ 0.1.

    Of chosen objectives it tells; what else their events serve is not asked.
    """
    if cells := rolled_cells(scope, SERVING):
        return set(cells.served)
    either = or_(*(scope.counts(name) for name in SERVING))
    chosen = select(Event.id).where(either).cte("chosen")
    served = select(link.c.objective_id).join_from(chosen, link, link.c.event_id == chosen.c.id)
    return set(db.session.scalars(served.where(has_share()).distinct()))


def breadth(
    scope: Scope, objective_ids: Sequence[int], known: Mapping[int, int] | None = None
) -> Rate:
    """Return M7: objectives with at least one executed event of u ≥ 0.1, of all of them.

    `known` are the executed events by objective, where a matrix has counted them already.
    """
    served = executed_by_objective(scope) if known is None else known
    return Rate(sum(served.get(key, 0) > 0 for key in objective_ids), len(objective_ids))
