"""The one order in which objectives stand, on every page, in every form, file and report."""

from typing import Any

from sqlalchemy import Select, select

from planner.objectives.models import Objective
from planner.objectives.plan_models import LineOfEffort, Plan

PLAN_ORDER = (
    Plan.starts_on,
    Plan.id,
    LineOfEffort.position,
    LineOfEffort.id,
    Objective.code,
    Objective.id,
)
"""Of statements that join line and plan: as the plan has them, the earlier plan first."""


def in_plan_order(statement: Select[Any]) -> Select[Any]:
    """Return a statement on objectives with its rows in the order of their plans."""
    return statement.join(Objective.line).join(LineOfEffort.plan).order_by(*PLAN_ORDER)


def own_order() -> tuple[Any, ...]:
    """Return the same order for statements that cannot join: asked of each row."""
    line = select(LineOfEffort.position).where(LineOfEffort.id == Objective.line_id)
    plan = (
        select(Plan.starts_on)
        .join(LineOfEffort, LineOfEffort.plan_id == Plan.id)
        .where(LineOfEffort.id == Objective.line_id)
    )
    places = (plan.scalar_subquery(), line.scalar_subquery())
    return (*places, Objective.line_id, Objective.code, Objective.id)


def place_of(objective: Objective) -> tuple[Any, ...]:
    """Return the place of an objective within its plan; its line is to be loaded."""
    line = objective.line
    return (line.plan_id, line.position, line.id, objective.code, objective.id)
