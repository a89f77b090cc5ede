"""How many events a measure counts in a scope: from the rollup what it keeps, else computed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select

from planner.db import db
from planner.events.models import Event
from planner.reports.measures.kept_amounts import is_kept as is_amount_kept
from planner.reports.measures.kept_execution import kept_reports, kept_slips
from planner.reports.measures.kept_yields import kept_yield
from planner.reports.measures.rolled import KEPT_AS, is_of_whole_months, rolled_cells
from planner.reports.measures.scope import Scope
from planner.rollup.parts import OF_ALL, OF_KINDS, OF_MONTHS

DAY = timedelta(days=1)
NO_OBJECTIVE, BEGUN, ENDED = "no-objective", "begun-unlinked", "ended-unlinked"


def number(scope: Scope, measure: str) -> int:
    """Return how many events a measure counts in the scope."""
    return numbers(scope, (measure,))[measure]


def numbers(scope: Scope, measures: Iterable[str]) -> dict[str, int]:
    """Return how many events each measure counts in the scope, in two statements at most."""
    names = list(measures)
    known = rolled_numbers(scope, [name for name in names if is_kept(scope, name)])
    if NO_OBJECTIVE in names and (touching := rolled_touching(scope)) is not None:
        known[NO_OBJECTIVE] = touching
    known |= kept_numbers(scope, names, known)
    rest = [name for name in names if name not in known]
    return known | computed_numbers(scope, rest) if rest else known


def is_kept(scope: Scope, measure: str) -> bool:
    """Say whether the rollup keeps a measure by month, and for kinds where some are chosen."""
    kept = KEPT_AS.get(measure, measure)
    return kept in OF_KINDS or (kept in OF_MONTHS and not scope.kinds)


def rolled_numbers(scope: Scope, measures: Sequence[str]) -> dict[str, int]:
    """Return what the rollup tells of a scope; nothing where it does not answer.

    What serves no objective is never among events of chosen ones.
    """
    cells = rolled_cells(scope, measures) if measures else None
    if cells is None or cells.whole is None:
        return {}
    whole = cells.whole
    return {
        name: 0 if scope.objective_ids and name in OF_ALL else cells.number(name, whole, None)
        for name in measures
    }


def kept_numbers(scope: Scope, measures: Sequence[str], known: Mapping[str, int]) -> dict[str, int]:
    """Return what is kept of several days at once: M5 ∩, M11 and M14; nothing where it is not."""
    found: dict[str, int] = {}
    if not is_amount_kept(scope):
        return found
    for names, count in KEPT_TOGETHER:
        if not names.isdisjoint(measures):
            found |= count(scope, known)
    return {name: number for name, number in found.items() if name in measures}


def kept_plans(scope: Scope, known: Mapping[str, int]) -> dict[str, int]:
    """Return |EX ∩ PL| and |EX ∖ PL|; the executed are counted where nobody has yet."""
    both = kept_slips(scope).total()
    counted = known if "executed" in known else rolled_numbers(scope, ["executed"])
    return {"planned-executed": both, "unplanned": counted["executed"] - both}


Kept = Callable[[Scope, Mapping[str, int]], dict[str, int]]
KEPT_TOGETHER: tuple[tuple[frozenset[str], Kept], ...] = (
    (frozenset({"planned-executed", "unplanned"}), kept_plans),
    (
        frozenset({"yield-due", "yielded", "harmed", "yield-waiting"}),
        lambda scope, _known: kept_yield(scope),
    ),
    (
        frozenset({"report-due", "reported-in-time"}),
        lambda scope, _known: kept_reports(scope),
    ),
)
"""Measures that one statement answers, and what asks it; it is told what is counted already."""


def rolled_touching(scope: Scope) -> int | None:
    """Return how many events without an objective touch the period; None if not kept so.

    They began before its end, less those that had ended before it began.
    """
    period = scope.period
    is_whole = is_of_whole_months(period.first, period.last)
    if scope.objective_ids or scope.kinds or not is_whole:
        return None
    ever = scope.in_period(replace(period, first=date.min))
    cells = rolled_cells(ever, (BEGUN, ENDED), ends=[period.first - DAY, period.last])
    if cells is None or cells.whole is None:
        return None
    begun = sum(cells.number(BEGUN, cells.whole, None, part) for part in (0, 1))
    return begun - cells.number(ENDED, cells.whole, None)


def computed_numbers(scope: Scope, measures: Sequence[str]) -> dict[str, int]:
    """Count the events themselves, in one statement."""
    parts = [
        select(func.count(Event.id)).where(scope.counts(name)).scalar_subquery()
        for name in measures
    ]
    row = db.session.execute(select(*parts)).one()
    return dict(zip(measures, row, strict=True))
