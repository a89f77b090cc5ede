"""What is asked about plans and objectives, and the choices that pickers offer."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from planner.choices import Standing
from planner.db import db
from planner.objectives.aim_models import Aim
from planner.objectives.models import (
    Indicator,
    LineOfEffort,
    Objective,
    Plan,
    Requirement,
)
from planner.objectives.order_queries import in_plan_order
from planner.viewers import EVERYTHING, acting_as

OF_OFFICE = Plan.nation_code.is_not(None)
"""Orders the plans of the office before those for one nation."""
WHOLE_LINES = selectinload(Plan.lines).selectinload(LineOfEffort.objectives)
"""Loads the lines of effort of a plan with their objectives, however many there are."""


def plans() -> Sequence[Plan]:
    """Return every plan, the latest period first."""
    return db.session.scalars(select(Plan).order_by(Plan.starts_on.desc(), Plan.name)).all()


def plans_with_aims() -> Sequence[Plan]:
    """Return every plan with its aims in one statement, the latest period first."""
    statement = select(Plan).options(joinedload(Plan.aims))
    rows = db.session.scalars(statement.order_by(Plan.starts_on.desc(), Plan.name))
    return rows.unique().all()


def plan_by_name(name: str, nation_code: str | None = None) -> Plan | None:
    """Return the plan of a name, of the office or for a nation."""
    of_nation = Plan.nation_code.is_not_distinct_from(nation_code)
    return db.session.scalars(select(Plan).where(Plan.name == name, of_nation)).first()


def requires_others(plan: Plan, nation_code: str) -> bool:
    """Say whether a plan requires events with other nations than one, whoever looks."""
    found = (
        select(Requirement.id)
        .join(Requirement.objective)
        .join(Objective.line)
        .where(LineOfEffort.plan_id == plan.id, Requirement.nation_code != nation_code)
        .limit(1)
    )
    with acting_as(db.session, EVERYTHING):
        return db.session.scalar(found) is not None


def plans_for(nation_code: str) -> Sequence[Plan]:
    """Return the plans for one nation with their aims, the latest period first."""
    statement = select(Plan).where(Plan.nation_code == nation_code)
    loaded = statement.options(selectinload(Plan.aims))
    return db.session.scalars(loaded.order_by(Plan.starts_on.desc(), Plan.name)).all()


def current_plan(today: date, aim_id: int | None = None) -> Plan | None:
    """Return the plan that runs on the day, the latest begun; else the nearest other.

    A plan of the office goes before one for a nation. A plan that is over stands in when none
    runs, and one that has yet to start when there is no other. None only when there is no plan
    at all; with an aim, none that serves it.
    """
    every = select(Plan).limit(1)
    if aim_id is not None:
        every = every.where(Plan.aims.any(Aim.id == aim_id))
    begun = every.where(Plan.starts_on <= today)
    return (
        db.session.scalars(
            begun.where(Plan.ends_on >= today).order_by(
                OF_OFFICE, Plan.starts_on.desc(), Plan.id.desc()
            )
        ).first()
        or db.session.scalars(
            begun.order_by(OF_OFFICE, Plan.ends_on.desc(), Plan.id.desc())
        ).first()
        or db.session.scalars(every.order_by(OF_OFFICE, Plan.starts_on, Plan.id)).first()
    )


def in_use() -> Select[Objective]:
    """Return the statement of the objectives that are agreed and not retired."""
    return select(Objective).where(
        Objective.retired_on.is_(None), Objective.standing == Standing.AGREED
    )


def in_force(
    first: date, last: date, standing: Standing = Standing.AGREED
) -> list[ColumnElement[bool]]:
    """Return the conditions on objectives, joined to line and plan, that count in a time.

    They are agreed, or of the standing asked for, their plan has a day in it, and they were not
    retired before it.
    """
    return [
        Plan.starts_on <= last,
        Plan.ends_on >= first,
        Objective.standing == standing,
        Objective.retired_on.is_(None) | (Objective.retired_on >= first),
    ]


def objectives_of(plan: Plan) -> Sequence[Objective]:
    """Return the agreed objectives of a plan that are not retired, in its order."""
    return db.session.scalars(in_plan_order(in_use()).where(LineOfEffort.plan_id == plan.id)).all()


def objectives_by_code(plan: Plan) -> dict[str, Objective]:
    """Return code to objective of a plan, retired and proposed ones too."""
    rows = db.session.scalars(
        select(Objective).join(Objective.line).where(LineOfEffort.plan_id == plan.id)
    )
    return {objective.code: objective for objective in rows}


def objective_count(plan: Plan) -> int:
    """Return how many objectives a plan has, of any standing."""
    return (
        db.session.scalar(
            select(func.count(Objective.id))
            .join(Objective.line)
            .where(LineOfEffort.plan_id == plan.id)
        )
        or 0
    )


def whole_plan(plan_id: int) -> Plan | None:
    """Return a plan with lines, objectives, owners, indicators, targets and updates loaded."""
    indicators = (
        selectinload(Plan.lines)
        .selectinload(LineOfEffort.objectives)
        .selectinload(Objective.indicators)
    )
    return db.session.scalars(
        select(Plan)
        .where(Plan.id == plan_id)
        .options(
            indicators.selectinload(Indicator.targets),
            indicators.selectinload(Indicator.updates),
            selectinload(Plan.lines)
            .selectinload(LineOfEffort.objectives)
            .joinedload(Objective.owner),
        )
    ).one_or_none()


def whole_objective(objective_id: int) -> Objective | None:
    """Return an objective with all that its page shows."""
    indicators = selectinload(Objective.indicators)
    return db.session.scalars(
        select(Objective)
        .where(Objective.id == objective_id)
        .options(
            joinedload(Objective.line).joinedload(LineOfEffort.plan),
            joinedload(Objective.owner),
            indicators.selectinload(Indicator.targets),
            indicators.selectinload(Indicator.updates),
        )
    ).one_or_none()


def with_indicators(objective_ids: Sequence[int]) -> Sequence[Objective]:
    """Return objectives with the indicators, targets and updates that their attainment needs."""
    indicators = selectinload(Objective.indicators)
    return db.session.scalars(
        select(Objective)
        .where(Objective.id.in_(objective_ids))
        .options(
            indicators.selectinload(Indicator.targets),
            indicators.selectinload(Indicator.updates),
        )
    ).all()
