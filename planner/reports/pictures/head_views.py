"""The small line in the head of an objective and of a nation: executed events by quarter."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.clock import today
from planner.objectives.models import Objective
from planner.objectives.sparkline import sparkline
from planner.office.queries import year_style
from planner.partners.models import Nation
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.measures.scope import Scope
from planner.reports.measures.tallies import tally
from planner.reports.page_parts import report_links
from planner.reports.periods import FREE, ReportPeriod, earlier, quarters_of
from planner.web.access import viewer
from planner.web.markings import note_marking
from planner.web.panels import panel

BEFORE = 7
"""So many quarters stand before the present one."""
Shown = tuple[str, dict[str, Any]] | None


def last_quarters(day: date) -> list[ReportPeriod]:
    """Return the quarter that a day lies in and those before it, the oldest first."""
    quarters = quarters_of(year_style().holding(day))
    present = next(one for one in quarters if one.first <= day <= one.last)
    return [*earlier(present, BEFORE), present]


@panel("nation_head")
def line_of_nation(nation: Nation) -> Shown:
    """Show the executed events with a partner; nothing of one that the viewer may not see."""
    allowed = viewer().nations
    if nation.is_own or (allowed is not None and nation.code not in allowed):
        return None
    return quarter_line({"nation": nation.code}, nations=(nation.code,))


@panel("objective_head")
def line_of_objective(objective: Objective) -> Shown:
    """Show the executed events that served an objective."""
    return quarter_line({"objective": objective.id}, objectives=(objective.id,))


def quarter_line(
    asked: dict[str, Any], objectives: tuple[int, ...] = (), nations: tuple[str, ...] = ()
) -> Shown:
    """Return the line of the last eight quarters, which leads to the report on trend."""
    quarters = last_quarters(today())
    whole = ReportPeriod(quarters[0].first, quarters[-1].last, FREE, quarters[0].style)
    found = tally(Scope(whole, today(), objectives, nations), {}, "quarter")
    held = found.counts["executed"]
    numbers = [held.get((None, place), 0) for place in range(len(quarters))]
    if not any(numbers):
        return None
    note_marking(found.marking)
    values = [(one.first, Decimal(n)) for one, n in zip(quarters, numbers, strict=True)]
    told = ", ".join(f"{one.name} {n}" for one, n in zip(quarters, numbers, strict=True))
    words = ngettext(
        "%(num)s event in the last eight quarters",
        "%(num)s events in the last eight quarters",
        sum(numbers),
    )
    scopes = [Scope(one, today(), objectives, nations) for one in quarters]
    return (
        "reports/_head_line.html",
        {
            "drawing": sparkline(values),
            "by_quarter": table_of_quarters(scopes, numbers),
            "told": _("Executed by quarter: %(numbers)s", numbers=told),
            "words": words,
            "href": url_for("reports.trend", period=quarters[-1].name, **asked),
        },
    )


def table_of_quarters(scopes: Sequence[Scope], numbers: Sequence[int]) -> Table:
    """Return the numbers behind a line, the latest quarter first; each opens its events."""
    links = report_links()
    rows = [
        (one.period.name, Cell(n, links.rows("executed", one)) if n else n)
        for one, n in zip(scopes, numbers, strict=True)
    ]
    columns = (Column(_("Quarter")), Column(_("Executed"), "number"))
    return Table(_("Executed events by quarter"), columns, rows[::-1])
