"""Where the numbers of reports lead, and whose silence they tell."""

from flask import url_for

from planner.db import db
from planner.objectives.models import Plan
from planner.objectives.requirement_queries import year_shown
from planner.reports.measures.scope import Links, Scope
from planner.web.access import viewer
from planner.web.nationnames import partner_codes
from planner.years import Year


def report_links() -> Links:
    """Return where the numbers of a report lead."""
    return Links(
        events=url_for("events.index"),
        new_event=url_for("events.new"),
        gaps=url_for("reports.gaps"),
        behind=url_for("reports.rows"),
    )


def requirement_address(plan_id: int | None, year: Year, objective_id: int | None) -> str:
    """Return the address of a plan's grid of requirements for a year, at an objective's row."""
    plan = db.session.get(Plan, plan_id) if plan_id else None
    place = f"objective-{objective_id}" if objective_id else None
    name = year_shown(plan, year.style, year.first).name if plan else None
    return url_for("requirements.index", plan=plan_id, year=name, _anchor=place)


def silent_codes(scope: Scope) -> list[str] | None:
    """Return the partners whose silence is told: the chosen ones, within the viewer's nations.

    Of other nations a viewer sees some contacts at most: “never met” may be false of them.
    """
    allowed = viewer().nations if viewer().sees_content else frozenset()
    if allowed is None:
        return list(scope.nation_codes) or None
    return [code for code in scope.nation_codes or partner_codes() if code in allowed]
