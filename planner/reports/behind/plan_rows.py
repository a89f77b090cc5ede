"""What stands behind the figures of the plan: objectives, requirements, targets."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Standing
from planner.objectives.models import Objective, Requirement
from planner.objectives.readings import Reading
from planner.reports.behind.leaves import (
    OF_SERVED,
    OF_UNMET,
    of_targets_of,
    proposed_objectives,
    proposed_requirements,
)
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.choice import matrix_rows
from planner.reports.gaps.details import risk
from planner.reports.gaps.found import (
    targets_at_risk,
    targets_read,
    unjudged_of,
    untold_of,
    without_events,
)
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.execution import executed_by_objective
from planner.reports.measures.requirements_listed import requirements_of
from planner.reports.measures.scope import Scope
from planner.reports.page_parts import requirement_address
from planner.shapes.figure import Sentence
from planner.web.nationnames import nation_name
from planner.years import Year, YearStyle


def row_of_objective(one: Objective, **more: Any) -> RowBehind:
    """Return a row that leads to an objective."""
    href = url_for("objectives.show", objective_id=one.id)
    return RowBehind(f"{one.code} {one.name}", href, **more)


@behind("objectives", _l("Objectives of plans in force"), leaves=proposed_objectives)
def objectives(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of M7."""
    return (row_of_objective(one) for one in objectives_of(scope))


@behind("objectives-proposed", _l("Objectives proposed, not yet agreed"))
def objectives_proposed(scope: Scope) -> Iterator[RowBehind]:
    """Give the objectives that would count in the period once they are agreed."""
    return (row_of_objective(one) for one in objectives_of(scope, standing=Standing.PROPOSED))


@behind("served", _l("Objectives that an executed event serves"), leaves=OF_SERVED)
def served(scope: Scope) -> Iterator[RowBehind]:
    """Give the numerator of M7."""
    found = executed_by_objective(scope)
    return (row_of_objective(one) for one in objectives_of(scope) if found.get(one.id))


@behind("idle", _l("Objectives without any event"), leaves=OF_SERVED)
def idle(scope: Scope) -> Iterator[RowBehind]:
    """Give the objectives that no event of the period serves."""
    return (row_of_objective(one) for one in without_events(scope, objectives_of(scope)))


@behind("required", _l("Events required"), leaves=proposed_requirements)
def required(scope: Scope) -> Iterator[RowBehind]:
    """Give the agreed requirements of a scope, each with its number."""
    return rows_of_requirements(scope, Standing.AGREED)


@behind("required-proposed", _l("Events required in proposals, not yet agreed"))
def required_proposed(scope: Scope) -> Iterator[RowBehind]:
    """Give the proposed requirements of a scope, each with its number."""
    return rows_of_requirements(scope, Standing.PROPOSED)


def rows_of_requirements(scope: Scope, standing: Standing) -> Iterator[RowBehind]:
    """Give the requirements of a scope that stand so."""
    found = requirements_of(scope, standing)
    return (row_of_requirement(row, scope.period.style) for row in found)


def row_of_requirement(row: Requirement, style: YearStyle) -> RowBehind:
    """Return a row that leads to the grid in which a requirement is set."""
    year = Year(row.year, style)
    words = f"{row.objective.code} {row.objective.name}, {nation_name(row.nation_code)}"
    href = requirement_address(row.objective.line.plan_id, year, row.objective_id)
    return RowBehind(words, href, detail=year.name, number=row.number)


@behind("cells", _l("Objective and partner with something required"), leaves=proposed_requirements)
def cells(scope: Scope) -> Iterator[RowBehind]:
    """Give the denominator of M9."""
    return compared(scope, "cells")


@behind("cells-met", _l("Objective and partner with as many events as required"), leaves=OF_UNMET)
def cells_met(scope: Scope) -> Iterator[RowBehind]:
    """Give the numerator of M9."""
    return compared(scope, "met")


@behind("residual", _l("Required, neither held nor approved and ahead"), leaves=OF_UNMET)
def residual(scope: Scope) -> Iterator[RowBehind]:
    """Give the residual gap of M10, cell by cell."""
    return compared(scope, "residual")


@behind("unmet", _l("Requirements not met"), leaves=OF_UNMET)
def unmet(scope: Scope) -> Iterator[RowBehind]:
    """Give the cells with a gap, each once, whatever is missing in it."""
    return (replace(row, number=None) for row in compared(scope, "gap"))


def compared(scope: Scope, name: str) -> Iterator[RowBehind]:
    """Give the cells of a matrix with what a number of `Wanted` holds of them, if anything."""
    rows = matrix_rows(objectives_of(scope), "objective")
    found = coverage(scope, rows, is_narrowed=bool(scope.objective_ids))
    for row in rows:
        for column in found.columns:
            wanted = found.figures[row.key, column.key].wanted
            number: int = getattr(wanted, name) if wanted else 0
            if wanted and number:
                words = f"{row.detail} {row.label}, {nation_name(str(column.key))}"
                values = {"held": wanted.filled, "required": wanted.required}
                detail = Sentence(_("%(held)s of %(required)s"), values)
                href = url_for("objectives.show", objective_id=row.key)
                yield RowBehind(words, href, detail=detail, number=number)


@behind("targets-at-risk", _l("Targets at risk"), leaves=of_targets_of)
def at_risk(scope: Scope) -> Iterator[RowBehind]:
    """Give the indicators whose target is amber or red, each with the value due next."""
    for reading in targets_at_risk(scope, objectives_of(scope)):
        due_on = reading.due_on(min(scope.today, scope.period.last))
        yield replace(row_of_indicator(reading), detail=risk(reading, scope), on=due_on)


@behind("targets-unjudged", _l("Indicators without a light"))
def unjudged(scope: Scope) -> Iterator[RowBehind]:
    """Give the indicators of which nobody can say yet how they stand."""
    return map(row_of_indicator, unjudged_of(targets_read(scope, objectives_of(scope))))


@behind("values-waiting", _l("Values of indicators that nobody has verified yet"))
def values_waiting(scope: Scope) -> Iterator[RowBehind]:
    """Give the indicators with values that wait to be verified, each with how many."""
    for reading in targets_read(scope, objectives_of(scope)):
        if reading.waiting:
            yield replace(row_of_indicator(reading), number=reading.waiting)


@behind("targets-amber", _l("Targets behind, of which the office does not ask to hear"))
def untold(scope: Scope) -> Iterator[RowBehind]:
    """Give the amber targets of an office that hears of red ones only."""
    return map(row_of_indicator, untold_of(targets_read(scope, objectives_of(scope))))


def row_of_indicator(reading: Reading) -> RowBehind:
    """Return a row that leads to an indicator."""
    one = reading.indicator
    return RowBehind(f"{one.code} {one.name}", url_for("indicators.show", indicator_id=one.id))
