"""A rate with the numbers it was made of: n is printed beside every rate."""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

ENOUGH = 5
"""Below this n a rate says little, and the page says so."""


@dataclass(frozen=True)
class Rate:
    """A share of rows; without any row there is no value, which is shown as “–”."""

    numerator: int
    denominator: int

    @property
    def value(self) -> float | None:
        """Return numerator ÷ denominator; None when there is nothing to divide by."""
        return self.numerator / self.denominator if self.denominator else None

    @property
    def is_small(self) -> bool:
        """Say whether n is too small to read much into the rate."""
        return 0 < self.denominator < ENOUGH


def middle(numbers: Iterable[int]) -> float | None:
    """Return the median; None of nothing."""
    found = list(numbers)
    return float(median(found)) if found else None
