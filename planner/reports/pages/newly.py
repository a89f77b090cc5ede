"""The part of the overview that says what is new since a day."""

from collections.abc import Iterator
from datetime import timedelta

from flask_babel import gettext as _

from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.forms import OverviewForm
from planner.reports.measures.newly import SORTS, numbers_new
from planner.reports.measures.scope import Links
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart
from planner.reports.periods import FREE, ReportPeriod
from planner.web.day_words import day

AT_FIRST = timedelta(days=7)
"""What is new is told of so many days unless a reader names the day of the last look."""


def newly(asked: ReportAsked, links: Links) -> Iterator[ReportPart]:
    """Give what is new since a day; a period that does not hold today has no news."""
    scope = asked.scope
    if not scope.period.first <= scope.today <= scope.period.last:
        return
    chosen = asked.form.last_look.data if isinstance(asked.form, OverviewForm) else None
    first = min(chosen or scope.today - AT_FIRST, scope.today)
    scope = scope.in_period(ReportPeriod(first, scope.today, FREE, scope.period.style))
    found = numbers_new(scope)
    lines = [
        (one.label, Cell(found[one.name], links.rows_of("new", scope, one.name)))
        for one in SORTS
        if one.name in found
    ]
    title = _("New since %(day)s", day=day(first))
    if not lines:
        yield ReportPart(title, says=_("Nothing was moved, recorded or promised since."))
        return
    says = _("By the day on which it was noted.")
    columns = (Column(_("What")), Column(_("Number"), "number"))
    yield ReportPart(title, tables=[Table(title, columns, lines)], says=says)
