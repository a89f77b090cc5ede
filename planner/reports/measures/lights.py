"""The light of an objective: what was held of what is required, and what indicators reached.

One function for every page (METRICS, Readings): grey before the period begins, where nothing
is required, where nothing was measured or less than half of it; green needs the rule of M21
for both and no residual gap.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.choices import Standing
from planner.objectives.assessment import assess_objective
from planner.objectives.lights import ObjectiveLight, lights_objectives, worst
from planner.objectives.models import Objective
from planner.objectives.progress import ENOUGH, Attainment, Light, on_track, rolled_up
from planner.objectives.queries import with_indicators
from planner.objectives.readings import computed_on
from planner.objectives.reasons import reason_of
from planner.office.queries import year_style
from planner.reports.measures.counts import OTHER, Key
from planner.reports.measures.coverage import coverage
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.measures.scope import Scope
from planner.reports.measures.wanted import Wanted
from planner.reports.periods import ReportPeriod, period_of
from planner.shapes.figure import Sentence, joined


def light(found: Figures, reached: Attainment, period: ReportPeriod, today: date) -> ObjectiveLight:
    """Return the light of a row of the matrix, from its requirement and its indicators."""
    if found.wanted is None or not found.wanted.required:
        words = _("nothing is required for this period")
        return ObjectiveLight(Light.GREY, Sentence(words, code="nothing-required"))
    reasons = held_reasons(found.wanted)
    if today < period.first:
        begins = {"begins": period.first}
        begun = Sentence(_("the period begins on %(begins)s"), begins, "not-begun")
        return ObjectiveLight(Light.GREY, joined([begun, *reasons]))
    if reached.completeness is not None and reached.completeness < ENOUGH:
        values = {"measured": reached.measured, "parts": reached.parts}
        words = _("%(measured)s of %(parts)s indicators measured")
        few = Sentence(words, values, "too-few-measured")
        return ObjectiveLight(Light.GREY, joined([*reasons, few]))
    lights = [held_light(found.wanted, period, today)]
    if reached.value is not None and reached.expected:
        lights.append(on_track(reached.value, reached.expected))
        of_them = {"words": reason_of(reached.value, reached.expected)}
        reasons.append(Sentence(_("indicators %(words)s"), of_them, "indicators"))
    return ObjectiveLight(worst(lights), joined(reasons))


def held_light(wanted: Wanted, period: ReportPeriod, today: date) -> Light:
    """Return M21 for the share of the required events that were held, 1 − gap ÷ required.

    A surplus with one partner does not make up for another; and while something required is
    neither held nor approved, it is behind at best.
    """
    held = Fraction(wanted.filled, wanted.required)
    found = on_track(held, period.around.elapsed(min(today, period.last)))
    return Light.AMBER if found is Light.GREEN and wanted.residual else found


def held_reasons(wanted: Wanted) -> list[Sentence]:
    """Return what was held, what waits for approval, and for what nothing is planned."""
    held = {"held": wanted.filled, "required": wanted.required}
    reasons = [Sentence(_("%(held)s of %(required)s required held"), held, "held")]
    reasons += [words for words, _measure in in_hand(wanted)]
    if wanted.unplanned:
        words = _("%(unplanned)s with nothing planned")
        reasons.append(Sentence(words, {"unplanned": wanted.unplanned}, "unplanned"))
    return reasons


def in_hand(wanted: Wanted) -> list[tuple[Sentence, str]]:
    """Return what would close a residual gap and is not certain: words, and the measure."""
    found = []
    if wanted.asked:
        words = ngettext(
            "%(asked)s past its last day, not yet answered",
            "%(asked)s past their last day, not yet answered",
            wanted.asked,
            asked="%(asked)s",
        )
        found.append((Sentence(words, {"asked": wanted.asked}, "unanswered"), "unanswered"))
    if wanted.waiting:
        words = _("%(waiting)s planned, not yet approved")
        found.append((Sentence(words, {"waiting": wanted.waiting}, "unapproved"), "unapproved"))
    return found


def lights(
    found: Coverage, today: date, objectives: Sequence[Objective] | None = None
) -> dict[Key, ObjectiveLight]:
    """Return the light of each row; the row of other objectives has none.

    `objectives` are those of the rows, where they are at hand with their indicators.
    """
    period = found.scope.period
    known = objectives or with_indicators(found.objective_ids)
    reached = attainments(known, min(today, period.last))
    return {
        row.key: light(found.figures[row.key, None], together(row, reached), period, today)
        for row in found.rows
        if row.key != OTHER
    }


def together(row: Heading, reached: Mapping[int, Attainment]) -> Attainment:
    """Return the attainment of an objective, or that of all objectives of a line."""
    found = [reached[key] for key in row.objective_ids if key in reached]
    return found[0] if len(row.objective_ids) == 1 and found else rolled_up(found)


def attainments(objectives: Sequence[Objective], day: date) -> dict[int, Attainment]:
    """Return M22 of objectives on a day; their computed indicators are asked for together."""
    known = computed_on([each for one in objectives for each in one.indicators], day)
    return {one.id: assess_objective(one, day, known).attainment for one in objectives}


@lights_objectives
def lights_this_year(objectives: Sequence[Objective], day: date) -> dict[int, ObjectiveLight]:
    """Return the light of objectives in the office's year of a day.

    Those that have no row in the matrix of that year have no light either: proposed ones and
    those retired before it. Where the plan has no day in it, the light is grey.
    """
    scope = Scope(period_of(year_style().holding(day)), day)
    agreed = [one for one in objectives if one.standing is Standing.AGREED]
    known = [one for one in agreed if is_in_use(one, scope.period)]
    if not known:
        return {}
    rows = [Heading(one.id, one.name, (one.id,), plan_id=one.line.plan_id) for one in known]
    found = lights(coverage(scope, rows, is_narrowed=True), day, known)
    words = _("the plan is not in force in %(year)s")
    idle = ObjectiveLight(Light.GREY, Sentence(words, {"year": scope.period.name}, "no-plan"))
    return {one.id: found[one.id] if is_planned(one, scope.period) else idle for one in known}


def is_in_use(one: Objective, period: ReportPeriod) -> bool:
    """Say whether an objective was not retired before a period."""
    return one.retired_on is None or one.retired_on >= period.first


def is_planned(one: Objective, period: ReportPeriod) -> bool:
    """Say whether the plan of an objective is in force in a period."""
    plan = one.line.plan
    return plan.starts_on <= period.last and plan.ends_on >= period.first
