"""Executed events of a period by objective, nation and quarter: what the benchmark asks."""

from collections import Counter
from datetime import date

from planner.reports.measures.alike import alike
from planner.reports.measures.scope import Scope
from planner.reports.periods import ReportPeriod

Cell = tuple[int, str, int]
"""Objective, nation and the quarter's place in the period, from 0."""


def executed_cells(first: date, last: date) -> dict[Cell, int]:
    """Return k of every cell; one statement."""
    scope = Scope(ReportPeriod(first, last), today=last)
    found: Counter[Cell] = Counter()
    for group in alike(scope, ["executed"], "nation", "quarter"):
        for objective in group.objectives:
            for nation in group.nations:
                found[objective, nation, group.column] += group.number
    return dict(found)
