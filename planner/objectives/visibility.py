"""What of plans a viewer may see: those of the office, and those for nations in scope.

Whatever stands below a plan (lines, objectives, indicators, their targets and values) is seen
with it; what hangs on an objective elsewhere asks `objective_seen`.
"""

from typing import Any

from sqlalchemy import ColumnElement, Select, and_, select, true

from planner.objectives.link_models import ValueLink
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
    IndicatorUpdate,
    LineOfEffort,
    Objective,
    Plan,
)
from planner.viewers import Viewer, restrict

# Aliases: a criterion stands inside statements that may have the same tables.
plan = Plan.__table__.alias("plan_hidden")
line = LineOfEffort.__table__.alias("line_hidden")
objective = Objective.__table__.alias("objective_hidden")
indicator = Indicator.__table__.alias("indicator_hidden")


def is_hidden(viewer: Viewer) -> ColumnElement[bool]:
    """Return the condition on the aliased plan that it is for a nation out of scope.

    A plan of the office is for none, even where nothing at all is in scope.
    """
    is_for_one = plan.c.nation_code.is_not(None)
    return and_(is_for_one, plan.c.nation_code.not_in(sorted(viewer.nations or ())))


def hidden_plans(viewer: Viewer) -> Select[Any]:
    """Return the keys of the plans for nations out of scope; there are none for most viewers."""
    return select(plan.c.id).where(is_hidden(viewer)).correlate(None)


def hidden_lines(viewer: Viewer) -> Select[Any]:
    """Return the keys of their lines of effort."""
    found = select(line.c.id).join_from(line, plan, plan.c.id == line.c.plan_id)
    return found.where(is_hidden(viewer)).correlate(None)


def hidden_objectives(viewer: Viewer) -> Select[Any]:
    """Return the keys of their objectives."""
    found = select(objective.c.id).join_from(objective, line, line.c.id == objective.c.line_id)
    return found.join(plan, plan.c.id == line.c.plan_id).where(is_hidden(viewer)).correlate(None)


def hidden_indicators(viewer: Viewer) -> Select[Any]:
    """Return the keys of their indicators."""
    found = select(indicator.c.id).join_from(
        indicator, objective, objective.c.id == indicator.c.objective_id
    )
    joined = found.join(line, line.c.id == objective.c.line_id)
    return joined.join(plan, plan.c.id == line.c.plan_id).where(is_hidden(viewer)).correlate(None)


def objective_seen(viewer: Viewer, key: Any) -> ColumnElement[bool]:
    """Return the condition on a column of objective keys: the objective may be seen."""
    if viewer.nations is None:
        return true()
    condition: ColumnElement[bool] = key.not_in(hidden_objectives(viewer))
    return condition


@restrict(Plan)
def visible_plans(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow plans to those of the office and of the nations in scope."""
    if viewer.nations is None:
        return true()
    condition: ColumnElement[bool] = entity.id.not_in(hidden_plans(viewer))
    return condition


@restrict(LineOfEffort)
def visible_lines(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow lines of effort with their plan."""
    if viewer.nations is None:
        return true()
    condition: ColumnElement[bool] = entity.id.not_in(hidden_lines(viewer))
    return condition


@restrict(Objective)
def visible_objectives(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow objectives with their plan."""
    return objective_seen(viewer, entity.id)


@restrict(Indicator)
def visible_indicators(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow indicators with the plan of their objective."""
    return indicator_seen(viewer, entity.id)


@restrict(IndicatorTarget)
def visible_targets(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow targets with their indicator."""
    return indicator_seen(viewer, entity.indicator_id)


@restrict(IndicatorUpdate)
def visible_updates(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow the values of an indicator with it."""
    return indicator_seen(viewer, entity.indicator_id)


@restrict(ValueLink)
def visible_links(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow the links by which somebody outside gives a value with their indicator."""
    return indicator_seen(viewer, entity.indicator_id)


def indicator_seen(viewer: Viewer, key: Any) -> ColumnElement[bool]:
    """Return the condition on a column of indicator keys: the indicator may be seen."""
    if viewer.nations is None:
        return true()
    condition: ColumnElement[bool] = key.not_in(hidden_indicators(viewer))
    return condition
