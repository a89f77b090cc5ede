"""The page of the rows behind a number, and its files."""

from dataclasses import dataclass, replace
from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import Marking
from planner.clock import today
from planner.objectives.queries import plans as all_plans
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.behind.rows import all_rows
from planner.reports.behind.shapes import BEHIND, Behind, RowBehind
from planner.reports.blueprint import bp
from planner.reports.choice import choice_of, chosen_objectives, scope_of
from planner.reports.choices_offered import read_form
from planner.reports.forms import BehindForm
from planner.reports.gaps.details import PARTS
from planner.reports.measures.coverage import narrowed
from planner.reports.measures.scope import Scope
from planner.reports.page_parts import report_links
from planner.reports.period_notes import period_notes, period_words
from planner.reports.report_markings import report_marking
from planner.shapes.figure import LeftOut
from planner.web.access import may, viewer
from planner.web.intake import NotThere
from planner.web.left_out import left_out_table
from planner.web.tables import respond_table
from planner.web.tables_in_files import addressed


@dataclass(frozen=True)
class AskedRows:
    """The number that a request opens, the form that narrows it, its scope and its rows."""

    number: Behind
    form: BehindForm
    scope: Scope
    rows: list[RowBehind]

    @property
    def left_out(self) -> list[LeftOut]:
        """Return what is not among the rows, and why."""
        return list(self.number.leaves(self.scope, report_links()))


def asked_rows(*, leaves: bool = False) -> AskedRows:
    """Return what this request asks for; 404 for a number that nobody counts."""
    name = request.args.get("of", "")
    found = BEHIND.get(name)
    if found is None:
        words = _("No report counts “%(name)s”. Open a number in a report to see its rows.")
        raise NotThere(words % {"name": name[:40]})
    form = read_form(BehindForm, request.args, today(), leaves=leaves)
    choice = choice_of(form.data)
    scope = scope_of(choice, all_plans(), today())
    if choice.chooses_objectives:
        scope = narrowed(scope, (one.id for one in chosen_objectives(choice, scope)))
    part = form.part.data or ""
    rows = [row for row in found.rows(scope) if not part or row.part == part]
    return AskedRows(found, form, scope, rows)


def marking_of(scope: Scope, rows: list[RowBehind]) -> Marking:
    """Return the highest marking of what the page tells."""
    return max([report_marking(scope), *(row.marking for row in rows)])


@bp.route("/rows", endpoint="rows")
@may("see")
def rows_page() -> ResponseReturnValue:
    """Show the rows that a number counts; without a number, lead to the reports that have some."""
    if not request.args.get("of"):
        return redirect(url_for(".index"), 303)
    asked = asked_rows()
    found, scope, rows = asked.number, asked.scope, asked.rows
    return render_template(
        "reports/rows.html",
        title=found.label,
        form=asked.form,
        table=rows_table(found, rows) if viewer().may(found.permission) else None,
        left_out=asked.left_out,
        number=all_rows(rows),
        period=scope.period,
        period_words=period_words(scope.period) if found.is_dated else "",
        query=request.query_string.decode(),
        today=today(),
        page_marking=marking_of(scope, rows),
    )


def rows_table(
    found: Behind, rows: list[RowBehind], marking: str = "", notes: tuple[str, ...] = ()
) -> Table:
    """Return the rows as a table; days and numbers stand only where there are any."""
    parts: list[tuple[Column, list[Any]]] = [
        (Column(_("Row")), [Cell(row.text, row.href) for row in rows]),
        (Column(_("Detail"), parts=PARTS), [row.detail for row in rows]),
        (Column(_("Day"), "day"), [row.on for row in rows]),
        (Column(_("Number"), "number"), [row.number for row in rows]),
    ]
    shown = [part for part in parts if any(cell or cell == 0 for cell in part[1])]
    lines = list(zip(*(cells for _column, cells in shown), strict=True))
    columns = tuple(column for column, _cells in shown)
    return Table(str(found.label), columns, lines, notes, marking)


@bp.route("/rows.<suffix>", endpoint="rows_file")
@may("see")
def rows_file(suffix: str) -> ResponseReturnValue:
    """Send the rows as CSV or as a workbook."""
    asked = asked_rows(leaves=True)
    found, scope, rows = asked.number, asked.scope, asked.rows
    if not viewer().may(found.permission):
        abort(403)
    notes = period_notes(scope) if found.is_dated else ()
    notes = (*notes, _("%(number)s in all", number=all_rows(rows)))
    table = addressed(rows_table(found, rows, str(marking_of(scope, rows).label), notes))
    if left_out := asked.left_out:
        table = replace(table, more=(left_out_table(left_out, _("Not among them")),))
    return respond_table(table, suffix, f"rows-{scope.period.first}-{scope.period.last}")
