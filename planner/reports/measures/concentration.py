"""How evenly effort is shared, and how far from what is wanted (METRICS M15, M16, M18)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from numbers import Rational

from flask_babel import lazy_gettext as _l

from planner.shapes.figure import Label

EVEN, UNEVEN = Fraction(15, 100), Fraction(25, 100)
"""The bands of the normalised index, as competition authorities draw them (METRICS M15)."""


@dataclass(frozen=True)
class Concentration:
    """M15 of amounts: HHI, normalised for n parts, and how many equal parts would give it."""

    index: Fraction
    normalised: Fraction
    effective: Fraction

    @property
    def band(self) -> Label:
        """Return the band in words; its ends belong to the middle one."""
        if self.normalised < EVEN:
            return _l("evenly spread")
        if self.normalised <= UNEVEN:
            return _l("somewhat concentrated")
        return _l("concentrated")


def exact(value: float | Rational) -> Fraction:
    """Return a number as a fraction, a decimal one as it is written."""
    return Fraction(value) if isinstance(value, Rational) else Fraction(str(value))


def shares(amounts: Mapping[str, float | Rational]) -> dict[str, Fraction]:
    """Return each part ÷ the whole; nothing where the whole is 0."""
    parts = {key: exact(amount) for key, amount in amounts.items()}
    whole = sum(parts.values(), Fraction(0))
    return {key: part / whole for key, part in parts.items()} if whole else {}


def concentration(amounts: Sequence[float | Rational], number: int) -> Concentration | None:
    """Return M15 of amounts over `number` parts; None where they add up to 0.

    HHI = Σ s², normalised (HHI − 1/n) ÷ (1 − 1/n), of a single part 1. There are never fewer
    parts than amounts above 0.
    """
    found = shares({str(at): amount for at, amount in enumerate(amounts)})
    if not found:
        return None
    index = sum((share * share for share in found.values()), Fraction(0))
    n = max(number, sum(share > 0 for share in found.values()))
    even = Fraction(1, n)
    normalised = Fraction(1) if n == 1 else (index - even) / (1 - even)
    return Concentration(index, normalised, 1 / index)


def imbalance(
    actual: Mapping[str, float | Rational], wanted: Mapping[str, float | Rational]
) -> Fraction | None:
    """Return M16, ½ Σ |s − t|: 0 is as wanted, 1 the opposite; None where either is all 0."""
    held, meant = shares(actual), shares(wanted)
    if not held or not meant:
        return None
    none = Fraction(0)
    keys = held.keys() | meant.keys()
    return sum((abs(held.get(key, none) - meant.get(key, none)) for key in keys), none) / 2


def reciprocity(hosted: int, visited: int) -> Fraction | None:
    """Return M18, (hosted − visited) ÷ (hosted + visited); None where nobody hosted anything."""
    both = hosted + visited
    return Fraction(hosted - visited, both) if both else None
