"""Where a report and the plain recomputation differ: which figure, of what, and the first row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

CLOSE = Fraction(1, 10**6)
"""Amounts are told to six decimals (rollup), and floats of two orders of adding differ less."""


@dataclass(frozen=True)
class Difference:
    """One figure that a report tells otherwise than its rows."""

    figure: str
    """Its formula or report, in words."""
    of: str
    """Of which row or part it is."""
    told: Any
    """What the report says."""
    counted: Any
    """What the rows add up to."""


def is_alike(told: Any, counted: Any) -> bool:
    """Say whether two values are the same; numbers within a millionth, tuples part by part."""
    if isinstance(told, tuple | list) and isinstance(counted, tuple | list):
        return len(told) == len(counted) and all(map(is_alike, told, counted))
    if is_number(told) and is_number(counted):
        one, other = Fraction(told), Fraction(counted)
        largest: Fraction = max(Fraction(1), abs(one), abs(other))
        return abs(one - other) <= CLOSE * largest
    return bool(told == counted)


def is_number(value: Any) -> bool:
    """Say whether a value can be compared as a fraction."""
    return isinstance(value, int | float | Decimal | Fraction)


def between(
    figure: str, told: Mapping[Any, Any], counted: Mapping[Any, Any], nothing: Any = None
) -> Iterator[Difference]:
    """Give the keys at which two tables differ; a key that is missing stands for `nothing`."""
    for key in sorted({*told, *counted}, key=str):
        one, other = told.get(key, nothing), counted.get(key, nothing)
        if not is_alike(one, other):
            yield Difference(figure, words_of(key), one, other)


def whether(figure: str, told: Any, counted: Any) -> Iterator[Difference]:
    """Give one difference where two values differ."""
    if not is_alike(told, counted):
        yield Difference(figure, "all", told, counted)


def words_of(key: Any) -> str:
    """Return what a key stands for: all of a part that is None, else its parts."""
    if isinstance(key, tuple):
        return ", ".join(words_of(part) for part in key)
    return "all" if key is None else str(key)
