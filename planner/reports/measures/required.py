"""What was required against what was held: year by year, then added (METRICS M8 to M10)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import product

from planner.reports.measures.alike import EventsAlike
from planner.reports.measures.counts import RowOf
from planner.reports.measures.required_years import required_numbers
from planner.reports.measures.rolled import RolledCells
from planner.reports.measures.scope import Scope
from planner.reports.measures.wanted import Cell, Wanted, gaps, total
from planner.reports.measures.years_counted import CellOfYear, Counted, counted_in_years
from planner.years import Year


def against_requirements(
    scope: Scope,
    row_of: RowOf,
    cells: RolledCells | None,
    groups: Sequence[EventsAlike],
    other_years: Sequence[Year] = (),
) -> dict[Cell, Wanted] | None:
    """Return what is wanted and met by row and nation, with totals; None when not stated.

    So it is where all that is agreed for these days is for years that begin in another month.
    """
    required = required_numbers(scope)
    if required is None or (other_years and not required):
        return None
    return added(required, counted_in_years(scope, row_of, cells, groups), row_of)


def added(required: Mapping[CellOfYear, int], events: Counted, row_of: RowOf) -> dict[Cell, Wanted]:
    """Compare each objective with each nation in each year by itself, then add.

    So no surplus closes another gap, whatever rows a matrix has.
    """
    parts: dict[Cell, list[Wanted]] = defaultdict(list)
    of_objective: Counter[tuple[int, int]] = Counter()
    for key, r in required.items():
        objective, code, year = key
        if objective not in row_of:
            continue
        of_objective[objective, year] += r
        met = compared(r, key, events)
        for cell in product((row_of[objective], None), (code, None)):
            parts[cell].append(met)
    for (objective, year), r in of_objective.items():
        enough = min(r, events.by_year[objective, year])
        parts[row_of[objective], None].append(Wanted(enough=enough))
    for where, number in events.distinct.items():
        parts[where].append(Wanted(held=number))
    return defaultdict(Wanted, {cell: total(found) for cell, found in parts.items()})


def compared(r: int, key: CellOfYear, events: Counted) -> Wanted:
    """Return what is met of one requirement, whose events are held apart."""
    k = events.held[key]
    gap, residual = gaps(r, k, events.to_come[key])
    asked = min(residual, events.unanswered[key])
    return Wanted(
        required=r,
        gap=gap,
        residual=residual,
        asked=asked,
        unplanned=max(0, residual - asked - events.unapproved[key]),
        cells=1,
        met=int(k >= r),
    )
