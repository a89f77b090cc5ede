"""The grid of requirements as a table for files."""

from datetime import datetime

from flask_babel import gettext as _

from planner.objectives.requirement_queries import Grid
from planner.presenters.table import Column, Table
from planner.web.nationnames import nation_name


def requirement_table(grid: Grid, as_of: datetime) -> Table:
    """Return objectives by nation with totals; the notes name what is only proposed."""
    columns = (
        Column(_("Objective")),
        *(Column(nation_name(nation.code), "number") for nation in grid.nations),
        Column(_("Total"), "number"),
    )
    rows: list[list[object]] = [
        [
            f"{objective.code} {objective.name}",
            *(grid.number(objective, nation) or None for nation in grid.nations),
            grid.by_objective[objective.id],
        ]
        for objective in grid.objectives
    ]
    totals = (grid.by_nation[nation.code] for nation in grid.nations)
    rows.append([_("Total"), *totals, grid.total])
    return Table(
        title=_("Requirements %(year)s, %(plan)s", year=grid.year.name, plan=grid.plan.name),
        columns=columns,
        rows=rows,
        notes=tuple(proposed_notes(grid)),
        as_of=as_of,
    )


def proposed_notes(grid: Grid) -> list[str]:
    """Return a line naming the numbers that wait for agreement."""
    waiting = [
        f"{objective.code} {nation_name(nation.code)} {grid.number(objective, nation)}"
        for objective in grid.objectives
        for nation in grid.nations
        if grid.is_proposed(objective, nation)
    ]
    return [_("Proposed, not yet agreed: %(cells)s", cells="; ".join(waiting))] if waiting else []
