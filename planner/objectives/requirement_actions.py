"""What is done to requirements: numbers set or proposed, and agreed."""

from flask_babel import gettext as _

from planner.choices import Standing
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.objectives.models import Objective, Plan, Requirement
from planner.objectives.objective_actions import standing_by
from planner.objectives.queries import objectives_of
from planner.objectives.requirement_queries import CellKey, requirement_rows, years_of
from planner.partners.queries import partner_nations
from planner.shapes.objective import WrittenRequirements
from planner.viewers import Viewer
from planner.web.nationnames import nation_name
from planner.years import Year


def set_requirements(
    plan: Plan, year: Year, written: WrittenRequirements, *, viewer: Viewer
) -> list[CellKey]:
    """Set the numbers wanted of objectives with nations; 0 takes a number away.

    What the desk enters is agreed, what a planner enters is proposed. Returns the cells
    changed.
    """
    viewer.require("propose_plan", _("Requirements are proposed by planners, set by the desk."))
    if year not in years_of(plan, year.style):
        raise RuleBroken(_("The plan does not cover %(year)s.", year=year.name))
    objectives = {objective.id: objective for objective in objectives_of(plan)}
    partners = {nation.code for nation in partner_nations()}
    if plan.nation_code:
        partners &= {plan.nation_code}
    stored = {(row.objective_id, row.nation_code): row for row in requirement_rows(plan, year)}
    for wanted in written.numbers:
        key = objective_id, code = wanted.objective_id, wanted.nation_code
        if objective_id not in objectives or code not in partners:
            raise RuleBroken(_("The plan or its partners have changed. Load the page again."))
        require_scope(code, viewer)
        set_cell(stored.get(key), objectives[objective_id], code, year, wanted.number, viewer)
    return [(wanted.objective_id, wanted.nation_code) for wanted in written.numbers]


def require_scope(code: str, viewer: Viewer) -> None:
    """Refuse a nation outside the person's scope."""
    if viewer.nations is not None and code not in viewer.nations:
        raise NotAllowed(_("%(nation)s is not among your nations.", nation=nation_name(code)))


def set_cell(
    row: Requirement | None,
    objective: Objective,
    code: str,
    year: Year,
    number: int,
    viewer: Viewer,
) -> None:
    """Set one number; a planner leaves agreed numbers alone."""
    standing = standing_by(viewer)
    if row and row.standing is Standing.AGREED and standing is Standing.PROPOSED:
        raise NotAllowed(
            _(
                "%(objective)s with %(nation)s is agreed. The country desk changes it.",
                objective=objective.code,
                nation=nation_name(code),
            )
        )
    if row is None and number:
        db.session.add(
            Requirement(
                objective=objective,
                nation_code=code,
                year=year.begins,
                begins_month=year.style.month,
                number=number,
                standing=standing,
            )
        )
    elif row and not number:
        db.session.delete(row)
    elif row:
        row.number, row.standing = number, standing


def agree_requirements(
    plan: Plan, year: Year, *, viewer: Viewer, objective_id: int | None = None
) -> list[Requirement]:
    """Agree to the proposed numbers of a year, of one objective or of all; return them."""
    viewer.require("agree_plan", _("Requirements are agreed by an approver or the country desk."))
    waiting = [
        row
        for row in requirement_rows(plan, year)
        if row.standing is Standing.PROPOSED
        and objective_id in (None, row.objective_id)
        and (viewer.nations is None or row.nation_code in viewer.nations)
    ]
    if not waiting:
        raise RuleBroken(_("Nothing is waiting for agreement here."))
    for row in waiting:
        row.standing = Standing.AGREED
    return waiting
