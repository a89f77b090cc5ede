"""Events of the years of a period, as requirements ask for them: up to its end, and after it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

from planner.reports.measures.alike import EventsAlike, alike
from planner.reports.measures.counts import RowOf
from planner.reports.measures.required_years import Segment, segments_of
from planner.reports.measures.rolled import RolledCells, rolled_cells
from planner.reports.measures.scope import Scope
from planner.reports.measures.wanted import Cell

CellOfYear = tuple[int, str, int]
"""Objective, nation, and the calendar year in which the year begins."""
WANTED_OF = ("executed", "ahead", "unanswered", "unapproved")


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

    def kept(self, measure: str, *, is_held: bool) -> Counter[CellOfYear]:
        """Return where events of a measure are counted."""
        if measure == "executed":
            return self.held if is_held else self.to_come
        return {"unanswered": self.unanswered, "unapproved": self.unapproved}.get(
            measure, self.to_come
        )


def counted_in_years(
    scope: Scope, row_of: RowOf, cells: RolledCells | None, groups: Sequence[EventsAlike]
) -> Counted:
    """Return the events of the years of a period, from the rollup where it can tell.

    `cells` or `groups` are those of the scope by nation: they serve where the period is one
    whole year; else events are counted over its years.
    """
    segments = segments_of(scope)
    if len(segments) > 1 or not scope.period.is_of_whole_years:
        around, ends = scope.in_period(scope.period.around), [one.last for one in segments]
        cells = rolled_cells(around, WANTED_OF, "nation", ends) if cells else None
        if cells is None or cells.whole is None:
            return counted(alike(around, WANTED_OF, "nation", places=ends), segments, row_of)
    return counted(groups, segments, row_of) if cells is None else rolled(cells, segments, row_of)


def rolled(cells: RolledCells, segments: Sequence[Segment], row_of: RowOf) -> Counted:
    """Take the counts of the rollup, by the part of the year; a row is of one objective."""
    found = Counted(*(Counter() for _part in range(6)))
    shown = cells.served & row_of.keys()
    for measure, part in cells.found:
        if measure in WANTED_OF:
            segment = segments[part]
            is_held = measure == "executed" and segment.is_held
            kept = found.kept(measure, is_held=is_held)
            for (objective, code), marked in cells.cells(measure, part).items():
                if objective in shown and code is not None:
                    kept[objective, str(code), segment.year] += sum(marked)
            if is_held:
                add_held(found, cells, part, segment.year, {key: row_of[key] for key in shown})
    return found


def add_held(found: Counted, cells: RolledCells, part: int, year: int, row_of: RowOf) -> None:
    """Add the distinct executed events of a part of a year, by row and nation and in all."""
    for (objective, code), marked in cells.cells("executed", part).items():
        if objective in row_of:
            found.distinct[row_of[objective], code] += sum(marked)
            if code is None:
                found.by_year[objective, year] += sum(marked)
    for code in cells.columns("executed", part):
        if number := cells.number("executed", cells.whole or (), code, part):
            found.distinct[None, code] += number


def counted(groups: Iterable[EventsAlike], segments: Sequence[Segment], row_of: RowOf) -> Counted:
    """Add groups of events up, by the part of the year in which they lie."""
    found = Counted(*(Counter() for _part in range(6)))
    for group in groups:
        if group.measure not in WANTED_OF:
            continue
        segment = segments[group.column or 0]
        is_held = group.measure == "executed" and segment.is_held
        kept = found.kept(group.measure, is_held=is_held)
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
