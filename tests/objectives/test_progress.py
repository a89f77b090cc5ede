from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from planner.choices import Aggregation, Direction
from planner.objectives.progress import (
    Light,
    Part,
    actual_value,
    attainment,
    clamped,
    expected,
    is_reachable,
    on_track,
    progress,
    rolled_up,
)

pytestmark = pytest.mark.no_database
UP, DOWN = Direction.UP, Direction.DOWN
figures = some.decimals(-10_000, 10_000, places=2)
shares = some.fractions(-2, 3)
days = some.dates(date(2020, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(("actual", "shown"), [(290, 0.5), (450, -50 / 220), (150, 250 / 220)])
def test_a_falling_indicator_uses_the_same_formula(actual, shown):
    assert float(progress(400, 180, actual, DOWN)) == pytest.approx(shown)


@pytest.mark.parametrize(
    ("direction", "actual", "wanted"), [(UP, 100, 1), (UP, 99, 0), (DOWN, 100, 1), (DOWN, 101, 0)]
)
def test_a_level_to_hold_is_met_or_not(direction, actual, wanted):
    assert progress(100, 100, actual, direction) == wanted


@pytest.mark.parametrize("given", [(None, 2, 1), (1, None, 1), (1, 2, None)])
def test_a_missing_value_is_no_progress_rather_than_none_at_all(given):
    assert progress(*given, UP) is None


@given(figures, figures, figures)
def test_reaching_the_target_is_one_and_the_baseline_nought(b, t, a):
    direction = UP if t >= b else DOWN
    assert is_reachable(direction, b, t)
    assert progress(b, t, t, direction) == 1
    if t != b:
        assert progress(b, t, b, direction) == 0
        assert Fraction(b) + progress(b, t, a, direction) * (Fraction(t) - Fraction(b)) == a


@given(figures, figures, figures)
def test_a_figure_turned_upside_down_makes_the_same_progress(b, t, a):
    direction, other = (UP, DOWN) if t >= b else (DOWN, UP)
    assert progress(b, t, a, direction) == progress(-b, -t, -a, other)


@pytest.mark.parametrize(
    ("p", "light"),
    [("0.5", Light.GREEN), ("0.499", Light.AMBER), ("0.35", Light.AMBER), ("0.349", Light.RED)],
)
def test_the_light_changes_exactly_at_its_margins(p, light):
    assert on_track(Fraction(p), Fraction("0.6")) is light


def test_no_data_is_grey():
    assert on_track(None, Fraction(1)) is Light.GREY


def test_expected_progress_counts_both_days():
    assert expected(date(2030, 1, 1), date(2030, 1, 10), date(2030, 1, 5)) == Fraction(1, 2)
    assert expected(date(2030, 1, 1), date(2030, 1, 1), date(2030, 1, 1)) == 1


@given(days, some.integers(0, 5000), days)
def test_expected_progress_stays_between_nothing_and_all(start, length, day):
    x = expected(start, start + timedelta(days=length), day)
    assert 0 <= x <= 1
    assert (x == 0) == (day < start)
    assert (x == 1) == (day >= start + timedelta(days=length))


def test_attainment_of_the_worked_example():
    found = attainment(
        [Part(2, Fraction(1, 2)), Part(1, None), Part(1, Fraction(6, 5), Fraction(1, 3))]
    )

    assert found.value == Fraction(2, 3)
    assert found.completeness == Fraction(3, 4)
    assert (found.measured, found.parts) == (2, 3)


def test_nothing_measured_is_no_attainment():
    found = attainment([Part(1, None)])
    assert (found.value, found.completeness, found.light) == (None, 0, Light.GREY)
    assert attainment([]).completeness is None
    assert attainment([Part(0, Fraction(1))]).value is None


@given(some.lists(some.tuples(some.integers(0, 9), some.none() | shares), max_size=8))
def test_attainment_equals_a_plain_recomputation(pairs):
    found = attainment([Part(v, p) for v, p in pairs])
    known = [(v, min(max(p, 0), 1)) for v, p in pairs if p is not None]
    below = sum(v for v, _ in known)
    assert found.value == (sum(v * p for v, p in known) / Fraction(below) if below else None)
    total = sum(v for v, _ in pairs)
    assert found.completeness == (Fraction(below, total) if total else None)
    if found.value is not None:
        assert 0 <= found.value <= 1


def test_a_parent_takes_the_mean_of_children_with_data_and_the_lowest_completeness():
    half = attainment([Part(1, Fraction(1, 2)), Part(1, None)])
    full = attainment([Part(5, Fraction(1))])
    empty = attainment([Part(1, None)])

    found = rolled_up([half, full])
    assert (found.value, found.completeness) == (Fraction(3, 4), Fraction(1, 2))
    assert rolled_up([half, full, empty]).completeness == 0
    assert rolled_up([half, attainment([])]).completeness == Fraction(1, 2)
    assert rolled_up([empty]).value is None


@given(shares)
def test_clamping_keeps_what_is_already_between(p):
    assert 0 <= clamped(p) <= 1
    assert clamped(p) == p or not 0 <= p <= 1


VALUES = [
    (date(2029, 12, 1), Decimal(9)),
    (date(2030, 2, 1), Decimal(2)),
    (date(2030, 4, 1), Decimal(4)),
]


@pytest.mark.parametrize(
    ("how", "day", "wanted"),
    [
        (Aggregation.LATEST, date(2030, 3, 1), 2),
        (Aggregation.LATEST, date(2030, 1, 15), 9),
        (Aggregation.SUM, date(2030, 12, 31), 6),
        (Aggregation.MEAN, date(2030, 12, 31), 3),
        (Aggregation.SUM, date(2030, 1, 15), None),
        (Aggregation.LATEST, date(2029, 1, 1), None),
    ],
)
def test_the_actual_value_is_made_as_the_indicator_says(how, day, wanted):
    assert actual_value(how, VALUES, date(2030, 1, 1), day) == wanted
