"""Scorecard: each objective and indicator against its target, now and before (M20 to M22)."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.objectives.assessment import ObjectiveFigures, assess_objective
from planner.objectives.columns import OF_MANY
from planner.objectives.left_out import NOT_VERIFIED
from planner.objectives.lights import ObjectiveLight
from planner.objectives.models import Objective
from planner.objectives.progress import Attainment
from planner.objectives.queries import with_indicators
from planner.objectives.readings import Reading, computed_on
from planner.objectives.reasons import PARTS, light_label, measured_words
from planner.objectives.told import baseline_told, unit_told
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.forms import ScorecardForm
from planner.reports.measures.scope import Links, Scope
from planner.reports.pages.asked import ReportAsked
from planner.reports.pages.registry import ReportPart, report
from planner.reports.past.lights import history_table, lights_before, lights_in, lit
from planner.reports.pictures.of_results import indicator_pictures
from planner.shapes.figure import LeftOut, Share
from planner.web.day_words import day as day_words
from planner.web.left_out import left_out_notes

MEASURED = {
    "measured": Column(_l("Indicators measured"), "number"),
    "parts": Column(_l("Indicators in all"), "number"),
}
OF_OBJECTIVES = (
    Column(_l("Objective")),
    Column(_l("Light")),
    Column(_l("Attainment (M22)"), "percent"),
    Column(_l("Expected by now"), "percent"),
    Column(_l("Measured"), parts=MEASURED),
    Column(_l("Why"), parts=PARTS),
)
OF_INDICATORS = (
    Column(_l("Indicator")),
    Column(_l("Unit")),
    Column(_l("Baseline"), "number"),
    Column(_l("Actual"), "number", parts=OF_MANY),
    Column(_l("Target"), "number"),
    Column(_l("Target by"), "day"),
    Column(_l("Progress (M20)"), "percent"),
    Column(_l("Expected (M21)"), "percent"),
    Column(_l("On track")),
    Column(_l("Why"), parts=PARTS),
)


@report(
    "scorecard",
    _l("Scorecard"),
    _l("Which objectives are on track, by their requirement and by their indicators?"),
    "unlinked",
    form=ScorecardForm,
)
def scorecard(asked: ReportAsked, _links: Links) -> Iterator[ReportPart]:
    """Give M22 and the light of each objective, M20 and M21 of each indicator, and earlier days."""
    objectives = in_order(asked.objectives)
    scope, day = asked.scope, min(asked.scope.today, asked.scope.period.last)
    known = computed_on([each for one in objectives for each in one.indicators], day)
    found = [assess_objective(one, day, known) for one in objectives]
    told = lights_in(scope, objectives)
    yield ReportPart(_("Objectives"), tables=[objective_table(found, told)], more=more_of(asked))
    yield from light_history(asked, objectives)
    yield ReportPart(
        _("Indicators"), tables=[indicator_table(found, day)], pictures=indicator_pictures(found)
    )
    if ends := ends_of(scope):
        yield ReportPart(
            _("Earlier"),
            tables=[earlier_table(objectives, ends)],
            says=_(
                "What indicators had reached at the end of each quarter of the period, counted "
                "from the records of today."
            ),
        )


def more_of(asked: ReportAsked) -> tuple[str, str] | None:
    """Return what leads to the lights of before, while they are not shown."""
    if asked.form.data.get("lights"):
        return None
    rest = [(name, value) for name, value in asked.query if name != "lights"]
    return _("Show the history of each light"), f"?{urlencode([*rest, ('lights', 'quarter')])}"


def light_history(asked: ReportAsked, objectives: Sequence[Objective]) -> Iterator[ReportPart]:
    """Give the lights as they were known at past ends, where they are asked for."""
    if not (every := asked.form.data.get("lights")):
        return
    found = lights_before(asked.scope, objectives, every)
    yield ReportPart(
        _("History of each light"),
        tables=[history_table(objectives, found)],
        says=_(
            "What each light was at the end of these days, as the office was known then, whatever "
            "was changed since."
        ),
    )


def in_order(objectives: Sequence[Objective]) -> list[Objective]:
    """Return objectives with their indicators loaded, in the order in which they were."""
    found = {one.id: one for one in with_indicators([one.id for one in objectives])}
    return [found[one.id] for one in objectives]


def objective_table(found: Sequence[ObjectiveFigures], told: dict[int, ObjectiveLight]) -> Table:
    """Return a line for each objective."""
    rows = [objective_row(one, told[one.objective.id]) for one in found]
    return Table(_("Objectives"), OF_OBJECTIVES, rows)


def objective_row(found: ObjectiveFigures, light: ObjectiveLight) -> tuple[object, ...]:
    """Return the line of one objective."""
    one, reached = found.objective, found.attainment
    return (
        Cell(f"{one.code} {one.name}", url_for("objectives.show", objective_id=one.id)),
        lit(light),
        as_share(reached.value),
        as_share(reached.expected),
        measured_words(reached),
        light.reason,
    )


def as_share(value: Fraction | None) -> Share | None:
    """Return a fraction in percent; nothing of nothing."""
    return None if value is None else Share(float(value))


def indicator_table(found: Sequence[ObjectiveFigures], day: date) -> Table:
    """Return a line for each indicator, under the codes of their objectives."""
    rows = [indicator_row(one, day) for figures in found for one in figures.readings]
    note = _("Progress is raw: it may be below 0 % or above 100 %.")
    waiting = sum(one.waiting for figures in found for one in figures.readings)
    left_out = left_out_notes([LeftOut(NOT_VERIFIED, waiting)])
    return Table(_("Indicators"), OF_INDICATORS, rows, (note, *left_out) if rows else ())


def indicator_row(one: Reading, day: date) -> tuple[object, ...]:
    """Return the line of one indicator; a computed value opens its rows."""
    indicator = one.indicator
    address = url_for("objectives.show", objective_id=indicator.objective_id)
    return (
        Cell(f"{indicator.code} {indicator.name}", f"{address}#indicator-{indicator.id}"),
        unit_told(indicator),
        baseline_told(indicator),
        Cell(one.told, one.rows),
        one.target_told,
        one.due_on(day),
        as_share(one.p),
        as_share(one.x) if one.p is not None else None,
        light_label(one.light),
        one.reason,
    )


def ends_of(scope: Scope) -> list[date]:
    """Return the last days of the last four quarters of the period that are over."""
    return [one.last for one in scope.period.quarters if one.last < scope.today][-4:]


def earlier_table(objectives: Sequence[Objective], days: Sequence[date]) -> Table:
    """Return what each objective's indicators had reached on some days."""
    every = [each for one in objectives for each in one.indicators]
    known = {day: computed_on(every, day) for day in days}
    rows = [
        (
            f"{one.code} {one.name}",
            *(earlier_cell(assess_objective(one, day, known[day]).attainment) for day in days),
        )
        for one in objectives
    ]
    columns = (Column(_("Objective")), *(Column(day_words(day), "percent") for day in days))
    return Table(_("Attainment at the end of quarters"), columns, rows)


def earlier_cell(found: Attainment) -> Cell:
    """Return what was reached on a day, with its light in words."""
    return Cell(as_share(found.value), detail=light_label(found.light))
