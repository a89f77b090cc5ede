"""The gaps page and its files: each line with its next step."""

from collections.abc import Iterable
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.events.models import Event
from planner.objectives.queries import plans as all_plans
from planner.reports.blueprint import bp
from planner.reports.choice import choice_of, chosen_objectives, matrix_rows, scope_of
from planner.reports.choices_offered import read_form
from planner.reports.figures.left_out import all_left_out
from planner.reports.forms import PastForm, PeriodForm
from planner.reports.gaps.found import SHOWN
from planner.reports.gaps.sections import GapSection, sections
from planner.reports.gaps.tables import gap_table
from planner.reports.measures.coverage import coverage, narrowed
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.page_parts import report_links
from planner.reports.past.day_views import shown_day, then_if
from planner.reports.past.file_views import send_then
from planner.reports.period_notes import period_words
from planner.reports.report_files import ReportFile, filed
from planner.reports.report_markings import report_marking, report_release
from planner.web.access import may


def asked_sections(
    query: MultiDict[str, str], on: date, limit: int | None
) -> tuple[PeriodForm, Coverage, list[GapSection]]:
    """Return the form of a query, what its requirements are compared with, and its gaps.

    Without a limit all lines are for a file.
    """
    form = read_form(PastForm, query, on, leaves=limit is None)
    choice = choice_of(form.data)
    scope = scope_of(choice, all_plans(), on)
    objectives = chosen_objectives(choice, scope)
    rows = matrix_rows(objectives, "objective")
    found = coverage(scope, rows, is_narrowed=choice.chooses_objectives)
    if choice.chooses_objectives:
        scope = narrowed(scope, (row.id for row in objectives))
    return form, found, sections(scope, found, objectives, report_links(), limit)


def named(found: Iterable[GapSection]) -> list[Event]:
    """Return the events that lines name or hang on."""
    return [line.event for section in found for line in section.lines if line.event]


@bp.route("/gaps", endpoint="gaps")
@may("see")
@then_if(PastForm)
def gaps_page() -> ResponseReturnValue:
    """Show what is missing, each line with its next step."""
    form, compared, found = asked_sections(request.args, shown_day(), SHOWN)
    scope = compared.scope
    return render_template(
        "reports/gaps.html",
        form=form,
        found=found,
        left_out=all_left_out(found),
        coverage=compared,
        period=scope.period,
        period_words=period_words(scope.period),
        query=request.query_string.decode(),
        today=shown_day(),
        page_marking=report_marking(scope, named(found)),
    )


@bp.route("/gaps.<suffix>", endpoint="gaps_file")
@may("see")
def gaps_file(suffix: str) -> ResponseReturnValue:
    """Send every gap as CSV or as a workbook."""
    return send_then(gaps_in_file, suffix, PastForm)


@filed("gaps", _l("Gaps"))
def gaps_in_file(query: MultiDict[str, str], on: date) -> ReportFile:
    """Return every gap as a file holds it."""
    _form, compared, found = asked_sections(query, on, None)
    scope, events = compared.scope, named(found)
    table = gap_table(
        found,
        compared,
        report_release(scope, events),
        str(report_marking(scope, events).label),
    )
    name = _("gaps") + f"-{scope.period.first}-{scope.period.last}"
    return ReportFile(table, name)
