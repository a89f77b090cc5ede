"""A percentage with its numerator and denominator kept (METRICS M20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from planner.choices import Aggregation
from planner.objectives.models import IndicatorUpdate

HUNDRED = 100
FOUR_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Ratio:
    """So many of so many; the denominator is above nought."""

    numerator: Decimal
    denominator: Decimal

    @property
    def exact(self) -> Fraction:
        """Return the percentage, not rounded."""
        return Fraction(self.numerator) * HUNDRED / Fraction(self.denominator)

    @property
    def percentage(self) -> Decimal:
        """Return the percentage as a column keeps it, with four places."""
        found = self.exact
        return (Decimal(found.numerator) / Decimal(found.denominator)).quantize(FOUR_PLACES)


def ratio_of(update: IndicatorUpdate) -> Ratio | None:
    """Return the two numbers of a recorded percentage; None of any other value."""
    if update.numerator is None or update.denominator is None:
        return None
    return Ratio(update.numerator, update.denominator)


def together(
    aggregation: Aggregation, values: Sequence[tuple[date, Ratio]], starts_on: date, day: date
) -> Ratio | None:
    """Return the percentage of some days from (day seen, ratio) pairs, as known on a day.

    The latest counts even when it was seen before the days. A total and a mean both add the
    numerators and the denominators of the days: percentages are never added. None gives None.
    """
    known = sorted((pair for pair in values if pair[0] <= day), key=lambda pair: pair[0])
    if aggregation is Aggregation.LATEST:
        return known[-1][1] if known else None
    inside = [one for seen_on, one in known if seen_on >= starts_on]
    if not inside:
        return None
    return Ratio(
        sum((one.numerator for one in inside), Decimal(0)),
        sum((one.denominator for one in inside), Decimal(0)),
    )
