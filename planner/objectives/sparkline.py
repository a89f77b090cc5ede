"""The small line of an indicator's values over time, as coordinates of a drawing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.objectives.models import Indicator, IndicatorTarget
from planner.objectives.small_counts import ENOUGH

WIDTH, HEIGHT, EDGE = 96, 24, 3
FEWEST = 2


@dataclass(frozen=True)
class Sparkline:
    """A line through the values, and where a wanted level lies."""

    points: str
    last_x: float
    last_y: float
    target_y: float | None
    width: int = WIDTH
    height: int = HEIGHT


def sparkline(
    values: Sequence[tuple[date, Decimal]], target: Decimal | None = None
) -> Sparkline | None:
    """Return the drawing of (day, value) pairs; None for fewer than two."""
    if len(values) < FEWEST:
        return None
    found = sorted(values, key=lambda pair: pair[0])
    days = [(day - found[0][0]).days for day, _ in found]
    levels = [value for _, value in found] + ([target] if target is not None else [])
    low, high = min(levels), max(levels)

    def across(day: int) -> float:
        return round(EDGE + (WIDTH - 2 * EDGE) * day / (days[-1] or 1), 1)

    def down(value: Decimal) -> float:
        share = float((value - low) / (high - low)) if high > low else 0.5
        return round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share, 1)

    dots = [(across(day), down(value)) for day, (_, value) in zip(days, found, strict=True)]
    return Sparkline(
        points=" ".join(f"{x},{y}" for x, y in dots),
        last_x=dots[-1][0],
        last_y=dots[-1][1],
        target_y=None if target is None else down(target),
    )


def sparkline_of(indicator: Indicator, target: IndicatorTarget | None) -> Sparkline | None:
    """Return the drawing of an indicator's verified values beside its target."""
    values = [
        (update.seen_on, update.value)
        for update in indicator.counted
        if not (indicator.parted_by and update.value < ENOUGH)
    ]
    return sparkline(values, target.value if target else None)
