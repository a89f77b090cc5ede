"""What the filter of the event list offers to choose from."""

from sqlalchemy import select

from planner.accounts.labels import named
from planner.accounts.models import User
from planner.db import db
from planner.objectives.models import Objective
from planner.objectives.order import in_plan_order


def objective_choices() -> dict[int, str]:
    """Return id to code and name of every objective, as plans have them."""
    asked = select(Objective.id, Objective.code, Objective.name)
    rows = db.session.execute(in_plan_order(asked))
    return {key: f"{code} {name}" for key, code, name in rows}


def owner_choices() -> dict[int, str]:
    """Return id to name of every user, by name."""
    statement = select(User.id, User.name, User.active).order_by(User.name, User.id)
    return {row.id: named(row.name, row.active) for row in db.session.execute(statement)}
