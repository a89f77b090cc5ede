"""Coverage as a part of a document: each objective's line, and the matrix of what matters most."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.objectives.lights import ObjectiveLight
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.choice import matrix_rows
from planner.reports.coverage.panels import key_figures
from planner.reports.measures.coverage import coverage
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.measures.lights import lights
from planner.reports.measures.scope import Links
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart
from planner.reports.period_notes import year_notes
from planner.reports.pictures.by_partner import partner_pictures

COLUMNS = (
    Column(_l("Objective")),
    Column(_l("Required"), "number"),
    Column(_l("Held in the years so far"), "number"),
    Column(_l("Approved and ahead"), "number"),
    Column(_l("Gap"), "number"),
    Column(_l("Residual gap"), "number"),
    Column(_l("Outcome-backed"), "number"),
    Column(_l("Light")),
    Column(_l("Reason")),
)


def coverage_parts(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give the figures of coverage, a line for each objective, and the tiles by partner."""
    rows = matrix_rows(asked.objectives, "objective")
    found = coverage(asked.scope, rows, is_narrowed=asked.chooses_objectives)
    ids = [one.id for one in asked.objectives]
    yield ReportPart(_("Key figures"), key_figures(found, ids, links))
    yield ReportPart(_("Each objective"), tables=[objective_lines(found)])
    yield ReportPart(_("Objectives by partner"), pictures=partner_pictures(found, links))


def objective_lines(found: Coverage) -> Table:
    """Return the totals of every row of a matrix, with its light and why."""
    told = lights(found, found.scope.today)
    lines = [
        objective_line(row, found.figures[row.key, None], told.get(row.key)) for row in found.rows
    ]
    lines.append(objective_line(None, found.figures[None, None], None))
    return Table(_("Coverage by objective"), COLUMNS, lines, year_notes(found))


def objective_line(
    row: Heading | None, found: Figures, light: ObjectiveLight | None
) -> tuple[object, ...]:
    """Return the line of one objective, or of all of them."""
    name = f"{row.detail} {row.label}".strip() if row else str(_("All"))
    return (
        Cell(name, row.href or None) if row else name,
        found.required,
        found.held,
        found.ahead,
        found.gap,
        found.residual,
        found.backed,
        light.label if light else "",
        light.reason if light else "",
    )
