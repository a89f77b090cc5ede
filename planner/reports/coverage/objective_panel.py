"""Required, planned, executed and gap by nation, on an objective’s page."""

from dataclasses import replace

from planner.clock import today
from planner.objectives.models import Objective
from planner.reports.coverage.panels import Shown, this_year
from planner.reports.gaps.lines import in_hand_links
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.coverage_cells import Heading
from planner.reports.measures.scope import Links, Scope
from planner.reports.measures.wanted import Wanted
from planner.reports.page_parts import report_links
from planner.reports.report_markings import report_marking
from planner.web.access import viewer
from planner.web.markings import note_marking
from planner.web.nationnames import nation_name
from planner.web.panels import panel


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
