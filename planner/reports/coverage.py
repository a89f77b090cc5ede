"""Coverage: required, planned, executed and outcome-backed events by objective and partner."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager

from planner.choices import EventKind, Marking, Standing
from planner.db import db
from planner.objectives.models import LineOfEffort, Objective, Requirement
from planner.partners.models import Nation
from planner.reports.alike import Across, alike
from planner.reports.counts import Counts, Key, Rows, added_up
from planner.reports.rates import Rate
from planner.reports.scope import Scope

MEASURES = ("executed", "planned", "outcome-backed", "ahead")
COUNTED = ("executed", "planned", "ahead")
"""The measures whose events the figures of a report rest on."""


@dataclass(frozen=True)
class Figures:
    """What one cell or total holds; `required` is None where no requirement can be stated."""

    required: int | None
    planned: int
    executed: int
    backed: int
    ahead: int
    gap: int | None
    residual: int | None

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to show."""
        return not (self.required or self.planned or self.executed or self.backed or self.ahead)


@dataclass(frozen=True)
class Heading:
    """A row or a column: its key, its words, and the objectives a row stands for."""

    key: Key
    label: str
    objective_ids: tuple[int, ...] = ()
    detail: str = ""
    href: str = ""
    name: str = ""
    plan_id: int | None = None


@dataclass(frozen=True)
class Coverage:
    """The whole matrix: figures by (row, column), None for all of them."""

    scope: Scope
    rows: Sequence[Heading]
    columns: Sequence[Heading]
    across: Across
    figures: Mapping[tuple[Key, Key], Figures]
    unlinked: Mapping[Key, int]
    is_narrowed: bool
    """Whether objectives were chosen, so that the total row counts theirs only."""
    by: Rows
    marking: Marking
    """The highest marking of the events that it counts."""
    by_nation: "Coverage | None" = None
    """The same rows by nation, which requirements are for; None when this is it."""

    @property
    def executed_by_objective(self) -> dict[int, int] | None:
        """Return k_o of the rows; None when they are lines."""
        if self.by != "objective":
            return None
        return {int(row.key or 0): self.figures[row.key, None].executed for row in self.rows}

    @property
    def cells_covered(self) -> Rate:
        """Return M9: cells with k ≥ r, of the cells with r > 0; of a matrix by nation."""
        cells = [
            figures
            for (row, column), figures in self.figures.items()
            if row is not None and column is not None and figures.required
        ]
        return Rate(sum(figures.gap == 0 for figures in cells), len(cells))


def gaps(required: int, executed: int, ahead: int) -> tuple[int, int]:
    """Return gap and residual gap: max(0, r − k) and max(0, r − k − f) (METRICS M10)."""
    return max(0, required - executed), max(0, required - executed - ahead)


def objectives_of(
    scope: Scope, line_ids: Sequence[int] = (), plan_ids: Sequence[int] = ()
) -> Sequence[Objective]:
    """Return the agreed objectives in force in the period, by plan, line and code."""
    statement = (
        select(Objective)
        .join(Objective.line)
        .options(contains_eager(Objective.line))
        .where(
            Objective.standing == Standing.AGREED,
            Objective.retired_on.is_(None) | (Objective.retired_on >= scope.period.first),
        )
        .order_by(LineOfEffort.plan_id, LineOfEffort.position, LineOfEffort.id, Objective.code)
    )
    if scope.objective_ids:
        statement = statement.where(Objective.id.in_(scope.objective_ids))
    if line_ids:
        statement = statement.where(Objective.line_id.in_(line_ids))
    if plan_ids:
        statement = statement.where(LineOfEffort.plan_id.in_(plan_ids))
    return db.session.scalars(statement).all()


