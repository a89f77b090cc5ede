"""The requirements of a scope as rows: agreed, or proposed and waiting for agreement."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.choices import Standing
from planner.db import db
from planner.objectives.models import Objective, Requirement
from planner.reports.measures.coverage import objectives_of
from planner.reports.measures.required_years import agreed, of_years
from planner.reports.measures.scope import Scope


def requirements_of(scope: Scope, standing: Standing) -> Sequence[Requirement]:
    """Return the requirements of a scope that stand so, of objectives in force in the period."""
    rows = db.session.scalars(
        select(Requirement)
        .where(*agreed(scope, of_years(scope.period.years), standing=standing))
        .options(joinedload(Requirement.objective).joinedload(Objective.line))
        .order_by(Requirement.year, Requirement.objective_id, Requirement.nation_code)
    ).all()
    in_force = {one.id for one in objectives_of(scope)} if rows else set()
    return [row for row in rows if row.objective_id in in_force]
