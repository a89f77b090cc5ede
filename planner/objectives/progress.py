"""Figures of indicators and objectives, exactly as METRICS M20, M21 and M22 define them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from planner.choices import Aggregation, Direction

Number = int | float | Decimal | Fraction
GREEN_MARGIN = Fraction(1, 10)
AMBER_MARGIN = Fraction(1, 4)
NONE = Fraction(0)
ENOUGH = Fraction(1, 2)
"""Below this completeness a roll-up has no light."""


class Light(StrEnum):
    """The light of METRICS M21; the value is the name that pages draw it by."""

    GREEN = "good"
    AMBER = "warn"
    RED = "bad"
    GREY = "none"


def is_reachable(direction: Direction, baseline: Number, target: Number) -> bool:
    """Say whether the target lies on the wanted side of the baseline, or on it (hold level)."""
    return target >= baseline if direction is Direction.UP else target <= baseline


def progress(
    baseline: Number | None, target: Number | None, actual: Number | None, direction: Direction
) -> Fraction | None:
    """Return p = (A − B) ÷ (T − B), raw: it may be below 0 or above 1 (METRICS M20).

    With T = B the level is to be held: 1 when A meets T in the wanted direction, else 0.
    A missing value gives None.
    """
    if baseline is None or target is None or actual is None:
        return None
    if target == baseline:
        return Fraction(int(is_reachable(direction, target, actual)))
    b, t, a = Fraction(baseline), Fraction(target), Fraction(actual)
    return (a - b) / (t - b)


def clamped(p: Fraction) -> Fraction:
    """Return p within 0 and 1, as roll-ups take it (METRICS M20)."""
    return min(max(p, Fraction(0)), Fraction(1))


def actual_value(
    aggregation: Aggregation, values: Sequence[tuple[date, Decimal]], starts_on: date, day: date
) -> Decimal | None:
    """Return A of METRICS M20 from (day seen, value) pairs, as known on a day.

    The latest value counts even when it was seen before the period; a sum or a mean takes
    the values of the period only. No value gives None.
    """
    known = sorted((pair for pair in values if pair[0] <= day), key=lambda pair: pair[0])
    if aggregation is Aggregation.LATEST:
        return known[-1][1] if known else None
    inside = [value for seen_on, value in known if seen_on >= starts_on]
    if not inside:
        return None
    total = sum(inside, Decimal(0))
    return total if aggregation is Aggregation.SUM else total / len(inside)


def expected(starts_on: date, ends_on: date, day: date) -> Fraction:
    """Return x = elapsed ÷ length of the period, both days counted, within 0 and 1 (M21)."""
    length = (ends_on - starts_on).days + 1
    return clamped(Fraction((day - starts_on).days + 1, length))


def on_track(p: Fraction | None, x: Fraction) -> Light:
    """Return green for p ≥ x − 0.1, amber for p ≥ x − 0.25, else red; grey without data (M21)."""
    if p is None:
        return Light.GREY
    if p >= x - GREEN_MARGIN:
        return Light.GREEN
    return Light.AMBER if p >= x - AMBER_MARGIN else Light.RED


@dataclass(frozen=True)
class Part:
    """What one child adds to its parent: weight, progress, and the progress expected by now."""

    weight: Number
    p: Fraction | None
    x: Fraction = Fraction(0)


@dataclass(frozen=True)
class Attainment:
    """How far an objective or its parent has come, with the share of it that was measured."""

    value: Fraction | None
    completeness: Fraction | None
    expected: Fraction | None
    measured: int
    parts: int

    @property
    def light(self) -> Light:
        """Return METRICS M21 for the rolled-up progress.

        Grey while under half is measured, and before the time of what was measured begins.
        """
        is_measured = self.completeness is not None and self.completeness >= ENOUGH
        return on_track(
            self.value if is_measured and self.expected else None, self.expected or NONE
        )


def weighted_mean(pairs: Iterable[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Return Σ weight × value ÷ Σ weight; None when the weights add to nothing."""
    found = list(pairs)
    total = sum((weight for weight, _ in found), Fraction(0))
    if not total:
        return None
    return sum((weight * value for weight, value in found), Fraction(0)) / total


def attainment(parts: Sequence[Part]) -> Attainment:
    """Return Σ v·clamp(p) ÷ Σ v over the parts with data, and its completeness (METRICS M22)."""
    weighed = [(Fraction(part.weight), part) for part in parts]
    with_data = [(v, part.p, part.x) for v, part in weighed if part.p is not None]
    total = sum((v for v, _ in weighed), Fraction(0))
    measured = sum((v for v, _, _ in with_data), Fraction(0))
    return Attainment(
        value=weighted_mean((v, clamped(p)) for v, p, _ in with_data),
        completeness=measured / total if total else None,
        expected=weighted_mean((v, x) for v, _, x in with_data),
        measured=len(with_data),
        parts=len(parts),
    )


def rolled_up(children: Sequence[Attainment]) -> Attainment:
    """Return a parent's attainment: the mean of the children with data, all weighing the same.

    It carries the lowest completeness of its children (METRICS, below M24). A child without
    any indicator has no completeness, and is told by `measured` of `parts`.
    """
    with_data = [(child.value, child.expected) for child in children if child.value is not None]
    known = [child.completeness for child in children if child.completeness is not None]
    one = Fraction(1)
    return Attainment(
        value=weighted_mean((one, value) for value, _ in with_data),
        completeness=min(known, default=None),
        expected=weighted_mean((one, x or Fraction(0)) for _, x in with_data),
        measured=len(with_data),
        parts=len(children),
    )
