"""Whether a value lies far from the earlier ones of its series, and how it is asked about.

Far is more than 3 scaled median absolute deviations from the median of at least five earlier
values (C. Leys and others, "Detecting outliers: do not use standard deviation around the mean,
use absolute deviation around the median", Journal of Experimental Social Psychology 49, 2013;
the scale 1.4826 makes it a standard deviation where values are normal). Where most values are
alike the deviation is nought: then what lies outside all of them is far. And whatever is ten
times the last value or more, or a tenth of it or less, is asked about from the second value on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import median

from planner.choices import MeasuredAs
from planner.errors import RuleBroken
from planner.objectives.models import Indicator, IndicatorUpdate
from planner.objectives.ratios import Ratio
from planner.shapes.indicator import ValueSeen, WrittenValue
from planner.shapes.measured import PercentageValue

ENOUGH_EARLIER = 5
DEVIATIONS = 3
SCALE = Fraction(14826, 10000)
JUMP = 10
TOLD = 5
"""So many of the last values are named in the question."""


class FarFromSeries(RuleBroken):
    """A value that lies far from its series is saved only once somebody says that it is right."""


@dataclass(frozen=True)
class FarValue:
    """A value that lies far from the earlier ones, which are named by their ends."""

    value: Decimal
    last: Decimal
    lowest: Decimal
    highest: Decimal
    number: int
    """Of so many last values the ends are named."""

    @property
    def times(self) -> Fraction | None:
        """Return how many times the last value it is; None where that is no jump."""
        return jump_of(self.last, self.value)


def jump_of(last: Decimal, value: Decimal) -> Fraction | None:
    """Return value ÷ last where that is a jump by ten or more, up or down; nought is none."""
    if not last or not value:
        return None
    times = Fraction(value) / Fraction(last)
    return times if abs(times) >= JUMP or abs(times) <= Fraction(1, JUMP) else None


def is_outlier(earlier: Sequence[Decimal], value: Decimal) -> bool:
    """Say whether a value lies far from the median of enough earlier ones."""
    if len(earlier) < ENOUGH_EARLIER:
        return False
    values = [Fraction(one) for one in earlier]
    middle = median(values)
    deviation = median([abs(one - middle) for one in values])
    if not deviation:
        return not min(values) <= value <= max(values)
    return abs(Fraction(value) - middle) > DEVIATIONS * SCALE * deviation


def far_from(earlier: Sequence[Decimal], value: Decimal) -> FarValue | None:
    """Return what is asked of a value; None where it lies among the earlier ones, the last last."""
    if not earlier:
        return None
    named = earlier[-TOLD:]
    found = FarValue(value, earlier[-1], min(named), max(named), len(named))
    return found if found.times or is_outlier(earlier, value) else None


def value_of(written: ValueSeen) -> Decimal | None:
    """Return the value that is written; of a percentage the one that its two numbers make."""
    if isinstance(written, WrittenValue):
        return written.value
    if isinstance(written, PercentageValue):
        return Ratio(written.numerator, written.denominator).percentage
    return None


def check_far(
    indicator: Indicator,
    written: ValueSeen,
    asked: Callable[[FarValue], str],
    but: IndicatorUpdate | None = None,
) -> bool:
    """Say whether a value lies far from its series and was said to be right.

    Raises FarFromSeries with the question where it lies far and nobody said so of this value.
    """
    if indicator.measured_as is MeasuredAs.SCALE:
        return False  # words have no distance
    value = value_of(written)
    found = (
        far_from(earlier_values(indicator, written.seen_on, but), value)
        if value is not None
        else None
    )
    if found and written.confirmed != value:
        raise FarFromSeries(asked(found))
    return found is not None


def earlier_values(
    indicator: Indicator, seen_on: date, but: IndicatorUpdate | None = None
) -> list[Decimal]:
    """Return the values recorded of an indicator up to a day, the last last."""
    known = [one for one in indicator.updates if one is not but and one.seen_on <= seen_on]
    return [one.value for one in sorted(known, key=lambda one: (one.seen_on, one.id or 0))]