def required_numbers(scope: Scope) -> dict[tuple[int, str], int] | None:
    """Return the agreed requirement by (objective, nation); None when none can be stated.

    Requirements are for years and for events of any kind: a period that cuts a year, or a
    choice of kinds, has none.
    """
    years = scope.period.whole_years
    if not years or scope.kinds:
        return None
    statement = (
        select(Requirement.objective_id, Requirement.nation_code, func.sum(Requirement.number))
        .where(
            Requirement.standing == Standing.AGREED,
            Requirement.year.between(years[0], years[-1]),
            Requirement.nation_code.not_in(select(Nation.code).where(Nation.is_own)),
        )
        .group_by(Requirement.objective_id, Requirement.nation_code)
    )
    if scope.objective_ids:
        statement = statement.where(Requirement.objective_id.in_(scope.objective_ids))
    if scope.nation_codes:
        statement = statement.where(Requirement.nation_code.in_(scope.nation_codes))
    return {(key, code): int(total) for key, code, total in db.session.execute(statement)}


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

    When `is_narrowed`, the totals count events that serve the rows' objectives only.
    `columns` that are not given are the nations, quarters or kinds with anything to show.
    """
    ids = tuple(sorted({key for row in rows for key in row.objective_ids}))
    inner = scope.of_objective(*ids) if is_narrowed and ids else scope
    groups = list(alike(inner, COUNTED, across, with_backing=True))
    counts = added_up(groups, (*MEASURES, "unlinked"), by, across)
    unlinked = counts.pop("unlinked") if not is_narrowed else {}
    nations = None
    if across == "nation":
        required = by_row(required_numbers(scope), rows)
        shown = columns or headings(scope, across, counts.values(), required)
        figures = with_gaps(counts, required, rows, shown)
    else:
        nations = coverage(scope, rows, by=by, is_narrowed=is_narrowed)
        shown = columns or headings(scope, across, counts.values(), None)
        figures = {cell: plain(counts, cell) for cell in cells_of(rows, shown)}
        figures |= {cell: known for cell, known in nations.figures.items() if cell[1] is None}
    total = {column: number for (row, column), number in unlinked.items() if row is None}
    marking = Marking(max((group.marking for group in groups), default=Marking.PUBLIC))
    return Coverage(scope, rows, shown, across, figures, total, is_narrowed, by, marking, nations)


def by_row(
    required: dict[tuple[int, str], int] | None, rows: Sequence[Heading]
) -> dict[tuple[Key, Key], int] | None:
    """Add the requirements of a row's objectives; the key None is for all nations."""
    if required is None:
        return None
    row_of = {key: row.key for row in rows for key in row.objective_ids}
    added: dict[tuple[Key, Key], int] = {}
    for (objective_id, code), number in required.items():
        if objective_id in row_of:
            row = row_of[objective_id]
            for cell in ((row, code), (row, None), (None, code), (None, None)):
                added[cell] = added.get(cell, 0) + number
    return added


def headings(
    scope: Scope,
    across: Across,
    counts: Iterable[Counts],
    required: Mapping[tuple[Key, Key], int] | None,
) -> list[Heading]:
    """Return the columns that have anything to show: quarters always, kinds and nations if so."""
    if across == "quarter":
        quarters = enumerate(scope.period.quarters)
        return [Heading(index, quarter.name) for index, quarter in quarters]
    found = {column for numbers in counts for _row, column in numbers if column is not None}
    if across == "kind":
        return [Heading(kind, str(kind.label)) for kind in EventKind if kind in found]
    found |= {column for _row, column in required or () if column is not None}
    return [Heading(code, str(code)) for code in sorted(map(str, found))]


def cells_of(rows: Iterable[Heading], columns: Iterable[Heading]) -> list[tuple[Key, Key]]:
    """Return the keys of the cells, the totals and the grand total."""
    across = [*(column.key for column in columns), None]
    return [(row, column) for row in (*(row.key for row in rows), None) for column in across]


def plain(counts: Mapping[str, Counts], cell: tuple[Key, Key]) -> Figures:
    """Return the counts of a cell for which no requirement is stated."""
    planned, executed, backed, ahead = (
        counts[name].get(cell, 0) for name in ("planned", "executed", "outcome-backed", "ahead")
    )
    return Figures(None, planned, executed, backed, ahead, None, None)


def with_gaps(
    counts: Mapping[str, Counts],
    required: Mapping[tuple[Key, Key], int] | None,
    rows: Sequence[Heading],
    columns: Sequence[Heading],
) -> dict[tuple[Key, Key], Figures]:
    """Return the figures of every cell; a total's gap adds its cells' gaps.

    A surplus in one cell closes no gap in another, so a total's gap is not r − k of its own.
    """
    figures = {cell: plain(counts, cell) for cell in cells_of(rows, columns)}
    if required is None:
        return figures
    sums: dict[tuple[Key, Key], tuple[int, int]] = {}
    for row, column in [cell for cell in figures if None not in cell]:
        found = figures[row, column]
        both = gaps(required.get((row, column), 0), found.executed, found.ahead)
        for cell in ((row, column), (row, None), (None, column), (None, None)):
            before = sums.get(cell, (0, 0))
            sums[cell] = (before[0] + both[0], before[1] + both[1])
    for cell, found in figures.items():
        gap, residual = sums.get(cell, (0, 0))
        wanted = required.get(cell, 0)
        figures[cell] = replace(found, required=wanted, gap=gap, residual=residual)
    return figures
