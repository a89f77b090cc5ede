"""The SMART check of objectives as they are kept."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from planner.choices import Aggregation, Standing
from planner.db import db
from planner.objectives.aim_queries import plans_that_serve
from planner.objectives.models import Indicator, LineOfEffort, Objective, Requirement
from planner.objectives.order_queries import in_plan_order
from planner.objectives.readings import values_counted
from planner.objectives.smart import SmartCheck, smart_check
from planner.objectives.smart_facts import Aimed, SmartFacts, SmartMeasure
from planner.objectives.told import unit_told
from planner.viewers import Viewer


def smart_checks(
    objectives: Sequence[Objective], today: date, viewer: Viewer
) -> dict[int, SmartCheck]:
    """Return the check of each objective by id; they come with indicators, targets and values.

    What is required is counted as far as the viewer sees it.
    """
    required = required_numbers([one.id for one in objectives])
    serving, sees_all = plans_that_serve(), viewer.nations is None
    return {
        one.id: smart_check(facts_of(one, required.get(one.id, 0), serving, today, sees_all))
        for one in objectives
    }


def objectives_to_check(ids: Collection[int]) -> Sequence[Objective]:
    """Return objectives with all that the check asks of them, as plans have them."""
    indicators = selectinload(Objective.indicators)
    return db.session.scalars(
        in_plan_order(select(Objective))
        .where(Objective.id.in_(ids))
        .options(
            joinedload(Objective.line).joinedload(LineOfEffort.plan),
            joinedload(Objective.owner),
            indicators.selectinload(Indicator.targets),
            indicators.selectinload(Indicator.updates),
        )
    ).all()


def required_numbers(ids: Collection[int]) -> Mapping[int, int]:
    """Return how many events are agreed for each objective, of all nations and years."""
    rows = db.session.execute(
        select(Requirement.objective_id, func.sum(Requirement.number))
        .where(Requirement.objective_id.in_(ids), Requirement.standing == Standing.AGREED)
        .group_by(Requirement.objective_id)
    )
    return {key: int(number) for key, number in rows}


def facts_of(
    one: Objective,
    required: int,
    serving: Collection[int] | None,
    today: date,
    is_told_all: bool,
) -> SmartFacts:
    """Return what the check asks of an objective."""
    plan = one.line.plan
    return SmartFacts(
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        today=today,
        has_statement=bool(one.smart.strip()),
        has_category=one.soft_power is not None,
        has_owner=one.owner is not None and one.owner.active,
        measures=tuple(measures_of(one.indicators)),
        required=required,
        is_told_all=is_told_all,
        has_theory=bool(one.theory_of_change.strip()),
        has_aim=serving is None or plan.id in serving,
        window_days=one.outcome_window_days,
    )


def measures_of(indicators: Iterable[Indicator]) -> Iterable[SmartMeasure]:
    """Give indicators as the check sees them."""
    for one in indicators:
        yield SmartMeasure(
            code=one.code,
            direction=one.direction,
            unit=unit_told(one).strip(),
            baseline=one.baseline,
            targets=tuple(Aimed(aim.value, aim.starts_on, aim.ends_on) for aim in one.targets),
            before=last_before(one),
        )


def last_before(indicator: Indicator) -> Decimal | None:
    """Return the latest value typed before the time of the first target began.

    A sum or a mean begins with that time, so nothing of it was there before.
    """
    if not indicator.targets or indicator.aggregation is not Aggregation.LATEST:
        return None
    eve = indicator.targets[0].starts_on - timedelta(days=1)
    known = values_counted(indicator, (date.min, eve))
    return known[-1].value if known else None
