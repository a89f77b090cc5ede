"""What is asked about aims: the list, the choices, and the plans that serve one."""

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import selectinload

from planner.db import db
from planner.objectives.aim_models import Aim, plan_aim
from planner.objectives.models import Indicator, LineOfEffort, Objective, Plan


def aims() -> Sequence[Aim]:
    """Return every aim, those in use first, by name."""
    return db.session.scalars(select(Aim).order_by(Aim.retired_on.is_not(None), Aim.name)).all()


def aim_by_name(name: str) -> Aim | None:
    """Return the aim of a name."""
    return db.session.scalars(select(Aim).where(Aim.name == name)).one_or_none()


def aim_choices(keep: Collection[int] = ()) -> dict[int, str]:
    """Return id to name of the aims in use, and of those to keep."""
    wanted = or_(Aim.retired_on.is_(None), Aim.id.in_(keep))
    rows = db.session.execute(select(Aim.id, Aim.name).where(wanted).order_by(Aim.name))
    return {row.id: row.name for row in rows}


def all_aim_names() -> dict[int, str]:
    """Return id to name of every aim, retired ones too, which old plans still serve."""
    rows = db.session.execute(select(Aim.id, Aim.name).order_by(Aim.name))
    return {row.id: row.name for row in rows}


def aims_of_ids(ids: Collection[int]) -> list[Aim]:
    """Return the aims of some ids, by name."""
    return list(db.session.scalars(select(Aim).where(Aim.id.in_(ids)).order_by(Aim.name)))


def is_served(aim: Aim) -> bool:
    """Say whether a plan serves an aim."""
    return bool(db.session.scalar(select(exists().where(plan_aim.c.aim_id == aim.id))))


def plans_by_aim() -> Mapping[int, int]:
    """Return how many plans serve each aim, by its id."""
    served = select(plan_aim.c.aim_id, func.count(Plan.id))
    serving = served.join(Plan, Plan.id == plan_aim.c.plan_id).group_by(plan_aim.c.aim_id)
    return {row[0]: row[1] for row in db.session.execute(serving)}


def plan_ids_of(aim_id: int) -> list[int]:
    """Return the ids of the plans that serve an aim."""
    serving = select(Plan.id).join(plan_aim, plan_aim.c.plan_id == Plan.id)
    return list(db.session.scalars(serving.where(plan_aim.c.aim_id == aim_id)))


def whole_plans_of(aim: Aim) -> Sequence[Plan]:
    """Return the plans that serve an aim with all that their attainment needs, the latest first."""
    objectives = selectinload(Plan.lines).selectinload(LineOfEffort.objectives)
    indicators = objectives.selectinload(Objective.indicators)
    return db.session.scalars(
        select(Plan)
        .join(plan_aim, plan_aim.c.plan_id == Plan.id)
        .where(plan_aim.c.aim_id == aim.id)
        .options(
            indicators.selectinload(Indicator.targets),
            indicators.selectinload(Indicator.updates),
            objectives.joinedload(Objective.owner),
        )
        .order_by(Plan.starts_on.desc(), Plan.name)
    ).all()


def plans_that_serve() -> Collection[int] | None:
    """Return which plans serve an aim in use; None where the office keeps no aim in use."""
    rows = db.session.execute(
        select(Aim.id, plan_aim.c.plan_id)
        .outerjoin(plan_aim, plan_aim.c.aim_id == Aim.id)
        .where(Aim.retired_on.is_(None))
    ).all()
    return {row.plan_id for row in rows} if rows else None
