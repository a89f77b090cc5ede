"""The matrix, put together in one join of the pieces of `planner/web/markup.py`.

No macro draws it: objectives by nations are thousands of cells with several links each, and a
template takes many times as long for them. It is the one report that is put together so.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from markupsafe import Markup, escape

from planner.objectives.lights import ObjectiveLight
from planner.reports.measures.counts import Key
from planner.reports.measures.coverage import narrowed
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.measures.scope import Links, Scope
from planner.web.cells import cell
from planner.web.markup import anchor, element, joined

MEASURE = {"executed": "executed", "planned": "planned", "backed": "outcome-backed"}
HELD = "executed-required"
MANY = 5
NOTHING = element("td", "–", css="none")
NO_TOTAL = element("td", "–", css="num")
NUMBER = element("td", "%s", css="num")
PAIR = element("span", "%s", css="pair")
HUE = element("td", element("span", "%s%s", css="pair %s"))
LINK = element("a", "%s", href="%s")
ROW = element("tr", "%s")
TOTALS = element("tr", "%s", css="total")
HEAD = element("th", "%s", scope="row")
NAME = element("a", "%s", href="%s", title="%s")
LIT = element("td", element("span", "%s", css="light %s"), title="%s")
UNLIT = element("td", "")
OF = element("span", "/", css="of")
ADDED = element("span", "%s", css="added")
BULLET = element("span", "●", aria_hidden="true")
DOT = element("b", BULLET + element("span", " %s", css="hidden-word"), css="dot")
"""Patterns with places for values that are escaped already; attributes come first."""


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
        return joined([*rows, *self.totals()])

    def row(self, row: Heading) -> str:
        """Return one row: its heading, its light, its cells and its total."""
        figures = self.coverage.figures
        parts = [HEAD % self.heading(row), self.light(row)]
        parts += [
            self.cell(row, column, figures[row.key, column.key]) for column in self.coverage.columns
        ]
        parts.append(self.total(row, None, figures[row.key, None]))
        return ROW % "".join(parts)

    def light(self, row: Heading) -> str:
        """Return a row's light, its reason as its title; other objectives have none."""
        light = self.lights.get(row.key)
        if light is None:
            return UNLIT
        return LIT % (escape(cell(light.reason)), light.kind, escape(light.label))

    def heading(self, row: Heading) -> str:
        """Return a row's name, which leads to the objective; cut short where there is no room."""
        whole = escape(f"{row.detail} {row.label}".strip())
        if not row.href:
            return str(escape(row.label))
        return NAME % (escape(row.href), whole, escape(row.label))

    def totals(self) -> Iterator[str]:
        """Give the row of totals, and the row of events that serve no objective."""
        figures = self.coverage.figures
        label = _("All of these") if self.coverage.is_narrowed else _("All events")
        cells = [self.total(None, c, figures[None, c.key]) for c in self.coverage.columns]
        cells.append(self.total(None, None, figures[None, None]))
        yield full_row(label, cells, TOTALS)
        if self.coverage.unlinked:
            cells = [self.unlinked(column) for column in (*self.coverage.columns, None)]
            yield full_row(_("Without an objective"), cells)

    def unlinked(self, column: Heading | None) -> str:
        """Return how many executed events of a column serve no objective."""
        number = self.coverage.unlinked.get(column.key if column else None, 0)
        if not number:
            return NOTHING
        scope = self.scope_of(None, column)
        return NUMBER % anchor(self.links.rows("unlinked", scope), number)

    def cell(self, row: Heading, column: Heading, found: Figures) -> str:
        """Return one cell: its numbers, each a link, on one of five steps of a hue."""
        numbers = self.numbers(row, column, found)
        if found.is_empty or not numbers:
            return NOTHING
        step = step_of(self.first(found), found.required if "required" in self.shown else None)
        is_bare = found.wanted is not None and found.wanted.unplanned
        css = f"h{step} gap" if is_bare else f"h{step}"
        dot = DOT % escape(_("outcome verified")) if found.backed else ""
        return HUE % (css, numbers, dot)

    def total(self, row: Heading | None, column: Heading | None, found: Figures) -> str:
        """Return a total: the same numbers without a hue."""
        numbers = self.numbers(row, column, found)
        if found.is_empty or not numbers:
            return NO_TOTAL
        return NUMBER % (PAIR % numbers)

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
            parts.append(number_link(self.address(name, row, column, scope), value))
        return OF.join(parts)

    def held_so_far(
        self, row: Heading | None, column: Heading | None, found: Figures, scope: Scope
    ) -> str:
        """Return “3/4 +1”: held of the year so far, required of it, added by the period."""
        held = self.links.rows("executed", scope.in_period(scope.period.to_date))
        parts = [number_link(held, found.held or 0)]
        if found.required:
            required = self.address("required", row, column, scope)
            parts.append(number_link(required, found.required))
        words = OF.join(parts)
        if not found.executed:
            return words
        added = number_link(self.links.rows("executed", scope), f"+{found.executed}")
        return f"{words} {ADDED % added}"

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
        return scope.of_kind(str(key))
    return scope.in_period(scope.period.quarters[int(key or 0)])


def full_row(label: str, cells: list[str], pattern: str = ROW) -> str:
    """Return a row of totals, which have no light."""
    return pattern % "".join([HEAD % escape(label), UNLIT, *cells])


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


def number_link(href: str, value: int | str) -> str:
    """Return a number as a link; a number has nothing to escape."""
    return LINK % (escape(href), value)
