"""Coverage at a glance on the desk, on an objective's page and on a nation's."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.clock import today
from planner.objectives.computed import counts_executed
from planner.objectives.models import Objective
from planner.office.queries import year_style
from planner.partners.contacts import LastContact, last_contacts
from planner.partners.models import Nation
from planner.reports.choice import matrix_rows
from planner.reports.figures.parts import in_days
from planner.reports.figures.required import coverage_figures
from planner.reports.figures.timeliness import silence_figure, timeliness_figures
from planner.reports.figures.yields import outcome_figures
from planner.reports.gaps.lines import in_hand_links
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.counts import numbers
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.coverage_cells import Coverage, Heading
from planner.reports.measures.execution import executed_by_objective
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.wanted import Wanted
from planner.reports.page_parts import report_links, report_marking, silent_codes
from planner.reports.periods import ReportPeriod, period_of
from planner.shapes.document import Fact, Section
from planner.shapes.figure import Figure
from planner.web.access import viewer
from planner.web.markings import note_marking
from planner.web.nationnames import nation_name
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
        outcome_figures(scope, links)[0],
        timeliness_figures(scope, links)[0],
        silence_figure(silent, scope, links),
        breadth,
    ]


@panel("desk", order=30)
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


@panel("objective", order=20)
def coverage_of_objective(objective: Objective) -> Shown:
    """Show required, planned, executed and gap by nation for this year."""
    row = Heading(objective.id, objective.name, (objective.id,), plan_id=objective.line.plan_id)
    found = coverage(this_year(), [row], is_narrowed=True)
    is_compared = bool(objectives_of(found.scope.of_objective(objective.id)))
    note_marking(report_marking(found.scope.of_objective(objective.id)))
    links, lines = report_links(), []
    for column in sorted(found.columns, key=lambda heading: nation_name(heading.label)):
        figures = found.figures[objective.id, column.key]
        if not is_compared:
            # What is proposed, retired or of another time has no row in the matrix either.
            figures = replace(figures, wanted=None)
        if figures.is_empty:
            continue
        scope = found.scope.of_objective(objective.id).with_nation(column.label)
        wanted = figures.wanted or Wanted()
        step = links.plan(objective.id, column.label, today()) if wanted.unplanned else ""
        more = in_hand_links(wanted, scope, links)
        lines.append((column.label, figures, addresses(links, scope), step, more))
    return (
        "reports/_objective.html",
        {"lines": lines, "year": found.scope.period.name, "may_plan": viewer().may("plan")},
    )


def addresses(links: Links, scope: Scope) -> dict[str, str]:
    """Return where the numbers of a line lead."""
    names = ("planned", "executed", "outcome-backed")
    events = {name: links.rows(name, scope) for name in names}
    return events | {"required": links.rows_of("required", scope), "gap": links.gap_rows(scope)}


@panel("nation", order=10)
def balance_of_nation(nation: Nation) -> Shown:
    """Show events planned and executed this year, the last contact and how stale it is."""
    allowed = viewer().nations
    if nation.is_own or (allowed is not None and nation.code not in allowed):
        return None
    scope = this_year().with_nation(nation.code)
    note_marking(report_marking(scope))
    names = ("planned", "executed", "outcome-backed", "ahead")
    links = report_links()
    silence = silences(today(), [nation.code])[0]
    counts, met = numbers(scope, names), links.contacts(nation.code)
    href = url_for("reports.coverage", nation=nation.code)
    facts = tuple(
        Fact(label, counts[name], links.rows(name, scope))
        for name, label in zip(names, BALANCE, strict=True)
    )
    title = _("Balance %(year)s", year=scope.period.name)
    section = Section(title, (*facts, *contact_facts(silence, met)), href=href)
    return (
        "reports/_nation.html",
        {
            "balance": facts,
            "sections": (section,),
            "met_url": met,
            "silence": silence,
            "plan_url": links.plan(None, nation.code, None) if viewer().may("plan") else "",
            "nation": nation,
        },
    )


BALANCE = (_l("Planned"), _l("Executed"), _l("Outcome-backed"), _l("Approved and ahead"))


def contact_facts(silence: Silence, met: str) -> tuple[Fact, ...]:
    """Return when a nation was last met, how long ago, and the limit of its tier (METRICS M17)."""
    return (
        Fact(_("Last met"), silence.last_on, met),
        Fact(_("Days since"), in_days(silence.days)),
        Fact(_("Limit"), in_days(silence.limit_days)),
    )


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
