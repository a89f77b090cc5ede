"""What a matrix is made of: counts by row and column, from the rollup or from the events."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.choices import Marking
from planner.reports.measures.alike import Across, EventsAlike, alike
from planner.reports.measures.counts import OTHER, Counts, Key, RowOf, added_up
from planner.reports.measures.rolled import RolledCells, Source, rolled_cells
from planner.reports.measures.scope import Scope

MEASURES = ("executed", "planned", "outcome-backed", "ahead")
COUNTED = ("executed", "planned", "ahead", "unanswered", "unapproved")
"""The measures whose events the figures of a report rest on."""


@dataclass(frozen=True)
class Tally:
    """Counts by measure, then row and column, with what else the events tell."""

    counts: Mapping[str, Counts]
    others: frozenset[int]
    """The objectives without a row that the events serve."""
    marking: Marking
    """The highest marking of the events."""
    cells: RolledCells | None = None
    groups: Sequence[EventsAlike] = ()


def tally(scope: Scope, row_of: RowOf, across: Across) -> Tally:
    """Return the counts of a matrix: those of the rollup where it has them all."""
    return rolled_tally(scope, row_of, across) or computed_tally(scope, row_of, across)


def computed_tally(scope: Scope, row_of: RowOf, across: Across) -> Tally:
    """Count the events themselves, in one statement."""
    groups = list(alike(scope, COUNTED, across, with_backing=True))
    return Tally(
        added_up(groups, (*MEASURES, "unlinked"), row_of, across),
        frozenset(key for group in groups for key in group.objectives) - row_of.keys(),
        Marking(max((group.marking for group in groups), default=Marking.PUBLIC)),
        groups=groups,
    )


def rolled_tally(scope: Scope, row_of: RowOf, across: Across) -> Tally | None:
    """Take the counts of the rollup; None for rows of several objectives, or what it has not."""
    is_kept = len(set(row_of.values())) == len(row_of)
    measures = (*COUNTED, "outcome-backed", "unlinked")
    cells = rolled_cells(scope, measures, across) if is_kept else None
    if cells is None or cells.whole is None:
        return None
    others = cells.served - row_of.keys()
    sources: dict[Key, Source] = {None: cells.whole}
    sources |= {row_of[key]: ((key, 1),) for key in cells.served & row_of.keys()}
    counts: Mapping[str, Counts] = {}
    if (of_others := cells.of(others)) is not None:
        sources[OTHER] = of_others
    else:
        counts = computed_tally(scope.of_objective(*sorted(others)), {}, across).counts
    counts = {name: apart(counts, name) | taken(cells, name, sources) for name in MEASURES}
    unlinked = {} if scope.objective_ids else taken(cells, "unlinked", {None: cells.whole})
    return Tally({**counts, "unlinked": unlinked}, others, cells.marking, cells)


def held_with(scope: Scope) -> dict[str, int]:
    """Return how many executed events each partner has; one with two counts for both."""
    cells = rolled_cells(scope, ("executed",), "nation")
    if cells is not None and cells.whole is not None:
        counts = taken(cells, "executed", {None: cells.whole})
    else:
        counts = computed_tally(scope, {}, "nation").counts["executed"]
    return {str(to): number for (row, to), number in counts.items() if row is None and to}


def apart(counts: Mapping[str, Counts], measure: str) -> Counts:
    """Return the row of other objectives alone, of what was counted for it."""
    return {cell: n for cell, n in counts.get(measure, {}).items() if cell[0] == OTHER}


def taken(cells: RolledCells, measure: str, sources: Mapping[Key, Source]) -> Counts:
    """Return the counts of rows and columns that have any."""
    counted = {where: sum(marked) for where, marked in cells.cells(measure).items()}
    columns = {column for _key, column in counted}
    found = {
        (row, column): sum(sign * counted.get((key, column), 0) for key, sign in source)
        for row, source in sources.items()
        for column in columns
    }
    return {cell: number for cell, number in found.items() if number}
