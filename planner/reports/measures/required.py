"""What was required against what was held: year by year, then added (METRICS M8 to M10)."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from planner.reports.measures.alike import EventsAlike, alike
from planner.reports.measures.counts import RowOf
from planner.reports.measures.required_years import Segment, required_numbers, segments_of
from planner.reports.measures.scope import Scope
from planner.reports.measures.wanted import Cell, Wanted, gaps
from planner.years import Year

WANTED_OF = ("executed", "ahead", "unanswered", "unapproved")


def against_requirements(
    scope: Scope, row_of: RowOf, groups: Sequence[EventsAlike], other_years: Sequence[Year] = ()
) -> dict[Cell, Wanted] | None:
    """Return what is wanted and met by row and nation, with totals; None when not stated.

    So it is where all that is agreed for these days is for years that begin in another month.
    `groups` are those of the scope by nation: they serve where the period is one whole year;
    else events are counted over its years.
    """
    required = required_numbers(scope)
    if required is None or (other_years and not required):
        return None
    segments = segments_of(scope)
    if len(segments) > 1 or not scope.period.is_of_whole_years:
        around = scope.in_period(scope.period.around)
        groups = list(alike(around, WANTED_OF, "nation", places=[one.last for one in segments]))
    return added(required, counted(groups, segments, row_of), row_of)


CellOfYear = tuple[int, str, int]
"""Objective, nation, and the calendar year in which the year begins."""


@dataclass(frozen=True)
class Counted:
    """Events of the years of a period, as requirements ask for them."""

    held: Counter[CellOfYear]
    """k: executed up to the end of the period."""
    to_come: Counter[CellOfYear]
    """f: executed after it, or approved and ahead."""
    unanswered: Counter[CellOfYear]
    """Approved, the last day passed: nobody said whether it took place."""
    unapproved: Counter[CellOfYear]
    """Planned for the year, not yet approved."""
    distinct: Counter[Cell]
    """Executed events of each cell and total of the matrix, each event once."""
    by_year: Counter[tuple[int, int]]
    """The same of each objective and year."""


def counted(groups: Iterable[EventsAlike], segments: Sequence[Segment], row_of: RowOf) -> Counted:
    """Add groups of events up, by the part of the year in which they lie."""
    found = Counted(*(Counter() for _part in range(6)))
    kept_apart = {"unanswered": found.unanswered, "unapproved": found.unapproved}
    for group in groups:
        if group.measure not in WANTED_OF:
            continue
        segment = segments[group.column or 0]
        is_held = group.measure == "executed" and segment.is_held
        kept = kept_apart.get(group.measure, found.held if is_held else found.to_come)
        served = [key for key in group.objectives if key in row_of]
        for objective, code in product(served, group.nations):
            kept[objective, code, segment.year] += group.number
        if is_held:
            rows = {row_of[key] for key in served}
            for cell in product((None, *rows), (None, *group.nations)):
                found.distinct[cell] += group.number
            for objective in served:
                found.by_year[objective, segment.year] += group.number
    return found


def added(required: Mapping[CellOfYear, int], events: Counted, row_of: RowOf) -> dict[Cell, Wanted]:
    """Compare each objective with each nation in each year by itself, then add.

    So no surplus closes another gap, whatever rows a matrix has.
    """
    found: dict[Cell, Wanted] = defaultdict(Wanted)
    of_objective: Counter[tuple[int, int]] = Counter()
    for key, r in required.items():
        objective, code, year = key
        if objective not in row_of:
            continue
        of_objective[objective, year] += r
        for cell in product((row_of[objective], None), (code, None)):
            found[cell] += compared(r, key, events)
    for (objective, year), r in of_objective.items():
        enough = min(r, events.by_year[objective, year])
        found[row_of[objective], None] += Wanted(enough=enough)
    for where, number in events.distinct.items():
        found[where] += Wanted(held=number)
    return found


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
