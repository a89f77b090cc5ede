"""No count under five is shown, and none can be computed from what is shown."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.objectives.small_counts import (
    ENOUGH,
    Unshown,
    Whole,
    added_up,
    parts_shown,
    series_shown,
)

pytestmark = pytest.mark.no_database
counts = st.lists(st.integers(0, 12), min_size=1, max_size=4)


def whole_of(numbers, rest=0):
    parts = {f"p{place}": count for place, count in enumerate(numbers)}
    return Whole(sum(numbers) + rest, parts)


def possible(whole, shown):
    """Return what each hidden part may be for one who sees the whole and the other parts."""
    hidden = [code for code, one in shown.items() if isinstance(one, Unshown)]
    left = whole.number - sum(one for one in shown.values() if not isinstance(one, Unshown))
    marks = {shown[code] for code in hidden}
    ranges = [
        range(ENOUGH)
        if shown[code] is Unshown.SMALL
        else range(ENOUGH if Unshown.SMALL in marks else 0, left + 1)
        for code in hidden
    ]
    fits = [one for one in product(*ranges) if sum(one) == left]
    return {code: {one[place] for one in fits} for place, code in enumerate(hidden)}


@given(counts, st.integers(0, 8))
def test_no_hidden_part_can_be_computed(numbers, rest):
    whole = whole_of(numbers, rest)
    shown = parts_shown(whole)
    assert shown.keys() == whole.cells.keys()
    if whole.number < ENOUGH:
        assert set(shown.values()) <= {Unshown.SMALL}
        return
    for code, found in possible(whole, shown).items():
        assert len(found) > 1, code
    for code, one in shown.items():
        assert isinstance(one, Unshown) or (one == whole.cells[code] and one >= ENOUGH)
        assert one is not Unshown.SMALL or whole.cells[code] < ENOUGH
    if all(count >= ENOUGH for count in whole.cells.values()):
        assert shown == whole.cells


@given(counts, counts, st.integers(0, 8))
def test_two_disaggregations_of_one_whole_tell_no_more_than_each(one, other, rest):
    """Both add up to the whole that is shown, so that neither says anything of the other."""
    number = max(sum(one), sum(other)) + rest
    for numbers in (one, other):
        whole = whole_of(numbers, number - sum(numbers))
        if number >= ENOUGH:
            assert all(len(found) > 1 for found in possible(whole, parts_shown(whole)).values())


@given(st.lists(st.lists(st.integers(0, 30), min_size=2, max_size=3), min_size=2, max_size=5))
def test_no_small_difference_is_shown_in_a_running_series(rows):
    values = [whole_of(row) for row in rows]
    shown = series_shown(values, is_running=True)
    for place, later in enumerate(shown):
        for earlier in shown[:place]:
            for code in later.keys() & earlier.keys():
                pair = (later[code], earlier[code])
                if not any(isinstance(one, Unshown) for one in pair) and len(later) > 1:
                    assert not 0 < abs(pair[0] - pair[1]) < ENOUGH
    for whole, found in zip(values, shown, strict=True):
        if whole.number >= ENOUGH:
            assert all(len(one) > 1 for one in possible(whole, found).values())


@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=3), min_size=1, max_size=4))
def test_a_sum_over_values_is_made_of_shown_parts_alone(rows):
    shown = series_shown([whole_of(row) for row in rows], is_running=False)
    for code in {code for one in shown for code in one}:
        cells = [one[code] for one in shown if code in one]
        total = added_up(shown, code)
        if any(isinstance(one, Unshown) for one in cells):
            assert isinstance(total, Unshown)
        else:
            assert total == sum(cells)
    assert added_up(shown, "nobody") is None


@pytest.mark.parametrize(
    ("parts", "number", "shown"),
    [
        ({"a": 3, "b": 7, "c": 20}, 30, {"a": Unshown.SMALL, "b": Unshown.WITHHELD, "c": 20}),
        ({"a": 5, "b": 7}, 12, {"a": 5, "b": 7}),
        ({"a": 4, "b": 3, "c": 9}, 16, {"a": Unshown.SMALL, "b": Unshown.SMALL, "c": 9}),
        ({"a": 4, "b": 4}, 8, {"a": Unshown.WITHHELD, "b": Unshown.WITHHELD}),
        ({"a": 0, "b": 5}, 5, {"a": Unshown.WITHHELD, "b": Unshown.WITHHELD}),
        ({"a": 2, "b": 1}, 3, {"a": Unshown.SMALL, "b": Unshown.SMALL}),
        ({"a": 9}, 12, {"a": Unshown.WITHHELD, "not_stated": Unshown.SMALL}),
        ({"a": 12}, 12, {"a": 12}),
    ],
)
def test_parts_under_five_and_the_next_smallest_are_hidden(parts, number, shown):
    assert parts_shown(Whole(number, parts)) == shown


def test_a_part_that_moved_by_less_than_five_is_withheld_from_then_on():
    values = [Whole(40, {"a": 20, "b": 20}), Whole(43, {"a": 23, "b": 20})]
    assert series_shown(values, is_running=True)[1] == {
        "a": Unshown.WITHHELD,
        "b": Unshown.WITHHELD,
    }
    assert series_shown(values, is_running=False)[1] == {"a": 23, "b": 20}
