"""The grid of requirements, declared once for its page's filter and its files."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.objectives.filtering import GridFilter
from planner.objectives.requirement_queries import Grid
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name


@dataclass(frozen=True)
class GridLine:
    """A line of the grid: an objective or the total, with its number for each nation."""

    label: str
    numbers: dict[str, int | None]
    total: int


def grid_lines(grid: Grid) -> Iterator[GridLine]:
    """Give a line for each objective, and their total."""
    for objective in grid.objectives:
        numbers = {one.code: grid.number(objective, one) or None for one in grid.nations}
        label = f"{objective.code} {objective.name}"
        yield GridLine(label, numbers, grid.by_objective[objective.id])
    yield GridLine(_("Total"), dict(grid.by_nation), grid.total)


OBJECTIVE = ListColumn("objective", _l("Objective"), "label")
TOTAL = ListColumn("total", _l("Total"), "total", "number")
REQUIREMENTS = RowList(
    "requirements",
    _l("Requirements"),
    (OBJECTIVE, TOTAL),
    endpoint="requirements.index",
    narrowed_by=GridFilter,
)
"""Between its two columns stands one for each nation that is shown; the page draws a matrix."""


def of_nation(code: str) -> ListColumn:
    """Return the column of a nation."""

    def number(line: GridLine, _about: Any) -> int | None:
        return line.numbers[code]

    return ListColumn(code, nation_name(code), number, "number")


def list_of(grid: Grid, whole: Grid) -> RowList:
    """Return the list for the nations of a grid; notes name what is proposed, what is left out."""
    title = _("Requirements %(year)s, %(plan)s", year=grid.year.name, plan=grid.plan.name)
    columns = (OBJECTIVE, *(of_nation(nation.code) for nation in grid.nations), TOTAL)
    notes = (*proposed_notes(grid), *nations_left_out(grid, whole))
    return replace(REQUIREMENTS, title=title, columns=columns, notes=lambda _rows: notes)


def proposed_notes(grid: Grid) -> list[str]:
    """Return a line naming the numbers that wait for agreement."""
    waiting = [
        f"{objective.code} {nation_name(nation.code)} {grid.number(objective, nation)}"
        for objective in grid.objectives
        for nation in grid.nations
        if grid.is_proposed(objective, nation)
    ]
    return [_("Proposed, not yet agreed: %(cells)s", cells="; ".join(waiting))] if waiting else []


def nations_left_out(grid: Grid, whole: Grid) -> list[str]:
    """Return how many nations are shown of how many; nothing where all are."""
    shown, every = len(grid.nations), len(whole.nations)
    if shown == every:
        return []
    words = _("%(n)s of %(all)s partner nations: those of which something is wanted.")
    return [words % {"n": shown, "all": every}]
