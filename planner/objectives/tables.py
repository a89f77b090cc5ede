"""Objectives and requirements as tables for files."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.objectives.assessment import ObjectiveFigures, PlanFigures
from planner.objectives.lights import ObjectiveLight
from planner.objectives.progress import Attainment, Light
from planner.objectives.readings import Reading
from planner.objectives.reasons import attainment_reason, light_label
from planner.presenters.table import Column, Table


def share(value: object) -> float | None:
    """Return a fraction as a plain number for files."""
    return None if value is None else float(value)  # type: ignore[arg-type]


INDICATOR_COLUMNS = (
    Column(_l("Indicator")),
    Column(_l("Unit")),
    Column(_l("Direction")),
    Column(_l("Baseline"), "number"),
    Column(_l("Target"), "number"),
    Column(_l("Target by"), "day"),
    Column(_l("Actual"), "number"),
    Column(_l("n"), "number"),
    Column(_l("n in words")),
    Column(_l("Progress"), "percent"),
    Column(_l("On track")),
    Column(_l("Reason")),
)
REACHED = (
    Column(_l("Attainment"), "percent"),
    Column(_l("Completeness"), "percent"),
    Column(_l("Measured"), "number"),
    Column(_l("Indicators"), "number"),
)
OBJECTIVE_COLUMNS = (
    Column(_l("Line of effort")),
    Column(_l("Objective")),
    Column(_l("Standing")),
    Column(_l("Retired on"), "day"),
    *REACHED,
    Column(_l("Light")),
    Column(_l("Reason of the light")),
    Column(_l("Events"), "number"),
    Column(_l("Owner")),
    *INDICATOR_COLUMNS,
)


def objective_table(
    figures: PlanFigures,
    lights: Mapping[int, ObjectiveLight],
    executed: Mapping[int, int] | None,
    as_of: datetime,
) -> Table:
    """Return one row per indicator, with what its objective reached beside it.

    The plan and its lines of effort are beside it, for they are no sum of these rows.
    """
    rows = [
        row
        for line in figures.lines
        for found in line.objectives
        for row in rows_of(line.line.name, found, lights.get(found.objective.id), executed)
    ]
    return Table(
        title=figures.plan.name,
        columns=OBJECTIVE_COLUMNS,
        rows=rows,
        notes=(_("Progress is raw: it may be below 0 % or above 100 %."),),
        as_of=as_of,
        more=(parent_table(figures),),
    )


def parent_table(figures: PlanFigures) -> Table:
    """Return what the plan as a whole and each line of effort reached (METRICS M22)."""
    parents = [(_("The plan as a whole"), figures.attainment)]
    parents += [(line.line.name, line.attainment) for line in figures.lines]
    columns = (Column(_("Line of effort")), *REACHED, Column(_("Light")), Column(_("Reason")))
    rows = [
        (name, *reached(found), light_label(found.light), attainment_reason(found))
        for name, found in parents
    ]
    return Table(_("The plan and its lines"), columns, rows)


def reached(found: Attainment) -> tuple[float | None, float | None, int, int]:
    """Return attainment and completeness as fractions, and of how many parts they are."""
    return (share(found.value), share(found.completeness), found.measured, found.parts)


def rows_of(
    line: str,
    found: ObjectiveFigures,
    light: ObjectiveLight | None,
    executed: Mapping[int, int] | None,
) -> list[list[object]]:
    """Return the rows of one objective; one without indicators has one row."""
    objective = found.objective
    head = [
        line,
        f"{objective.code} {objective.name}",
        objective.standing.label,
        objective.retired_on,
        *reached(found.attainment),
        light.label if light else "",
        light.reason if light else "",
        None if executed is None else executed.get(objective.id, 0),
        owner_name(objective.owner),
    ]
    if not found.readings:
        return [[*head, *([None] * 10), light_label(Light.GREY), _("Nothing to measure")]]
    return [[*head, *reading_row(reading)] for reading in found.readings]


def reading_row(reading: Reading) -> list[object]:
    """Return an indicator's cells."""
    indicator, target = reading.indicator, reading.target
    return [
        f"{indicator.code} {indicator.name}",
        indicator.unit,
        indicator.direction.label,
        indicator.baseline,
        target.value if target else None,
        target.ends_on if target else None,
        reading.actual,
        reading.n,
        reading.n_words,
        reading.progress,
        light_label(reading.light),
        reading.reason,
    ]
