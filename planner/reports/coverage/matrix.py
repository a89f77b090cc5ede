"""The matrix as HTML in one join of strings.

No macro draws it: objectives by nations are thousands of cells with several links each, and a
template takes many times as long for them. It is the one report that is put together so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from markupsafe import Markup, escape

from planner.choices import EventKind
from planner.objectives.lights import ObjectiveLight
from planner.reports.measures.counts import Key
from planner.reports.measures.coverage import narrowed
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.measures.scope import Links, Scope
from planner.web.cells import cell

MEASURE = {"executed": "executed", "planned": "planned", "backed": "outcome-backed"}
HELD = "executed-required"
MANY = 5
NOTHING = '<td class="none">–</td>'


@dataclass(frozen=True)
class Matrix:
    """How to draw a coverage: what a cell shows and where its numbers lead."""

    coverage: Coverage
    shown: str
    links: Links
    lights: Mapping[Key, ObjectiveLight]

    @property
    def scope(self) -> Scope:
        """Return what the matrix is about."""
        return self.coverage.scope

    @property
    def is_to_date(self) -> bool:
        """Say whether what is required of a year stands beside what was held of it so far."""
        return self.shown == HELD and not self.scope.period.is_of_whole_years

    def body(self) -> Markup:
        """Return the rows of the table's body; every word from the database is escaped."""
        rows = [self.row(row) for row in self.coverage.rows]
        return Markup("".join([*rows, *self.totals()]))  # noqa: S704 - each part is escaped

    def row(self, row: Heading) -> str:
        """Return one row: its heading with its light, its cells and its total."""
        figures = self.coverage.figures
        parts = [f'<tr><th scope="row">{self.heading(row)}{self.light(row)}</th>']
        parts += [
            self.cell(row, column, figures[row.key, column.key]) for column in self.coverage.columns
        ]
        parts.append(self.total(row, None, figures[row.key, None]))
        return "".join([*parts, "</tr>"])

    def light(self, row: Heading) -> str:
        """Return a row's light with its reason; other objectives have none."""
        light = self.lights.get(row.key)
        if light is None:
            return ""
        words = f'<span class="light {light.kind}">{escape(light.label)}</span>'
        return f'<span class="cell-detail">{words} {escape(cell(light.reason))}</span>'

    def heading(self, row: Heading) -> str:
        """Return a row's name, which leads to the objective."""
        detail = f' <span class="small">{escape(row.detail)}</span>' if row.detail else ""
        if row.href:
            return f'<a href="{escape(row.href)}">{escape(row.label)}</a>{detail}'
        return f"{escape(row.label)}{detail}"

    def totals(self) -> Iterator[str]:
        """Give the row of totals, and the row of events that serve no objective."""
        figures = self.coverage.figures
        label = _("All of these") if self.coverage.is_narrowed else _("All events")
        cells = [self.total(None, c, figures[None, c.key]) for c in self.coverage.columns]
        cells.append(self.total(None, None, figures[None, None]))
        yield full_row(label, cells, ' class="total"')
        if self.coverage.unlinked:
            cells = [self.unlinked(column) for column in (*self.coverage.columns, None)]
            yield full_row(_("Without an objective"), cells)

    def unlinked(self, column: Heading | None) -> str:
        """Return how many executed events of a column serve no objective."""
        number = self.coverage.unlinked.get(column.key if column else None, 0)
        if not number:
            return NOTHING
        scope = self.scope_of(None, column)
        return f'<td class="num">{anchor(self.links.rows("unlinked", scope), number)}</td>'

    def cell(self, row: Heading, column: Heading, found: Figures) -> str:
        """Return one cell: its numbers, each a link, on one of five steps of a hue."""
        numbers = self.numbers(row, column, found)
        if found.is_empty or not numbers:
            return NOTHING
        step = step_of(self.first(found), found.required if "required" in self.shown else None)
        is_bare = found.wanted is not None and found.wanted.unplanned
        css = f"pair h{step}" + (" gap" if is_bare else "")
        dot = ""
        if found.backed:
            dot = f'<b class="dot"><span aria-hidden="true">●</span>{hidden()}</b>'
        return f'<td><span class="{css}">{numbers}{dot}</span></td>'

    def total(self, row: Heading | None, column: Heading | None, found: Figures) -> str:
        """Return a total: the same numbers without a hue."""
        numbers = self.numbers(row, column, found)
        if found.is_empty or not numbers:
            return '<td class="num">–</td>'
        return f'<td class="num"><span class="pair">{numbers}</span></td>'

    def first(self, found: Figures) -> int:
        """Return the number that decides on the hue."""
        if self.is_to_date and found.wanted:
            return found.wanted.held
        value: int | None = getattr(found, self.shown.split("-")[0])
        return value or 0

    def numbers(self, row: Heading | None, column: Heading | None, found: Figures) -> str:
        """Return the numbers of a cell as links; nothing when none can be stated."""
        scope = self.scope_of(row, column)
        is_whole = column is None or self.coverage.across == "nation"
        if self.is_to_date and found.wanted and is_whole:
            return self.held_so_far(row, column, found, scope)
        parts = []
        for name in self.shown.split("-"):
            value: int | None = getattr(found, name)
            if value is None or (name == "required" and not value):
                continue
            parts.append(anchor(self.address(name, row, column, scope), value))
        return '<span class="of">/</span>'.join(parts)

    def held_so_far(
        self, row: Heading | None, column: Heading | None, found: Figures, scope: Scope
    ) -> str:
        """Return “3/4 +1”: held of the year so far, required of it, added by the period."""
        held = self.links.rows("executed", scope.in_period(scope.period.to_date))
        parts = [anchor(held, found.held or 0)]
        if found.required:
            required = self.address("required", row, column, scope)
            parts.append(anchor(required, found.required))
        words = '<span class="of">/</span>'.join(parts)
        if not found.executed:
            return words
        added = anchor(self.links.rows("executed", scope), f"+{found.executed}")
        return f'{words} <span class="added">{added}</span>'

    def address(self, name: str, row: Heading | None, column: Heading | None, scope: Scope) -> str:
        """Return where a number leads: its events, its requirements, or its gaps."""
        if name in MEASURE:
            return self.links.rows(MEASURE[name], scope)
        if name == "required":
            return self.links.rows_of("required", scope)
        if name == "residual":
            return self.links.rows_of("residual", scope)
        return self.links.gap_rows(scope)

    def scope_of(self, row: Heading | None, column: Heading | None) -> Scope:
        """Return what a cell or a total was counted for."""
        scope = self.scope
        if row is not None:
            scope = replace(scope, objective_ids=row.objective_ids)
        elif self.coverage.is_narrowed:
            scope = narrowed(scope, self.coverage.objective_ids)
        return scope if column is None else of_column(scope, self.coverage.across, column.key)


