"""What measures make of numbers."""

from collections.abc import Iterable
from statistics import median


def middle(numbers: Iterable[int]) -> float | None:
    """Return the median; None of nothing."""
    found = list(numbers)
    return float(median(found)) if found else None
