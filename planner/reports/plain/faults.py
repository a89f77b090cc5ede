"""Finds where a report of the live database tells another number than its rows."""

from collections.abc import Iterator
from datetime import date

from planner.choices import Marking, Role
from planner.db import db
from planner.office.queries import year_style
from planner.reports.measures.scope import Scope
from planner.reports.periods import FREE, ReportPeriod, earlier, period_of
from planner.reports.plain.compared import (
    Compare,
    came_of_it,
    effort,
    met_and_hosted,
    spent,
    timeliness,
)
from planner.reports.plain.compared_counts import counted_events, covered
from planner.reports.plain.compared_formulas import balance, trend
from planner.reports.plain.compared_indicators import computed, scorecard
from planner.reports.plain.differences import Difference
from planner.reports.plain.rows import EXECUTED, PlainRows
from planner.viewers import Viewer, acting_as

READER = Viewer(None, frozenset(Role), max(Marking), None)
"""Who sees every event that is not discarded: pages and rollup answer this viewer."""
REPORTS: tuple[Compare, ...] = (
    *(counted_events, effort, timeliness, covered, came_of_it, met_and_hosted, spent),
    *(balance, trend, computed, scorecard),
)
"""What is compared, the rows of a measure first, so that the first difference names a row."""


def differences(rows: PlainRows, scope: Scope) -> Iterator[Difference]:
    """Give every figure of a period that a report tells otherwise than its rows."""
    for compare in REPORTS:
        yield from compare(rows, scope)


def figure_faults(today: date) -> list[str]:
    """Return a sentence on the first figure of a period that differs from its rows; none is good.

    Compared are the present year, the one before, and all the time that there are events of, as
    somebody sees them who sees all events: to upkeep itself the rollup does not answer.
    """
    rows = PlainRows(db.session.connection())
    if not rows["office"]:
        return []
    with acting_as(db.session, READER):
        for scope in scopes(rows, today):
            for one in differences(rows, scope):
                return [sentence_on(one, scope)]
    return []


def scopes(rows: PlainRows, today: date) -> list[Scope]:
    """Return the periods that are compared."""
    style = year_style()
    year = period_of(style.holding(today))
    periods = [year, *earlier(year, 1)]
    days = [e["actual_ends_on"] for e in rows.events if e["state"] in EXECUTED]
    if days:
        first, last = min(days).replace(day=1), max(*days, year.last)
        periods.append(ReportPeriod(first, last, FREE, style))
    return [Scope(one, today) for one in periods]


def sentence_on(one: Difference, scope: Scope) -> str:
    """Return what differs, of what, and what each side says."""
    days = f"{scope.period.first} to {scope.period.last}"
    return (
        f"{one.figure}, {days}, {one.of}: the report tells {one.told}, "
        f"the rows tell {one.counted}. If the rollup is out of step: planner rollup rebuild."
    )
