"""What the filter of the event list offers to choose from."""

from sqlalchemy import select

from planner.accounts.labels import named
from planner.accounts.models import User
from planner.db import db
from planner.objectives.models import Objective


def objective_choices() -> dict[int, str]:
    """Return id to code and name of every objective, by code."""
    rows = db.session.execute(
        select(Objective.id, Objective.code, Objective.name).order_by(Objective.code, Objective.id)
    )
    return {key: f"{code} {name}" for key, code, name in rows}


def owner_choices() -> dict[int, str]:
    """Return id to name of every user, by name."""
    statement = select(User.id, User.name, User.active).order_by(User.name, User.id)
    return {row.id: named(row.name, row.active) for row in db.session.execute(statement)}
