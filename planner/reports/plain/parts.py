"""Formulas over numbers that were counted already (M15, M16, M18 to M22), written out once more."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

Amounts = Mapping[str, Fraction]


def parts_of(amounts: Amounts) -> dict[str, Fraction]:
    """Return each amount ÷ their sum; nothing where that is 0."""
    whole = sum(amounts.values(), Fraction(0))
    return {key: one / whole for key, one in amounts.items()} if whole else {}


def evenness(amounts: Amounts, n: int) -> tuple[Fraction, Fraction] | None:
    """Return M15: normalised index and effective number, of n parts."""
    found = parts_of(amounts)
    if not found:
        return None
    index = sum((one**2 for one in found.values()), Fraction(0))
    even = Fraction(1, max(n, sum(one > 0 for one in found.values())))
    return (Fraction(1) if even == 1 else (index - even) / (1 - even)), 1 / index


def apart(held: Amounts, meant: Amounts) -> Fraction | None:
    """Return M16, half the sum of differences; None where either is all 0."""
    s, t = parts_of(held), parts_of(meant)
    if not s or not t:
        return None
    none = Fraction(0)
    return sum((abs(s.get(key, none) - t.get(key, none)) for key in {*s, *t}), none) / 2


def back_and_forth(home: int, away: int) -> Fraction | None:
    """Return M18; None where nobody hosted."""
    return Fraction(home - away, home + away) if home + away else None


def moved(before: Fraction | None, now: Fraction | None) -> Fraction | None:
    """Return M19, the change on the period before; None where that was nothing."""
    if before is None or now is None or not before:
        return None
    return (now - before) / abs(before)


def leads(values: Sequence[Fraction | None]) -> int | None:
    """Return the sign of the median slope of all pairs (M19); None of fewer than four periods."""
    known = [(at, one) for at, one in enumerate(values) if one is not None]
    if len(known) < 4:
        return None
    slopes = sorted((y - x) / (j - i) for (i, x), (j, y) in combinations(known, 2))
    half = len(slopes) // 2
    median = slopes[half] if len(slopes) % 2 else (slopes[half - 1] + slopes[half]) / 2
    return (median > 0) - (median < 0)


def reached(
    b: Fraction | None, t: Fraction | None, a: Fraction | None, *, is_up: bool
) -> Fraction | None:
    """Return M20, (A − B) ÷ (T − B), or whether a level was held."""
    if b is None or t is None or a is None:
        return None
    if b == t:
        return Fraction(int(a >= t if is_up else a <= t))
    return (a - b) / (t - b)


def on_the_way(p: Fraction | None, x: Fraction) -> str:
    """Return M21 as the name of the light; none before the period begins."""
    if p is None or not x:
        return "none"
    return "good" if p >= x - Fraction(1, 10) else "warn" if p >= x - Fraction(1, 4) else "bad"


def together(parts: Sequence[tuple[Fraction, Fraction | None]]) -> tuple[Fraction | None, ...]:
    """Return M22 of (weight, p): the weighted mean of what is measured, and its share."""
    weights = sum((v for v, _p in parts), Fraction(0))
    measured = [(v, min(max(p, Fraction(0)), Fraction(1))) for v, p in parts if p is not None]
    known = sum((v for v, _p in measured), Fraction(0))
    value = sum((v * p for v, p in measured), Fraction(0)) / known if known else None
    return value, known / weights if weights else None
