"""Objectives and requirements as tables for files."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from planner.objectives.assessment import (
    ObjectiveFigures,
    PlanFigures,
    Reading,
    light_label,
)
from planner.objectives.lights import ObjectiveLight
from planner.objectives.progress import Light
from planner.presenters.table import Column, Table


def share(value: object) -> float | None:
    """Return a fraction as a plain number for files."""
    return None if value is None else float(value)  # type: ignore[arg-type]


def objective_table(
    figures: PlanFigures, lights: Mapping[int, ObjectiveLight], as_of: datetime
) -> Table:
    """Return one row per indicator, with its objective's attainment and light beside it."""
    columns = (
        Column(_("Line of effort")),
        Column(_("Objective")),
        Column(_("Standing")),
        Column(_("Retired on"), "day"),
        Column(_("Attainment"), "percent"),
        Column(_("Completeness"), "percent"),
        Column(_("Light")),
        Column(_("Reason of the light")),
        Column(_("Indicator")),
        Column(_("Unit")),
        Column(_("Direction")),
        Column(_("Baseline"), "number"),
        Column(_("Target"), "number"),
        Column(_("Target by"), "day"),
        Column(_("Actual"), "number"),
        Column(_("n"), "number"),
        Column(_("n in words")),
        Column(_("Progress"), "percent"),
        Column(_("On track")),
        Column(_("Reason")),
    )
    rows = [
        row
        for line in figures.lines
        for found in line.objectives
        for row in rows_of(line.line.name, found, lights.get(found.objective.id))
    ]
    return Table(
        title=figures.plan.name,
        columns=columns,
        rows=rows,
        notes=(_("Progress is raw: it may be below 0 % or above 100 %."),),
        as_of=as_of,
    )


def rows_of(line: str, found: ObjectiveFigures, light: ObjectiveLight | None) -> list[list[object]]:
    """Return the rows of one objective; one without indicators has one row."""
    objective = found.objective
    head = [
        line,
        f"{objective.code} {objective.name}",
        objective.standing.label,
        objective.retired_on,
        share(found.attainment.value),
        share(found.attainment.completeness),
        light.label if light else "",
        light.reason if light else "",
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