def of_column(scope: Scope, across: str, key: Key) -> Scope:
    """Return the scope of one column: a nation, a kind or a quarter of the period."""
    if across == "nation":
        return scope.with_nation(str(key))
    if across == "kind":
        return scope.of_kind(EventKind(str(key)))
    return scope.in_period(scope.period.quarters[int(key or 0)])


def full_row(label: str, cells: list[str], attributes: str = "") -> str:
    """Return a row of totals."""
    head = f'<th scope="row">{escape(label)}</th>'
    return f"<tr{attributes}>{head}{''.join(cells)}</tr>"


def step_of(value: int, required: int | None) -> int:
    """Return the step of the hue, 0 to 4, the same in every matrix.

    Of what is required: none, up to a quarter, up to a half, less than all, all of it. Without
    a requirement: none, 1, 2, 3 to 5, more.
    """
    if value <= 0:
        return 0
    if required:
        share = value / required
        return 4 if share >= 1 else 3 if share > 1 / 2 else 2 if share > 1 / 4 else 1
    return min(value, 3) if value <= MANY else 4


def anchor(href: str, value: int | str) -> str:
    """Return a number as a link."""
    return f'<a href="{escape(href)}">{value}</a>'


def hidden() -> str:
    """Return what the dot means, for those who do not see it."""
    return f'<span class="hidden-word"> {escape(_("outcome verified"))}</span>'
