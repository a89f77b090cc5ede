"""The coverage page and its files."""

from dataclasses import replace
from datetime import date
from typing import cast

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.objectives.queries import plans as all_plans
from planner.reports.blueprint import bp
from planner.reports.choice import choice_of, chosen_objectives, matrix_rows, scope_of
from planner.reports.choices_offered import read_form
from planner.reports.coverage.bare_rows import bare_rows
from planner.reports.coverage.matrix import Matrix
from planner.reports.coverage.panels import key_figures
from planner.reports.coverage.sheet import coverage_table
from planner.reports.figures.left_out import OF_MATRIX, left_out_of
from planner.reports.forms import ACROSS, ROWS, SHOWN, CoverageForm, PastCoverageForm
from planner.reports.measures.alike import Across
from planner.reports.measures.counts import Rows
from planner.reports.measures.coverage import coverage, narrowed
from planner.reports.measures.coverage_cells import Coverage, Heading
from planner.reports.measures.lights import lights
from planner.reports.page_parts import report_links
from planner.reports.past.day_views import past_shown, shown_day, then_if
from planner.reports.past.file_views import send_then
from planner.reports.period_notes import period_words
from planner.reports.report_files import ReportFile, filed
from planner.reports.report_markings import coverage_marking, report_release
from planner.shapes.figure import Figure
from planner.web.access import may, viewer
from planner.web.left_out import left_out_table
from planner.web.nationnames import nation_name, partner_codes


def asked_coverage(form: CoverageForm, on: date) -> Coverage:
    """Return the matrix that the form asks for on a day."""
    choice = choice_of(form.data)
    scope = scope_of(choice, all_plans(), on)
    by = cast(Rows, form.rows.data if form.rows.data in ROWS else "objective")
    across = cast(Across, form.across.data if form.across.data in ACROSS else "nation")
    rows = [with_address(row, by) for row in matrix_rows(chosen_objectives(choice, scope), by)]
    found = coverage(scope, rows, by=by, across=across, is_narrowed=choice.chooses_objectives)
    if across == "nation":
        return replace(found, columns=nation_columns(found))
    return found


def with_address(row: Heading, by: str) -> Heading:
    """Return a row whose name leads to the objective."""
    if by != "objective":
        return row
    return replace(row, href=url_for("objectives.show", objective_id=row.key))


def nation_columns(found: Coverage) -> list[Heading]:
    """Return the nations as columns, by name; the code stands above, the name is read out."""
    named = [
        replace(
            heading,
            href=url_for("nations.show", code=heading.key),
            name=nation_name(heading.label),
        )
        for heading in found.columns
    ]
    return sorted(named, key=lambda heading: heading.name)


@bp.route("/coverage", endpoint="coverage")
@may("see")
@then_if(PastCoverageForm)
def coverage_page() -> ResponseReturnValue:
    """Show required, planned, executed and outcome-backed events by objective and partner."""
    day = shown_day()
    form = read_form(PastCoverageForm, request.args, day)
    found = asked_coverage(form, day)
    shown = form.cells.data if form.cells.data in SHOWN else next(iter(SHOWN))
    lit, may_plan = lights(found, day), viewer().may("plan") and past_shown() is None
    matrix = Matrix(found, shown, report_links(), lit)
    return render_template(
        "reports/coverage.html",
        form=form,
        coverage=found,
        body=matrix.body(),
        shown=SHOWN[shown],
        period=found.scope.period,
        period_words=period_words(found.scope.period),
        query=request.query_string.decode(),
        page_marking=coverage_marking(found),
        today=day,
        silent=silent_partners(found),
        figures=strip(found),
        unplanned=bare_rows(found, report_links(), may_plan),
        may_plan=may_plan,
        reasons=[(row, lit[row.key]) for row in found.rows if row.key in lit],
        nations=nations_to_switch(found),
        left_out=left_out_of(OF_MATRIX, found.scope, report_links()),
    )


def strip(found: Coverage) -> list[Figure]:
    """Return the key figures above the matrix; they need the matrix by nation."""
    ids = found.objective_ids
    found = found.by_nation or found
    if found.is_narrowed:
        found = replace(found, scope=narrowed(found.scope, ids))
    return key_figures(found, ids, report_links())


def silent_partners(found: Coverage) -> list[str]:
    """Return the names of partners without any figure in the period, which have no column."""
    if found.across != "nation" or found.scope.nation_codes:
        return []
    seen = {heading.key for heading in found.columns}
    scope = viewer().nations
    codes = [code for code in partner_codes() if scope is None or code in scope]
    return sorted(nation_name(code) for code in codes if code not in seen)


def nations_to_switch(found: Coverage) -> list[tuple[str, str]]:
    """Return the partners that a phone may show one of, code and name; none without such columns.

    All that have a column; where some were chosen already, every partner.
    """
    if found.across != "nation":
        return []
    if not found.scope.nation_codes:
        return [(str(heading.key), heading.name) for heading in found.columns]
    scope = viewer().nations
    codes = [code for code in partner_codes() if scope is None or code in scope]
    return sorted(((code, nation_name(code)) for code in codes), key=lambda one: one[1])


@bp.route("/coverage.<suffix>")
@may("see")
def coverage_file(suffix: str) -> ResponseReturnValue:
    """Send the matrix as CSV or as a workbook."""
    return send_then(coverage_in_file, suffix, PastCoverageForm)


@filed("coverage", _l("Coverage"))
def coverage_in_file(query: MultiDict[str, str], on: date) -> ReportFile:
    """Return the matrix with its key figures as a file holds them."""
    found = asked_coverage(read_form(CoverageForm, query, on, leaves=True), on)
    figures, silent = (strip(found), silent_partners(found)) if found.rows else ([], [])
    table = coverage_table(found, lights(found, on), figures, silent)
    left_out = left_out_table(left_out_of(OF_MATRIX, found.scope, report_links()))
    table = replace(
        table,
        more=(*table.more, left_out),
        notes=(*table.notes, *report_release(found.scope)),
        marking=str(coverage_marking(found).label),
    )
    name = _("coverage") + f"-{found.scope.period.first}-{found.scope.period.last}"
    return ReportFile(table, name)
