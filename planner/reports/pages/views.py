"""Each declared report as a page and as files that hold the same."""

from dataclasses import replace
from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.presenters.table import Column, Table
from planner.reports.blueprint import bp
from planner.reports.figures.chosen import FigureGroup
from planner.reports.figures.left_out import left_out_of
from planner.reports.figures.tables import figure_table
from planner.reports.page_parts import report_links
from planner.reports.pages import (
    alumni,
    balance,
    commitments,
    cost,
    culture,
    outcomes,
    overview,
    partners,
    perception,
    quality,
    scorecard,
    timeliness,
    trend,
)
from planner.reports.pages.asked import ReportAsked, report_asked
from planner.reports.pages.registry import REPORTS, Report, ReportPart
from planner.reports.past.day_views import shown_day, then_if
from planner.reports.past.file_views import send_then
from planner.reports.period_notes import period_notes, period_words
from planner.reports.report_files import ReportFile, filed
from planner.reports.report_markings import report_marking, report_release
from planner.web.access import may
from planner.web.left_out import left_out_table
from planner.web.tables_in_files import addressed

__all__ = [
    "alumni",
    "balance",
    "commitments",
    "cost",
    "culture",
    "outcomes",
    "overview",
    "partners",
    "perception",
    "quality",
    "scorecard",
    "timeliness",
    "trend",
]


FRONT = "overview"


def add_report(found: Report) -> None:
    """Give a report its page and its files; the overview is the front page of all reports."""
    is_front = found.name == FRONT

    @may("see")
    @then_if(found.form)
    def page() -> ResponseReturnValue:
        day = shown_day()
        asked, links = report_asked(found.form, request.args, day), report_links()
        return render_template(
            "reports/report.html",
            report=found,
            form=asked.form,
            parts=list(found.parts(asked, links)),
            left_out=left_out_of(found.leaves, asked.scope, links),
            period=asked.scope.period,
            period_words=period_words(asked.scope.period),
            query=request.query_string.decode(),
            today=day,
            page_marking=report_marking(asked.scope, found.told(asked.scope)),
            others=[one for one in REPORTS.values() if one is not found] if is_front else [],
        )

    @may("see")
    def file(suffix: str) -> ResponseReturnValue:
        return send_then(in_file, suffix, found.form)

    @filed(found.name, found.title)
    def in_file(query: MultiDict[str, str], on: date) -> ReportFile:
        asked = report_asked(found.form, query, on, leaves=True)
        table = file_table(found, asked, list(found.parts(asked, report_links())))
        period = asked.scope.period
        return ReportFile(table, f"{found.name}-{period.first}-{period.last}")

    if is_front:
        bp.add_url_rule("/", "index", page)
    bp.add_url_rule(f"/{found.name}", found.name, page)
    bp.add_url_rule(f"/{found.name}.<suffix>", f"{found.name}_file", file)


def file_table(found: Report, asked: ReportAsked, parts: list[ReportPart]) -> Table:
    """Return a report as a file holds it: all figures, then each table, then what is left out."""
    scope, tables = asked.scope, [addressed(table) for part in parts for table in part.tables]
    if any(part.figures for part in parts):
        groups = [FigureGroup(part.title, part.figures) for part in parts]
        tables.insert(0, figure_table(found.title, groups))
    tables[:0] = [told_table(part) for part in parts if part.told]
    if found.leaves:
        tables.append(left_out_table(left_out_of(found.leaves, scope, report_links())))
    first, *more = tables
    told = list(found.told(scope))
    said = tuple(str(part.says) for part in parts if part.says)
    return replace(
        first,
        notes=(*first.notes, *said, *period_notes(scope), *report_release(scope, told)),
        marking=str(report_marking(scope, told).label),
        more=tuple(more),
    )


def told_table(part: ReportPart) -> Table:
    """Return sentences as a file holds them, one a line."""
    return Table(part.title, (Column(_("In words"), width=80),), [(one,) for one in part.told])


for one in REPORTS.values():
    add_report(one)
