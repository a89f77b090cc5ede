"""What pickers offer of plans and objectives."""

from collections.abc import Sequence

from sqlalchemy import or_, select

from planner.accounts.labels import named
from planner.accounts.models import RoleGrant, User
from planner.choices import Standing
from planner.db import db
from planner.objectives.models import (
    LineOfEffort,
    Objective,
    Plan,
)
from planner.objectives.order_queries import PLAN_ORDER
from planner.viewers import PERMISSIONS

RECORDING = sorted(PERMISSIONS["report"])
"""Roles that record values."""


def plan_choices() -> dict[int, str]:
    """Return id to name of every plan, the latest period first."""
    rows = db.session.execute(select(Plan.id, Plan.name).order_by(Plan.starts_on.desc(), Plan.name))
    return {row.id: row.name for row in rows}


def objective_choices(plan: Plan | None = None, *, also: Sequence[int] = ()) -> dict[int, str]:
    """Return id to “O01 Trust between forces” of the agreed objectives in use, in plan order.

    Without a plan, of all plans; `also` keeps objectives that a row has chosen before.
    """
    wanted = (Objective.retired_on.is_(None) & (Objective.standing == Standing.AGREED)) | (
        Objective.id.in_(list(also))
    )
    statement = (
        select(Objective.id, Objective.code, Objective.name, Plan.name.label("plan"))
        .join(Objective.line)
        .join(LineOfEffort.plan)
        .where(wanted)
        .order_by(*PLAN_ORDER)
    )
    if plan is not None:
        statement = statement.where((Plan.id == plan.id) | Objective.id.in_(list(also)))
    rows = db.session.execute(statement).all()
    several = len({row.plan for row in rows}) > 1
    return {
        row[0]: f"{row.code} {row.name} ({row.plan})" if several else f"{row.code} {row.name}"
        for row in rows
    }


def owner_choices(*, keep: int | None = None) -> dict[int, str]:
    """Return id to name of the people who may own an objective, and of the one to keep."""
    rows = db.session.execute(
        select(User.id, User.name, User.active)
        .where(or_(User.active, User.id == keep))
        .order_by(User.name)
    )
    return {row.id: named(row.name, row.active) for row in rows}


def value_owner_choices(*, keep: int | None = None) -> dict[int, str]:
    """Return id to name of the people who may record values, and of the one to keep."""
    records = User.id.in_(select(RoleGrant.user_id).where(RoleGrant.role.in_(RECORDING)))
    rows = db.session.execute(
        select(User.id, User.name, User.active)
        .where(or_(User.active & records, User.id == keep))
        .order_by(User.name, User.id)
    )
    return {row.id: named(row.name, row.active) for row in rows}


def line_choices(*plans: Plan) -> dict[int, str]:
    """Return id to name of the lines of effort of plans, plan by plan and in their order."""
    place = {plan.id: at for at, plan in enumerate(plans)}
    rows = db.session.execute(
        select(LineOfEffort.id, LineOfEffort.name, LineOfEffort.plan_id)
        .where(LineOfEffort.plan_id.in_(place))
        .order_by(LineOfEffort.position, LineOfEffort.id)
    ).all()
    return {row.id: row.name for row in sorted(rows, key=lambda row: place[row.plan_id])}
