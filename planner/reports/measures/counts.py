"""Counts of events by row and column of a matrix."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from planner.reports.measures.alike import Across, EventsAlike, alike
from planner.reports.measures.scope import Scope

Rows = Literal["objective", "line"]
Key = int | str | None
Counts = dict[tuple[Key, Key], int]
"""By (row, column); None stands for “all of them”, counted as distinct events."""

PART_OF = {"outcome-backed": "executed", "unlinked": "executed"}
"""Measures that are told apart within the events of another."""


OTHER = "other"
"""The row of what serves objectives that have no row of their own."""
RowOf = Mapping[int, int | str]
"""The row of each objective."""


def counted(
    scope: Scope, measures: Iterable[str], row_of: RowOf, across: Across
) -> dict[str, Counts]:
    """Return how many distinct events measures count in each cell, row, column and in all.

    One statement: an event with two partners is in two cells of its row and once in the
    row's total. Objectives count with u(e,o) ≥ 0.1; columns are partner nations, quarters or
    kinds.
    """
    names = list(measures)
    bases = dict.fromkeys(PART_OF.get(name, name) for name in names)
    groups = alike(scope, bases, across, with_backing="outcome-backed" in names)
    return added_up(groups, names, row_of, across)


def added_up(
    groups: Iterable[EventsAlike], names: Sequence[str], row_of: RowOf, across: Across
) -> dict[str, Counts]:
    """Add groups of events that are alike up to cells and totals.

    Objectives without a row share the row OTHER.
    """
    found: dict[str, Counter[tuple[Key, Key]]] = {name: Counter() for name in names}
    for group in groups:
        columns: Iterable[Key] = group.nations if across == "nation" else (group.column,)
        for name in names:
            if PART_OF.get(name, name) != group.measure:
                continue
            served = served_by(group, name)
            if served is not None:
                rows = {row_of.get(key, OTHER) for key in served}
                add(found[name], rows, columns, group.number)
    return {name: dict(counts) for name, counts in found.items()}


def served_by(group: EventsAlike, measure: str) -> frozenset[int] | None:
    """Return the objectives for which a measure counts events; None when it does not at all."""
    if measure == "outcome-backed":
        return group.objectives & group.backed or None
    if measure == "unlinked":
        return None if group.is_linked else frozenset()
    return group.objectives


def add(
    counts: Counter[tuple[Key, Key]], rows: Iterable[Key], columns: Iterable[Key], number: int
) -> None:
    """Add a number to the cells of rows and columns, to their totals and to the total."""
    for row in (None, *rows):
        counts[row, None] += number
        for column in columns:
            counts[row, column] += number
