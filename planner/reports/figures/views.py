"""The page of all figures of a period, and its files."""

from dataclasses import replace
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from planner.clock import today
from planner.reports.blueprint import bp
from planner.reports.figures.by_objective import objective_table
from planner.reports.figures.by_partner import parted, partner_table
from planner.reports.figures.chosen import chosen, figure_groups
from planner.reports.figures.left_out import all_left_out
from planner.reports.figures.tables import figure_table
from planner.reports.page_parts import report_links
from planner.reports.period_notes import period_notes, period_words
from planner.reports.report_files import ReportFile, filed
from planner.reports.report_markings import report_marking, report_release
from planner.web.access import may
from planner.web.left_out import left_out_table
from planner.web.tables import respond_table
from planner.web.tables_in_files import addressed


@bp.route("/figures", endpoint="figures")
@may("see")
def figures_page() -> ResponseReturnValue:
    """Show all figures of a period, with their n and what was left out."""
    asked, links = chosen(request.args, today()), report_links()
    scope, groups = asked.scope, figure_groups(asked, links)
    partners, others = parted(partner_table(asked, links))
    return render_template(
        "reports/figures.html",
        form=asked.form,
        groups=groups,
        by_objective=objective_table(asked, links),
        by_partner=partners,
        other_partners=others,
        left_out=all_left_out([one for group in groups for one in group.figures]),
        period=scope.period,
        period_words=period_words(scope.period),
        query=request.query_string.decode(),
        today=today(),
        page_marking=report_marking(scope),
    )


@bp.route("/figures.<suffix>", endpoint="figures_file")
@may("see")
def figures_file(suffix: str) -> ResponseReturnValue:
    """Send the whole page of figures as CSV or as a workbook."""
    file = figures_in_file(request.args, today())
    return respond_table(file.table, suffix, file.name)


@filed("figures", _l("Figures"))
def figures_in_file(query: MultiDict[str, str], on: date) -> ReportFile:
    """Return the whole page of figures as a file holds it."""
    asked, links = chosen(query, on, leaves=True), report_links()
    scope, groups = asked.scope, figure_groups(asked, links)
    table = replace(
        figure_table(_("Figures"), groups),
        notes=(*period_notes(scope), *report_release(scope)),
        marking=str(report_marking(scope).label),
        more=(
            addressed(objective_table(asked, links)),
            addressed(partner_table(asked, links)),
            left_out_table(all_left_out([one for group in groups for one in group.figures])),
        ),
    )
    name = _("figures") + f"-{scope.period.first}-{scope.period.last}"
    return ReportFile(table, name)
