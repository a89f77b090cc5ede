"""What indicators, objectives, lines of effort and plans have reached on a day, with reasons."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planner.choices import Standing
from planner.objectives.models import (
    LineOfEffort,
    Objective,
    Plan,
)
from planner.objectives.progress import (
    Attainment,
    Part,
    attainment,
    rolled_up,
)
from planner.objectives.readings import Known, Reading, computed_on, read


@dataclass(frozen=True)
class ObjectiveFigures:
    """An objective with its indicators as read on a day."""

    objective: Objective
    readings: tuple[Reading, ...]
    attainment: Attainment


@dataclass(frozen=True)
class LineFigures:
    """A line of effort with its objectives; only the agreed ones in use are rolled up."""

    line: LineOfEffort
    objectives: tuple[ObjectiveFigures, ...]
    attainment: Attainment


@dataclass(frozen=True)
class PlanFigures:
    """A plan with its lines of effort."""

    plan: Plan
    lines: tuple[LineFigures, ...]
    attainment: Attainment

    @property
    def objectives(self) -> tuple[ObjectiveFigures, ...]:
        """Return the objectives of all lines."""
        return tuple(figures for line in self.lines for figures in line.objectives)


def with_objectives(figures: PlanFigures, kept: Collection[int]) -> PlanFigures:
    """Return a plan’s figures with some of its objectives; what was reached stays of all."""
    lines = tuple(
        replace(line, objectives=tuple(one for one in line.objectives if one.objective.id in kept))
        for line in figures.lines
    )
    return replace(figures, lines=tuple(line for line in lines if line.objectives))


def assess_objective(
    objective: Objective, day: date, known: Known | None = None
) -> ObjectiveFigures:
    """Return an objective's indicators and attainment on a day (METRICS M22)."""
    values = computed_on(objective.indicators, day) if known is None else known
    readings = tuple(read(indicator, day, values) for indicator in objective.indicators)
    parts = [Part(each.indicator.value_weight, each.p, each.x) for each in readings]
    return ObjectiveFigures(objective, readings, attainment(parts))


def counts_in_plan(objective: Objective) -> bool:
    """Say whether an objective is agreed and not retired."""
    return objective.retired_on is None and objective.standing is Standing.AGREED


def assess_line(line: LineOfEffort, day: date, known: Known) -> LineFigures:
    """Return a line of effort with the attainment of its agreed objectives."""
    figures = tuple(assess_objective(objective, day, known) for objective in line.objectives)
    counted = [each.attainment for each in figures if counts_in_plan(each.objective)]
    return LineFigures(line, figures, rolled_up(counted))


def assess_plan(plan: Plan, day: date) -> PlanFigures:
    """Return a plan with the attainment of its lines of effort that hold objectives."""
    (found,) = assess_plans([plan], day)
    return found


def assess_plans(plans: Sequence[Plan], day: date) -> list[PlanFigures]:
    """Return plans with what their lines have reached; what is computed is asked for together."""
    objectives = [one for plan in plans for line in plan.lines for one in line.objectives]
    known = computed_on([each for one in objectives for each in one.indicators], day)
    return [plan_figures(plan, day, known) for plan in plans]


def plan_figures(plan: Plan, day: date, known: Known) -> PlanFigures:
    """Return a plan with the attainment of its lines of effort."""
    lines = tuple(assess_line(line, day, known) for line in plan.lines)
    return PlanFigures(plan, lines, rolled_up([x.attainment for x in lines if x.attainment.parts]))
