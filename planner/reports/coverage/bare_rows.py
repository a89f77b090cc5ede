"""The gaps that nothing planned closes, one sentence a row of the matrix."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from planner.reports.measures.counts import OTHER
from planner.reports.measures.coverage_cells import Coverage, Heading
from planner.reports.measures.scope import Links
from planner.web.nationnames import nation_name


@dataclass(frozen=True)
class BareCell:
    """A partner for whom nothing is planned: name, how many are missing, where to plan one."""

    nation: str
    number: int
    url: str


@dataclass(frozen=True)
class BareRow:
    """A row of the matrix of whose requirement something has nothing planned."""

    name: str
    href: str
    required: int
    number: int
    cells: tuple[BareCell, ...]
    gaps_url: str


def bare_rows(found: Coverage, links: Links, may_plan: bool) -> list[BareRow]:
    """Return the rows with a gap that nothing planned closes, in the order of the matrix."""
    by_nation = found.by_nation or found
    rows = (bare_row(row, by_nation, links, may_plan) for row in found.rows if row.key != OTHER)
    return [row for row in rows if row.cells]


def bare_row(row: Heading, found: Coverage, links: Links, may_plan: bool) -> BareRow:
    """Return what of one row has nothing planned, its partners by name."""
    cells = sorted(bare_cells(row, found, links, may_plan), key=lambda cell: cell.nation)
    wanted = found.figures[row.key, None].wanted
    return BareRow(
        row.label,
        row.href,
        wanted.required if wanted else 0,
        sum(cell.number for cell in cells),
        tuple(cells),
        links.gap_rows(replace(found.scope, objective_ids=row.objective_ids)),
    )


def bare_cells(row: Heading, found: Coverage, links: Links, may_plan: bool) -> Iterator[BareCell]:
    """Give the cells of a row for which nothing is planned.

    Whoever may plan is led to the form of an event for it, the others to the gap itself.
    """
    scope = replace(found.scope, objective_ids=row.objective_ids)
    start = max(scope.period.first, min(scope.today, scope.period.last))
    for column in found.columns:
        wanted = found.figures[row.key, column.key].wanted
        if wanted is None or not wanted.unplanned:
            continue
        code = str(column.key)
        url = links.gap_rows(scope.with_nation(code))
        if may_plan and len(row.objective_ids) == 1:
            url = links.plan(row.objective_ids[0], code, start)
        yield BareCell(nation_name(code), wanted.unplanned, url)
