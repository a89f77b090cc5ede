"""What the filter of the event list offers to choose from."""

from sqlalchemy import select

from planner.accounts.labels import named
from planner.accounts.models import User
from planner.db import db
from planner.objectives.models import LineOfEffort, Objective
from planner.objectives.order_queries import PLAN_ORDER


def objective_choices() -> dict[int, str]:
    """Return id to code and name of every objective, as plans have them."""
    asked = select(Objective.id, Objective.code, Objective.name)
    placed = asked.join(Objective.line).join(LineOfEffort.plan).order_by(*PLAN_ORDER)
    rows = db.session.execute(placed)
    return {key: f"{code} {name}" for key, code, name in rows}


def owner_choices() -> dict[int, str]:
    """Return id to name of every user, by name."""
    statement = select(User.id, User.name, User.active).order_by(User.name, User.id)
    return {row.id: named(row.name, row.active) for row in db.session.execute(statement)}
