"""Whether a value fits what its indicator measures."""

from decimal import Decimal

from flask_babel import gettext as _

from planner.choices import MeasuredAs
from planner.errors import RuleBroken
from planner.objectives.models import Indicator, IndicatorUpdate
from planner.objectives.parting import TYPED, keep_parts
from planner.objectives.ratios import HUNDRED, ratio_of
from planner.shapes.base import Misfit
from planner.shapes.indicator import RestoredValue, ValueSeen, WrittenValue
from planner.shapes.measured import PercentageValue
from planner.shapes.writing import fill


def check_fits(indicator: Indicator, value: Decimal) -> None:
    """Refuse a place that its scale lacks, and a percentage beyond 0 to 100."""
    if indicator.measured_as is MeasuredAs.SCALE:
        if value not in range(1, len(indicator.words) + 1):
            raise Misfit({"value": _("Choose a word of the scale.")})
    elif indicator.measured_as is MeasuredAs.PERCENTAGE and not 0 <= value <= HUNDRED:
        raise Misfit({"value": _("Enter a percentage from 0 to 100.")})


def fill_value(update: IndicatorUpdate, indicator: Indicator, written: ValueSeen) -> None:
    """Set what is written of a value; a percentage is computed from its two numbers.

    Raise RuleBroken for two numbers where one is measured, or one where two are.
    """
    has_two = isinstance(written, PercentageValue) or (
        isinstance(written, RestoredValue) and written.denominator is not None
    )
    if has_two is not (indicator.measured_as is MeasuredAs.PERCENTAGE):
        raise RuleBroken(
            _("A percentage is recorded by numerator and denominator, anything else by its value.")
        )
    fill(update, written, but=TYPED | {"confirmed"})
    if (ratio := ratio_of(update)) is not None:
        update.value = ratio.percentage
    elif isinstance(written, WrittenValue):
        check_fits(indicator, written.value)
    keep_parts(update, indicator, written)
