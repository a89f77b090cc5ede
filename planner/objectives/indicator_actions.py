"""What is done to indicators, their targets and their updates."""

from decimal import Decimal

from flask_babel import gettext as _

from planner.choices import Direction, IndicatorSource
from planner.db import db
from planner.errors import RuleBroken
from planner.objectives.models import Indicator, Objective
from planner.objectives.objective_actions import require_edit
from planner.objectives.progress import is_reachable
from planner.objectives.told import told, words_of
from planner.objectives.value_due import keep_due_day
from planner.shapes.indicator import IndicatorShape, WrittenIndicator
from planner.shapes.measured import ScaleIndicator
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.undoing import restored


def add_indicator(objective: Objective, written: IndicatorShape, *, viewer: Viewer) -> Indicator:
    """Add an indicator to an objective; what it measures stays."""
    require_edit(objective, viewer)
    check_indicator_code(objective, written.code, None)
    indicator = Indicator(
        objective=objective, measured_as=written.measured_as, source=IndicatorSource.MANUAL
    )
    check_parted(indicator, written)
    fill_indicator(indicator, written)
    db.session.add(indicator)
    db.session.flush()
    return indicator


def edit_indicator(indicator: Indicator, written: IndicatorShape, *, viewer: Viewer) -> Indicator:
    """Change an indicator; its targets must still lie on the wanted side of the baseline."""
    require_edit(indicator.objective, viewer)
    check_indicator_code(indicator.objective, written.code, indicator)
    check_measured_as(indicator, written)
    check_parted(indicator, written)
    fill_indicator(indicator, written)
    for target in indicator.targets:
        check_side(indicator, target.value)
    if indicator.source is IndicatorSource.AUTO and indicator.updates:
        raise RuleBroken(
            _("This indicator has typed-in values. Remove them before the product computes it.")
        )
    keep_due_day(indicator)
    return indicator


def fill_indicator(indicator: Indicator, written: IndicatorShape) -> None:
    """Set what is written; a baseline that is a word becomes its place on the scale."""
    fill(indicator, written, but={"baseline_word"})
    if isinstance(written, ScaleIndicator):
        indicator.baseline = written.baseline_place


def check_measured_as(indicator: Indicator, written: IndicatorShape) -> None:
    """Refuse another sort of measure, and a scale in use with other or moved words."""
    if written.measured_as is not indicator.measured_as:
        raise RuleBroken(
            _(
                "What %(code)s measures stays as it is. Add another indicator instead.",
                code=indicator.code,
            )
        )
    if isinstance(written, ScaleIndicator) and (indicator.targets or indicator.updates):
        check_scale(indicator.words, written.scale.splitlines())


def check_parted(indicator: Indicator, written: IndicatorShape) -> None:
    """Refuse parts of what the product computes, and other parts once values are recorded."""
    if not isinstance(written, WrittenIndicator) or "parted_by" not in written.model_fields_set:
        return
    if written.parted_by and written.source is IndicatorSource.AUTO:
        raise RuleBroken(
            _("The product computes this indicator; only values that are typed in have parts.")
        )
    if indicator.updates and set(written.parted_by) != set(indicator.parted_by):
        raise RuleBroken(
            _(
                "Values are recorded already, so what they have parts by stays. Add another"
                " indicator, or remove the values first."
            )
        )


def check_scale(before: list[str], after: list[str]) -> None:
    """Refuse a scale that would give recorded values another meaning."""
    moved = [word for word in before if word in after and before.index(word) != after.index(word)]
    if moved or len(before) != len(after):
        raise RuleBroken(
            _(
                "Targets or values use this scale. Its words may be worded anew, but their number"
                " and order stay. Add another indicator for another scale."
            )
        )


def check_indicator_code(objective: Objective, code: str, indicator: Indicator | None) -> None:
    """Refuse the code of another indicator of the objective."""
    if any(other.code == code and other is not indicator for other in objective.indicators):
        raise RuleBroken(_("The objective has an indicator %(code)s already.", code=code))


def remove_indicator(indicator: Indicator, *, viewer: Viewer) -> Indicator:
    """Remove an indicator that has no value yet, with its targets."""
    require_edit(indicator.objective, viewer)
    if indicator.updates:
        raise RuleBroken(
            _(
                "%(code)s has values, so it is not removed. Give it the weight 0 instead.",
                code=indicator.code,
            )
        )
    indicator.objective.indicators.remove(indicator)
    return indicator


@restored("indicator")
def restored_indicator(indicator: Indicator, viewer: Viewer) -> None:
    """Refuse a code that the objective has given away meanwhile."""
    require_edit(indicator.objective, viewer)
    check_indicator_code(indicator.objective, indicator.code, indicator)


def check_side(indicator: Indicator, value: Decimal) -> None:
    """Refuse a target on the wrong side of the baseline (METRICS M20); the same level is held."""
    baseline = indicator.baseline
    if baseline is None or is_reachable(indicator.direction, baseline, value):
        return
    words = {
        "target": words_of(told(indicator, value), 4),
        "baseline": words_of(told(indicator, baseline), 4),
    }
    if indicator.direction is Direction.UP:
        raise RuleBroken(
            _(
                "Higher is better, but the target %(target)s lies below the baseline"
                " %(baseline)s. Enter a target of %(baseline)s or more.",
                **words,
            )
        )
    raise RuleBroken(
        _(
            "Lower is better, but the target %(target)s lies above the baseline"
            " %(baseline)s. Enter a target of %(baseline)s or less.",
            **words,
        )
    )
