"""How a figure moves from period to period (METRICS M19)."""

from collections.abc import Sequence
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from statistics import median

LEAST = 4
"""Periods with data below which no direction is told."""


class Trend(StrEnum):
    """Where a series goes by its median slope."""

    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"


def change(before: Fraction | None, now: Fraction | None) -> Fraction | None:
    """Return (x₁ − x₀) ÷ |x₀|; None without both, and of x₀ = 0, where it has no meaning."""
    if before is None or now is None or not before:
        return None
    return (now - before) / abs(before)


def direction(values: Sequence[Fraction | None]) -> Trend | None:
    """Return where equal periods, the oldest first, lead; None of fewer than four with data.

    By the median of the slopes of all pairs (Theil and Sen), so that one odd period bends
    nothing.
    """
    known = [(at, value) for at, value in enumerate(values) if value is not None]
    if len(known) < LEAST:
        return None
    slopes = [(y - x) / (b - a) for (a, x), (b, y) in combinations(known, 2)]
    slope = median(slopes)
    if not slope:
        return Trend.LEVEL
    return Trend.RISING if slope > 0 else Trend.FALLING
