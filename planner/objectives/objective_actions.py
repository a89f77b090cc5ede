"""What is done to objectives: proposed, agreed, changed, retired."""

from datetime import date

from flask_babel import gettext as _

from planner.choices import Standing
from planner.db import db
from planner.errors import RuleBroken
from planner.objectives import queries
from planner.objectives.models import LineOfEffort, Objective, Plan
from planner.partners.catalogue_queries import uses_of
from planner.shapes.objective import WrittenObjective
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.undoing import restored

NOT_A_USE = frozenset({"indicator"})
"""Parts that go with an objective; their updates count as use."""


def standing_by(viewer: Viewer) -> Standing:
    """Return what a person writes into the plan is: agreed by the desk, else proposed."""
    return Standing.AGREED if viewer.may("set_plan") else Standing.PROPOSED


def may_edit(objective: Objective, viewer: Viewer) -> bool:
    """Say whether a person may change an objective: the desk any, a planner proposals."""
    if viewer.may("set_plan"):
        return True
    return viewer.may("propose_plan") and objective.standing is Standing.PROPOSED


def require_edit(objective: Objective, viewer: Viewer) -> None:
    """Raise NotAllowed unless the person may change the objective."""
    if not may_edit(objective, viewer):
        viewer.require("set_plan", _("What is agreed is changed by the country desk."))


def add_objective(plan: Plan, written: WrittenObjective, *, viewer: Viewer) -> Objective:
    """Add an objective to a line of effort: agreed when the desk does it, else proposed."""
    check_code(plan, written.code, None)
    objective = Objective(line=line_of(plan, written.line_id), standing=standing_by(viewer))
    fill(objective, written, but={"line_id"})
    db.session.add(objective)
    db.session.flush()
    return objective


def edit_objective(objective: Objective, written: WrittenObjective, *, viewer: Viewer) -> Objective:
    """Change an objective."""
    require_edit(objective, viewer)
    plan = objective.line.plan
    check_code(plan, written.code, objective)
    objective.line = line_of(plan, written.line_id)
    fill(objective, written, but={"line_id"})
    return objective


def line_of(plan: Plan, line_id: int) -> LineOfEffort:
    """Return the plan's line of effort of an id."""
    for line in plan.lines:
        if line.id == line_id:
            return line
    raise RuleBroken(_("This line of effort is no longer in the plan. Choose another."))


def check_code(plan: Plan, code: str, objective: Objective | None) -> None:
    """Refuse the code of another objective of the plan."""
    other = queries.objectives_by_code(plan).get(code)
    if other is not None and other is not objective:
        raise RuleBroken(
            _("%(code)s is already “%(name)s”. Choose another code.", code=code, name=other.name)
        )


def agree_objective(objective: Objective, *, viewer: Viewer) -> Objective:
    """Agree to a proposed objective; from now on it counts."""
    viewer.require("agree_plan", _("Objectives are agreed by an approver or the country desk."))
    objective.standing = Standing.AGREED
    return objective


def retire_objective(objective: Objective, *, today: date) -> Objective:
    """Take an objective out of use; its events and outcomes keep it."""
    if objective.retired_on is None:
        objective.retired_on = today
    return objective


def reinstate_objective(objective: Objective) -> Objective:
    """Take a retired objective into use again."""
    objective.retired_on = None
    return objective


@restored("objective")
def restored_objective(objective: Objective, viewer: Viewer) -> None:
    """Refuse a code that the plan has given away meanwhile."""
    require_edit(objective, viewer)
    check_code(objective.line.plan, objective.code, objective)


def remove_objective(objective: Objective, *, viewer: Viewer) -> Objective:
    """Remove an objective that nothing uses; one in use is retired instead."""
    require_edit(objective, viewer)
    uses = set(uses_of("objective", objective.id)) - NOT_A_USE
    if uses or any(indicator.updates for indicator in objective.indicators):
        raise RuleBroken(
            _("%(code)s is in use, so it is not removed. Retire it instead.", code=objective.code)
        )
    db.session.delete(objective)
    return objective
