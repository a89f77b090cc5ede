"""Coverage as rows, columns and cells of figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.choices import Marking
from planner.reports.measures.alike import Across
from planner.reports.measures.counts import OTHER, Key, Rows
from planner.reports.measures.scope import Scope
from planner.reports.measures.wanted import Wanted
from planner.shapes.figure import Rate
from planner.years import Year


@dataclass(frozen=True)
class Figures:
    """What one cell or total holds; `wanted` is None where no requirement can be stated."""

    planned: int
    executed: int
    backed: int
    ahead: int
    wanted: Wanted | None = None

    @property
    def required(self) -> int | None:
        """Return r of the years that the period lies in."""
        return self.wanted.required if self.wanted else None

    @property
    def held(self) -> int | None:
        """Return k from the beginning of the year to the period's end, which r is compared to."""
        return self.wanted.held if self.wanted else None

    @property
    def gap(self) -> int | None:
        """Return M10."""
        return self.wanted.gap if self.wanted else None

    @property
    def residual(self) -> int | None:
        """Return the residual gap of M10."""
        return self.wanted.residual if self.wanted else None

    @property
    def is_empty(self) -> bool:
        """Say whether there is nothing to show."""
        shown = (self.planned, self.executed, self.backed, self.ahead, self.required, self.held)
        return not any(shown)


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

    other_years: Sequence[Year] = ()
    """Years cut in another month for which requirements are agreed: they are not compared."""

    @property
    def objective_ids(self) -> list[int]:
        """Return the objectives that have a row of their own, or are in a line that has one."""
        rows = (row for row in self.rows if row.key != OTHER)
        return sorted({key for row in rows for key in row.objective_ids})

    @property
    def executed_by_objective(self) -> dict[int, int] | None:
        """Return k_o of the rows; None when they are lines."""
        if self.by != "objective":
            return None
        rows = (row.key for row in self.rows if isinstance(row.key, int))
        return {key: self.figures[key, None].executed for key in rows}

    @property
    def cells_covered(self) -> Rate:
        """Return M9: cells with k ≥ r, of the cells with r > 0; of a matrix by nation."""
        wanted = self.figures[None, None].wanted
        return wanted.covered if wanted else Rate(0, 0)
