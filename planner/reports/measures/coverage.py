"""Coverage: required, planned, executed and outcome-backed events by objective and partner."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from planner.choices import Standing
from planner.db import db
from planner.kinds.queries import kind_names
from planner.objectives.models import LineOfEffort, Objective, Plan
from planner.objectives.order_queries import PLAN_ORDER
from planner.objectives.queries import in_force
from planner.reports.measures.alike import Across
from planner.reports.measures.counts import OTHER, Counts, Key, Rows
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.measures.required import against_requirements
from planner.reports.measures.required_years import years_of_another_style
from planner.reports.measures.scope import Scope
from planner.reports.measures.tallies import MEASURES, tally
from planner.reports.measures.wanted import Cell, Wanted
from planner.text.reading import LARGEST

NO_OBJECTIVE = LARGEST
"""The key of no objective: a choice that meets none counts nothing. Addresses can carry it."""


def objectives_of(
    scope: Scope,
    line_ids: Sequence[int] = (),
    plan_ids: Sequence[int] = (),
    standing: Standing = Standing.AGREED,
) -> Sequence[Objective]:
    """Return the agreed objectives of plans in force in the period, by plan, line and code.

    One that was retired before it, or whose plan has no day in it, is none of them; nor, where
    nations are chosen, one of a plan for another nation.
    """
    statement = (
        select(Objective)
        .join(Objective.line)
        .join(LineOfEffort.plan)
        .options(contains_eager(Objective.line))
        .where(*in_force(scope.period.first, scope.period.last, standing))
        .order_by(*PLAN_ORDER)
    )
    if scope.objective_ids:
        statement = statement.where(Objective.id.in_(scope.objective_ids))
    if scope.nation_codes:
        theirs = Plan.nation_code.is_(None) | Plan.nation_code.in_(scope.nation_codes)
        statement = statement.where(theirs)
    if line_ids:
        statement = statement.where(Objective.line_id.in_(line_ids))
    if plan_ids:
        statement = statement.where(LineOfEffort.plan_id.in_(plan_ids))
    return db.session.scalars(statement).all()


def coverage(
    scope: Scope,
    rows: Sequence[Heading],
    columns: Sequence[Heading] | None = None,
    *,
    by: Rows = "objective",
    across: Across = "nation",
    is_narrowed: bool = False,
) -> Coverage:
    """Return the matrix of a scope: one statement for counts, one for requirements.

    When `is_narrowed`, the totals count events that serve the rows' objectives only; else what
    serves an objective without a row is in one row of its own. `columns` that are not given
    are the nations, quarters or kinds with anything to show.
    """
    row_of = {key: row.key for row in rows for key in row.objective_ids if row.key is not None}
    inner = narrowed(scope, row_of) if is_narrowed else scope
    found = tally(inner, row_of, across)
    counts = {name: found.counts[name] for name in MEASURES}
    unlinked = found.counts["unlinked"] if not is_narrowed else {}
    own_rows, rows = rows, [*rows, *other_row(found.others)]
    nations = None
    if across == "nation":
        others = years_of_another_style(inner)
        wanted = against_requirements(inner, row_of, found.cells, found.groups, others)
        shown = columns or headings(scope, across, counts.values(), wanted)
        figures = with_wanted(counts, wanted, cells_of(rows, shown))
    else:
        nations = coverage(scope, own_rows, by=by, is_narrowed=is_narrowed)
        shown = columns or headings(scope, across, counts.values(), None)
        figures = {cell: plain(counts, cell) for cell in cells_of(rows, shown)}
        figures |= {cell: known for cell, known in nations.figures.items() if cell[1] is None}
        others = list(nations.other_years)
    total = {column: number for (row, column), number in unlinked.items() if row is None}
    known = (total, is_narrowed, by, found.marking, nations, others)
    return Coverage(scope, rows, shown, across, figures, *known)


def narrowed(scope: Scope, objective_ids: Iterable[int]) -> Scope:
    """Return the scope of some objectives alone: of none, nothing is counted."""
    return scope.of_objective(*(sorted(objective_ids) or (NO_OBJECTIVE,)))


def other_row(found: Collection[int]) -> list[Heading]:
    """Return the row of the objectives that have none: retired, proposed, of another time."""
    return [Heading(OTHER, _("Other objectives"), tuple(sorted(found)))] if found else []


def headings(
    scope: Scope,
    across: Across,
    counts: Iterable[Counts],
    wanted: Mapping[Cell, Wanted] | None,
) -> list[Heading]:
    """Return the columns that have anything to show: quarters always, kinds and nations if so."""
    if across == "quarter":
        quarters = enumerate(scope.period.quarters)
        return [Heading(index, quarter.name) for index, quarter in quarters]
    found = {column for numbers in counts for _row, column in numbers if column is not None}
    if across == "kind":
        return [Heading(code, name) for code, name in kind_names().items() if code in found]
    found |= {column for _row, column in wanted or () if column is not None}
    return [Heading(code, str(code)) for code in sorted(map(str, found))]


def cells_of(rows: Iterable[Heading], columns: Iterable[Heading]) -> list[tuple[Key, Key]]:
    """Return the keys of the cells, the totals and the grand total."""
    across = [*(column.key for column in columns), None]
    return [(row, column) for row in (*(row.key for row in rows), None) for column in across]


def plain(
    counts: Mapping[str, Counts], cell: tuple[Key, Key], wanted: Wanted | None = None
) -> Figures:
    """Return the counts of a cell, and what is wanted of it where a requirement is stated."""
    planned, executed, backed, ahead = (
        counts[name].get(cell, 0) for name in ("planned", "executed", "outcome-backed", "ahead")
    )
    return Figures(planned, executed, backed, ahead, wanted)


def with_wanted(
    counts: Mapping[str, Counts],
    wanted: Mapping[Cell, Wanted] | None,
    cells: Iterable[tuple[Key, Key]],
) -> dict[tuple[Key, Key], Figures]:
    """Return the figures of every cell; nothing is required of the row of other objectives."""
    if wanted is None:
        return {cell: plain(counts, cell) for cell in cells}
    nothing = Wanted()
    return {
        cell: plain(counts, cell, None if cell[0] == OTHER else wanted.get(cell, nothing))
        for cell in cells
    }
