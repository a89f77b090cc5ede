"""Adopting the default catalogue as a plan of one’s own."""

from decimal import Decimal
from typing import Any

from planner.choices import (
    Aggregation,
    Direction,
    IndicatorLevel,
    IndicatorSource,
    MeasuredAs,
    SoftPower,
    Standing,
)
from planner.db import db
from planner.objectives.actions import add_plan
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
    LineOfEffort,
    Objective,
    Plan,
)
from planner.office.queries import office
from planner.reference.catalogue import catalogue
from planner.shapes.objective import WrittenPlan

LINES = (
    ("Trust and stability", ("O01", "O06", "O08")),
    ("People and culture", ("O02", "O05", "O07")),
    ("Capability", ("O03", "O04", "O11")),
    ("Solidarity and reach", ("O09", "O10", "O12")),
)
"""How the catalogue's objectives are laid out in a first plan."""
ADDED_UP = frozenset({"O09.2", "O10.2"})
"""Indicators of the catalogue whose values are added up over the period."""
YEARLY = frozenset({"O03.1", "O09.1", "O10.1", "O11.2"})
"""Indicators of the catalogue that say how many a year (METRICS, Readings)."""


def adopt_catalogue(written: WrittenPlan) -> Plan:
    """Make a plan of the default catalogue, its example values as baselines and targets."""
    plan = add_plan(written)
    rows = {row["code"]: row for row in catalogue()["objectives"]}
    for position, (title, codes) in enumerate(LINES):
        line = LineOfEffort(name=title, position=position)
        line.objectives = [objective_of(rows[code], plan) for code in codes]
        plan.lines.append(line)
    db.session.flush()
    return plan


def objective_of(row: dict[str, Any], plan: Plan) -> Objective:
    """Return an objective of the catalogue with its indicators."""
    objective = Objective(
        code=row["code"],
        name=row["name"],
        smart=row["smart"],
        soft_power=SoftPower(row["soft_power"]),
        theory_of_change=row["theory_of_change"],
        assumptions=row["assumptions"],
        risks=row["risks"],
        standing=Standing.AGREED,
        outcome_window_days=office().outcome_days,
    )
    objective.indicators = [indicator_of(part, plan) for part in row["indicators"]]
    return objective


def indicator_of(row: dict[str, Any], plan: Plan) -> Indicator:
    """Return an indicator of the catalogue with its target for the plan's period."""
    code = row["code"]
    return Indicator(
        code=code,
        name=row["name"],
        measured_as=MeasuredAs(row.get("measured_as", MeasuredAs.NUMBER)),
        unit=row["unit"],
        parted_by=row.get("parted_by", []),
        level=IndicatorLevel(row["level"]),
        direction=Direction(row["direction"]),
        source=IndicatorSource(row["source"]),
        aggregation=Aggregation.SUM if code in ADDED_UP else Aggregation.LATEST,
        is_yearly=code in YEARLY,
        baseline=Decimal(str(row["example_baseline"])),
        baseline_on=plan.starts_on,
        targets=[
            IndicatorTarget(
                starts_on=plan.starts_on,
                ends_on=plan.ends_on,
                value=Decimal(str(row["example_target"])),
            )
        ],
    )
