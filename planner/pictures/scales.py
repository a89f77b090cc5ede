"""Scales of axes: from which value to which, and where the ticks lie."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor, log10

STEPS = (1, 2, 5, 10)
TICKS = 5
"""The most steps between the ticks of an axis."""

Number = int | float | Decimal | Fraction


@dataclass(frozen=True)
class Scale:
    """An axis: its ends, and its ticks from the lowest to the highest."""

    low: float
    high: float
    ticks: tuple[float, ...]

    def share(self, value: Number) -> float:
        """Return where a value lies between the ends, in percent; what lies outside at an end."""
        place = 100 * (float(value) - self.low) / (self.high - self.low)
        return round(min(max(place, 0.0), 100.0), 2)


def scale(
    values: Iterable[Number],
    *,
    steps: int = TICKS,
    from_nought: bool = True,
    in_whole: bool = False,
) -> Scale:
    """Return a scale with round ticks, a step being 1, 2 or 5 times a power of ten.

    From nought where bars are drawn; of whole numbers where things are counted. Without values
    it goes from 0 to 1; around values that are all the same lies a step on either side.
    """
    found = [float(value) for value in values] + ([0.0] if from_nought else [])
    low, high = min(found, default=0.0), max(found, default=0.0)
    if low == high:
        room = 1.0 if in_whole or not low else abs(low) / 2
        low, high = (low, low + room) if from_nought or not found else (low - room, high + room)
    step = round_step((high - low) / steps, in_whole=in_whole)
    first, last = floor(Decimal(repr(low)) / step), ceil(Decimal(repr(high)) / step)
    ticks = tuple(float(number * step) for number in range(first, last + 1))
    return Scale(ticks[0], ticks[-1], ticks)


def round_step(least: float, *, in_whole: bool) -> Decimal:
    """Return the smallest round number that is no less than the least step."""
    power = floor(log10(least))
    for times in STEPS:
        step = Decimal(times).scaleb(power)
        if float(step) >= least * (1 - 1e-9):
            break
    return max(step, Decimal(1)) if in_whole else step
