"""What is done to indicators, their targets and their updates."""

from decimal import Decimal

from flask_babel import gettext as _

from planner.choices import Direction, IndicatorSource
from planner.db import db
from planner.errors import RuleBroken
from planner.objectives.models import Indicator, Objective
from planner.objectives.objective_actions import require_edit
from planner.objectives.progress import is_reachable
from planner.objectives.value_due import keep_due_day
from planner.shapes.indicator import WrittenIndicator
from planner.shapes.writing import fill
from planner.viewers import Viewer
from planner.web.number_words import number
from planner.web.undoing import restored


def add_indicator(objective: Objective, written: WrittenIndicator, *, viewer: Viewer) -> Indicator:
    """Add an indicator to an objective."""
    require_edit(objective, viewer)
    check_indicator_code(objective, written.code, None)
    indicator = Indicator(objective=objective)
    fill(indicator, written)
    db.session.add(indicator)
    db.session.flush()
    return indicator


def edit_indicator(indicator: Indicator, written: WrittenIndicator, *, viewer: Viewer) -> Indicator:
    """Change an indicator; its targets must still lie on the wanted side of the baseline."""
    require_edit(indicator.objective, viewer)
    check_indicator_code(indicator.objective, written.code, indicator)
    for target in indicator.targets:
        check_side(written.direction, written.baseline, target.value)
    if written.source is IndicatorSource.AUTO and indicator.updates:
        raise RuleBroken(
            _("This indicator has typed-in values. Remove them before the product computes it.")
        )
    fill(indicator, written)
    keep_due_day(indicator)
    return indicator


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


def check_side(direction: Direction, baseline: Decimal | None, value: Decimal) -> None:
    """Refuse a target on the wrong side of the baseline (METRICS M20); the same level is held."""
    if baseline is None or is_reachable(direction, baseline, value):
        return
    words = {"target": number(value, 4), "baseline": number(baseline, 4)}
    if direction is Direction.UP:
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
