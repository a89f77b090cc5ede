"""Coverage as tables for files: one line a cell, every figure in a column of its own."""

from collections.abc import Iterator, Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.objectives.lights import ObjectiveLight
from planner.objectives.reasons import PARTS as REASON_PARTS
from planner.presenters.table import Column, Table
from planner.reports.figures.chosen import FigureGroup
from planner.reports.figures.tables import figure_table
from planner.reports.forms import ACROSS, ROWS
from planner.reports.measures.counts import Key
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.period_notes import period_notes, year_notes
from planner.shapes.figure import Figure

NUMBERS = tuple(
    Column(label, "number")
    for label in (
        _l("Required"),
        _l("Planned"),
        _l("Executed"),
        _l("Held in the years so far"),
        _l("Outcome-backed"),
        _l("Approved and ahead"),
        _l("Gap"),
        _l("Residual gap"),
    )
)
WHY = {name: column for name, column in REASON_PARTS.items() if name != "required"}
"""What is required has a column of its own."""
Lights = Mapping[Key, ObjectiveLight]


def coverage_table(
    found: Coverage, lights: Lights, figures: Sequence[Figure], silent: Sequence[str]
) -> Table:
    """Return the matrix row by row, each with its total, then the totals of the columns.

    Empty cells are left out, and so is a number that cannot be stated. Beside it stand the key
    figures and the partners that have no column.
    """
    columns = (
        Column(_("Code")),
        Column(ROWS[found.by]),
        Column(ACROSS[found.across]),
        *NUMBERS,
        Column(_("Light")),
        Column(_("Reason"), parts=WHY),
    )
    rows = [*rows_of(found, lights), *totals_of(found)]
    more = []
    if figures:
        more.append(figure_table(_("Key figures"), [FigureGroup(_("Coverage"), figures)]))
    if silent:
        more.append(silent_table(silent))
    return Table(_("Coverage"), columns, rows, notes(found), more=tuple(more))


def rows_of(found: Coverage, lights: Lights) -> Iterator[tuple[object, ...]]:
    """Give each row of the matrix: its cells, then its total with the light."""
    for row in found.rows:
        for column in found.columns:
            figures = found.figures[row.key, column.key]
            if not figures.is_empty:
                yield line(row, column, figures, None)
        yield line(row, None, found.figures[row.key, None], lights.get(row.key))


def totals_of(found: Coverage) -> Iterator[tuple[object, ...]]:
    """Give the row of totals, and the row of events that serve no objective."""
    for column in (*found.columns, None):
        yield line(None, column, found.figures[None, column.key if column else None], None)
    if not found.unlinked:
        return
    for column in (*found.columns, None):
        if number := found.unlinked.get(column.key if column else None, 0):
            rest = (None,) * (len(NUMBERS) - 3)
            words = ("", _("Without an objective"), name_of(column))
            yield (*words, None, None, number, *rest, "", "")


def name_of(heading: Heading | None) -> str:
    """Return the name of a column; none is all of them."""
    return (heading.name or heading.label) if heading else str(_("All"))


def line(
    row: Heading | None, column: Heading | None, found: Figures, light: ObjectiveLight | None
) -> tuple[object, ...]:
    """Return one line of the sheet."""
    return (
        row.detail if row else "",
        row.label if row else _("All"),
        name_of(column),
        found.required,
        found.planned,
        found.executed,
        found.held,
        found.backed,
        found.ahead,
        found.gap,
        found.residual,
        light.label if light else "",
        light.reason if light else "",
    )


def silent_table(names: Sequence[str]) -> Table:
    """Return the partners without any event or requirement in the period."""
    title = _("Partners without any event or requirement")
    return Table(title, (Column(_("Partner nation")),), [(name,) for name in names])


def notes(found: Coverage) -> tuple[str, ...]:
    """Return what a reader must know of the figures: the period and how totals are made."""
    return (
        *period_notes(found.scope),
        _(
            "Required, held, gap and residual gap are of whole years (%(years)s), held up to the "
            "end of the period; the other numbers are of the period.",
            years=", ".join(year.name for year in found.scope.period.years),
        ),
        _(
            "Totals count each event once; an event with two partners is in two cells. "
            "A total’s gap adds the gaps of its cells."
        ),
        *year_notes(found),
    )
