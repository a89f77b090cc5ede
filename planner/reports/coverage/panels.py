"""Coverage at a glance on the desk, and what lower rooms ask of it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.clock import today
from planner.objectives.computed import counts_executed
from planner.office.queries import year_style
from planner.partners.contacts import LastContact, last_contacts
from planner.reports.choice import matrix_rows
from planner.reports.figures.required import coverage_figures
from planner.reports.figures.timeliness import silence_figure, timeliness_figures
from planner.reports.figures.yields import yield_figures
from planner.reports.measures.contacts import silences
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.measures.execution import executed_by_objective
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.yields import outcome_yield
from planner.reports.page_parts import report_links, silent_codes
from planner.reports.periods import ReportPeriod, period_of
from planner.shapes.figure import Figure
from planner.web.access import viewer
from planner.web.markings import note_marking
from planner.web.panels import panel

Shown = tuple[str, dict[str, Any]] | None


def this_year() -> Scope:
    """Return the present year of the office, unfiltered."""
    return Scope(period_of(year_style().holding(today())), today())


def key_figures(found: Coverage, ids: list[int], links: Links) -> list[Figure]:
    """Return the strip: cells covered, residual gap, yield, follow-ups, silence, breadth."""
    scope = found.scope
    breadth, covered, _gap, residual = coverage_figures(found, links, ids)
    silent = silences(scope.today, silent_codes(scope))
    return [
        covered,
        residual,
        yield_figures(scope, links, outcome_yield(scope))[0],
        timeliness_figures(scope, links)[0],
        silence_figure(silent, scope, links),
        breadth,
    ]


@panel("desk_top", order=40)
def coverage_at_a_glance(_subject: object) -> Shown:
    """Show the key figures of this year."""
    if not viewer().sees_content:
        return None
    scope = this_year()
    rows = matrix_rows(objectives_of(scope), "objective")
    if not rows:
        return None
    found = coverage(scope, rows)
    note_marking(found.marking)
    ids = [int(row.key or 0) for row in rows]
    figures = key_figures(found, ids, report_links())
    return ("reports/_glance.html", {"figures": figures[:5], "year": scope.period.name})


@last_contacts
def contacts() -> Mapping[str, LastContact]:
    """Return the last executed contact of the partners, as far as the viewer may see."""
    found = silences(today(), silent_codes(this_year()))
    return {
        silence.nation.code: LastContact(silence.last_on, silence.first_on) for silence in found
    }


@counts_executed
def events_by_objective(first: date, last: date) -> dict[int, int]:
    """Return how many executed events of a period serve each objective (u ≥ 0.1)."""
    return executed_by_objective(Scope(ReportPeriod(first, last), today()))
