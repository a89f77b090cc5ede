"""Scales: round steps that hold every value, of one value and of none as well."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.pictures.scales import TICKS, scale

pytestmark = pytest.mark.no_database

NUMBERS = st.lists(
    st.one_of(
        st.integers(-(10**7), 10**7),
        st.floats(-1e6, 1e6, allow_nan=False).filter(lambda n: n == 0 or abs(n) > 1e-6),
    ),
    max_size=40,
)


@given(NUMBERS, st.booleans(), st.booleans())
def test_a_scale_holds_every_value_between_round_ticks(values, from_nought, in_whole):
    found = scale(values, from_nought=from_nought, in_whole=in_whole)
    assert found.low < found.high
    assert found.low <= min([*values, found.high]) and max([*values, found.low]) <= found.high
    assert 2 <= len(found.ticks) <= TICKS + 3
    assert (found.ticks[0], found.ticks[-1]) == (found.low, found.high)
    steps = {
        Decimal(repr(b)) - Decimal(repr(a))
        for a, b in zip(found.ticks, found.ticks[1:], strict=False)
    }
    first = min(steps)
    assert max(steps) - first < Decimal("1e-6") * first + Decimal("1e-9")
    assert all(0 <= found.share(value) <= 100 for value in values)
    if from_nought:
        assert 0 in found.ticks
    if in_whole:
        assert all(tick == int(tick) for tick in found.ticks)


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ([], (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([0, 0], (0, 0.2, 0.4, 0.6, 0.8, 1)),
        ([7], (0, 2, 4, 6, 8)),
        ([5, 5, 5], (0, 1, 2, 3, 4, 5)),
        ([-3, 4], (-4, -2, 0, 2, 4)),
        ([-7], (-8, -6, -4, -2, 0)),
        ([0.1, 0.3], (0, 0.1, 0.2, 0.3)),
        ([Fraction(1, 2), Decimal("12.5")], (0, 5, 10, 15)),
    ],
)
def test_ticks_that_anybody_would_choose(values, ticks):
    assert scale(values).ticks == pytest.approx(ticks)


def test_values_that_are_counted_have_whole_ticks():
    assert scale([1], in_whole=True).ticks == (0, 1)
    assert scale([], in_whole=True).ticks == (0, 1)
    assert scale([2, 3], in_whole=True).ticks == (0, 1, 2, 3)


def test_what_lies_outside_stands_at_an_end():
    found = scale([10])
    assert [found.share(value) for value in (-5, 0, 5, 10, 99)] == [0, 0, 50, 100, 100]
