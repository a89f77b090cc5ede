"""The objectives of a plan as lists, declared once: by indicator, and the plan with its lines.

Their page draws them as a tree of lines of effort, objectives and indicators.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import owner_name
from planner.objectives.assessment import ObjectiveFigures, PlanFigures
from planner.objectives.filtering import ObjectiveFilter
from planner.objectives.lights import ObjectiveLight
from planner.objectives.progress import Attainment, Light
from planner.objectives.readings import Reading
from planner.objectives.reasons import (
    PARTS,
    attainment_reason,
    light_label,
    nothing_to_measure,
)
from planner.objectives.smart import SmartCheck
from planner.objectives.told import baseline_told, unit_told
from planner.presenters.table import Column
from planner.web.lists.columns import ListColumn, RowList


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator of an objective, or an objective that has none, with its line of effort."""

    line: str
    found: ObjectiveFigures
    light: ObjectiveLight | None
    events: int | None
    smart: SmartCheck
    reading: Reading | None = None

    @property
    def attainment(self) -> Attainment:
        """Return what its objective reached."""
        return self.found.attainment


@dataclass(frozen=True)
class ParentLine:
    """The plan as a whole, or a line of effort, with what it reached."""

    name: str
    attainment: Attainment


def indicator_lines(
    figures: PlanFigures,
    lights: Mapping[int, ObjectiveLight],
    executed: Mapping[int, int] | None,
    checks: Mapping[int, SmartCheck],
) -> Iterator[IndicatorLine]:
    """Give one line per indicator; an objective without indicators has one line."""
    for line in figures.lines:
        for found in line.objectives:
            key = found.objective.id
            events = None if executed is None else executed.get(key, 0)
            head = IndicatorLine(line.line.name, found, lights.get(key), events, checks[key])
            yield from (replace(head, reading=one) for one in found.readings or (None,))


def parent_lines(figures: PlanFigures) -> list[ParentLine]:
    """Return the plan as a whole and each line of effort (METRICS M22)."""
    lines = [ParentLine(line.line.name, line.attainment) for line in figures.lines]
    return [ParentLine(_("The plan as a whole"), figures.attainment), *lines]


def share(value: object) -> float | None:
    """Return a fraction as a plain number for files."""
    return None if value is None else float(value)  # type: ignore[arg-type]


def of(read: Callable[[Reading], object]) -> Callable[[IndicatorLine, Any], object]:
    """Return what reads a value of the indicator; nothing where the objective has none."""
    return lambda row, _about: None if row.reading is None else read(row.reading)


def track(row: IndicatorLine, _about: Any) -> str:
    """Return the word beside the light of the indicator."""
    return light_label(row.reading.light if row.reading else Light.GREY)


def why(row: IndicatorLine, _about: Any) -> object:
    """Return why the indicator shows its light."""
    return row.reading.reason if row.reading else nothing_to_measure()


def appeal(row: IndicatorLine, _about: Any) -> str:
    """Return the soft-power category of the objective in words."""
    category = row.found.objective.soft_power
    return str(category.label) if category else ""


EXPECTED = {"expected": Column(_l("Expected of it by now"), "percent")}
COUNTED = {
    "people": Column(_l("People"), "number"),
    "places": Column(_l("Places"), "number"),
    "events": Column(_l("In events"), "number"),
}
"""What n counts, and in how many events."""
OF_MANY = {
    "numerator": Column(_l("Numerator"), "number"),
    "denominator": Column(_l("Denominator"), "number"),
    "share": Column(_l("In percent"), "percent"),
}
"""What a percentage is made of."""
REACHED = (
    ListColumn(
        "attainment",
        _l("Attainment"),
        lambda row, _about: share(row.attainment.value),
        "percent",
    ),
    ListColumn(
        "completeness",
        _l("Completeness"),
        lambda row, _about: share(row.attainment.completeness),
        "percent",
    ),
    ListColumn("measured", _l("Measured"), "attainment.measured", "number"),
    ListColumn("parts", _l("Indicators"), "attainment.parts", "number"),
)
OF_OBJECTIVE = (
    ListColumn("line", _l("Line of effort"), "line"),
    ListColumn(
        "objective",
        _l("Objective"),
        lambda row, _about: f"{row.found.objective.code} {row.found.objective.name}",
    ),
    ListColumn("standing", _l("Standing"), "found.objective.standing.label"),
    ListColumn("retired", _l("Retired on"), "found.objective.retired_on", "day"),
    *REACHED,
    ListColumn("light", _l("Light"), lambda row, _about: row.light.label if row.light else ""),
    ListColumn(
        "light_reason",
        _l("Reason of the light"),
        lambda row, _about: row.light.reason if row.light else "",
        parts=PARTS,
    ),
    ListColumn("events", _l("Events"), "events", "number"),
    ListColumn("owner", _l("Owner"), lambda row, _about: owner_name(row.found.objective.owner)),
    ListColumn("smart", _l("SMART"), "smart.words"),
    ListColumn(
        "smart_reason",
        _l("Why SMART fails"),
        lambda row, _about: row.smart.reasons or "",
    ),
    ListColumn("soft_power", _l("Soft-power category"), appeal),
    ListColumn("theory_of_change", _l("Theory of change"), "found.objective.theory_of_change"),
    ListColumn("assumptions", _l("Assumptions"), "found.objective.assumptions"),
    ListColumn("risks", _l("Risks"), "found.objective.risks"),
)
OF_INDICATOR = (
    ListColumn(
        "indicator", _l("Indicator"), of(lambda one: f"{one.indicator.code} {one.indicator.name}")
    ),
    ListColumn("unit", _l("Unit"), of(lambda one: unit_told(one.indicator))),
    ListColumn("direction", _l("Direction"), of(lambda one: one.indicator.direction.label)),
    ListColumn("baseline", _l("Baseline"), of(lambda one: baseline_told(one.indicator)), "number"),
    ListColumn("target", _l("Target"), of(lambda one: one.target_told), "number"),
    ListColumn(
        "target_by",
        _l("Target by"),
        of(lambda one: one.target.ends_on if one.target else None),
        "day",
    ),
    ListColumn("actual", _l("Actual"), of(lambda one: one.told), "number", parts=OF_MANY),
    ListColumn("n", _l("n"), of(lambda one: one.n), "number"),
    ListColumn("waiting", _l("Values to verify"), of(lambda one: one.waiting), "number"),
    ListColumn("n_words", _l("n in words"), of(lambda one: one.n_words), parts=COUNTED),
    ListColumn("progress", _l("Progress"), of(lambda one: one.progress), "percent"),
    ListColumn("track", _l("On track"), track),
    ListColumn("reason", _l("Reason"), why, parts=EXPECTED),
)
OBJECTIVES = RowList(
    "objectives",
    _l("Objectives"),
    (*OF_OBJECTIVE, *OF_INDICATOR),
    notes=lambda _rows: (_("Progress is raw: it may be below 0 % or above 100 %."),),
    endpoint="objectives.index",
    narrowed_by=ObjectiveFilter,
)
PARENTS = RowList(
    "parents",
    _l("The plan and its lines"),
    (
        ListColumn("line", _l("Line of effort"), "name"),
        *REACHED,
        ListColumn("light", _l("Light"), lambda row, _about: light_label(row.attainment.light)),
        ListColumn(
            "reason",
            _l("Reason"),
            lambda row, _about: attainment_reason(row.attainment),
            parts=EXPECTED,
        ),
    ),
)
"""It stands beside the objectives in their file, for it is no sum of their rows."""
