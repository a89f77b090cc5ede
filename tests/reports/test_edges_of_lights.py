"""Exactly at a limit: M10, M17, M21 and the shares of an event, as METRICS words them."""

from datetime import date, timedelta
from fractions import Fraction
from types import SimpleNamespace

import pytest

from planner.events.measures import is_share
from planner.objectives.progress import Attainment, Light, expected, on_track, rolled_up
from planner.partners.models import Nation
from planner.reports.measures.contacts import Silence
from planner.reports.measures.coverage_cells import Figures
from planner.reports.measures.lights import held_light, light, together
from planner.reports.measures.once_approved import GapClosing, objectives_served
from planner.reports.measures.wanted import Wanted, gaps
from planner.reports.periods import ReportPeriod
from planner.shapes.figure import Rate
from tests.reports.spans import quarter_period, year_period

pytestmark = pytest.mark.no_database
TODAY = date(2030, 3, 10)
YEAR = year_period(2030)
DAY = timedelta(days=1)


def silence(days, limit=None, code="FR", in_person=None):
    """Return M17 of a partner that was last met so many days ago; None for never."""
    last, personal = (None if n is None else TODAY - n * DAY for n in (days, in_person))
    return Silence(Nation(code=code), last, personal, TODAY, limit)


def test_silence_is_counted_in_days_of_either_sort_and_today_is_none_ago():
    found = silence(9, in_person=12)
    assert (found.days, found.days_in_person) == (9, 12)
    assert (silence(0, in_person=0).days, silence(0, in_person=0).days_in_person) == (0, 0)
    assert (silence(None).days, silence(3).days_in_person) == (None, None)


@pytest.mark.parametrize(
    ("days", "limit", "is_stale"),
    [(90, 90, False), (91, 90, True), (None, 90, True), (None, None, False), (999, None, False)],
)
def test_a_partner_is_stale_on_the_day_after_its_limit_or_when_never_met(days, limit, is_stale):
    assert silence(days, limit).is_stale is is_stale


def test_never_comes_first_then_the_longest_silence_then_the_code():
    ones = [silence(3, code="C"), silence(None, code="D"), silence(40, code="B")]
    ones += [silence(3, code="A"), silence(0, code="E")]
    found = sorted(ones, key=lambda one: one.order)
    assert [one.nation.code for one in found] == ["D", "B", "A", "C", "E"]


@pytest.mark.parametrize(
    ("p", "light"),
    [
        ("1/2", Light.GREEN),
        ("4/10", Light.GREEN),
        ("399/1000", Light.AMBER),
        ("1/4", Light.AMBER),
        ("249/1000", Light.RED),
    ],
)
def test_a_tenth_and_a_quarter_behind_are_the_last_of_green_and_amber(p, light):
    assert on_track(Fraction(p), Fraction(1, 2)) is light


@pytest.mark.parametrize(
    ("period", "day", "held", "required", "light"),
    [
        (YEAR, date(2030, 3, 14), 1, 10, Light.GREEN),  # day 73 of 365: a tenth behind a fifth
        (YEAR, date(2030, 3, 15), 1, 10, Light.AMBER),
        (YEAR, date(2030, 5, 26), 3, 20, Light.AMBER),  # day 146: a quarter behind two fifths
        (YEAR, date(2030, 5, 27), 3, 20, Light.RED),
        (YEAR, date(2031, 2, 1), 9, 10, Light.GREEN),  # no more than all of it is expected
        (quarter_period(2030, 1), date(2030, 12, 31), 3, 20, Light.GREEN),
    ],
)
def test_what_was_held_is_judged_exactly_at_the_limit(period, day, held, required, light):
    """The share of the year is no rounded one: a fifth is a fifth."""
    assert held_light(Wanted(required, gap=required - held), period, day) is light


def test_green_needs_no_residual_gap_and_amber_and_red_stay():
    behind = Wanted(10, gap=1, residual=1)
    assert held_light(behind, YEAR, date(2030, 1, 31)) is Light.AMBER
    assert held_light(Wanted(10, gap=10, residual=1), YEAR, date(2030, 12, 31)) is Light.RED


def test_days_gone_are_counted_to_the_end_of_the_day_and_never_beyond_the_period():
    april = ReportPeriod(date(2030, 4, 1), date(2030, 4, 30))
    found = [april.elapsed(date(2030, month, day)) for month, day in ((3, 31), (4, 1), (4, 3))]
    assert found == [0, Fraction(1, 30), Fraction(1, 10)]
    assert (april.elapsed(april.last), april.elapsed(date(2031, 1, 1))) == (1, 1)
    assert april.elapsed(date(2030, 1, 1)) == 0
    for day in (date(2030, 3, 31), date(2030, 4, 3), date(2030, 5, 1)):
        assert expected(april.first, april.last, day) == april.elapsed(day)


def test_half_of_it_measured_is_enough_and_less_is_not(app):
    held = Figures(0, 1, 0, 0, Wanted(1, held=1))
    with app.test_request_context():
        for measured, shown in ((Fraction(1, 2), Light.GREEN), (Fraction(49, 99), Light.GREY)):
            reached = Attainment(Fraction(1), measured, Fraction(1, 2), 1, 2)
            assert light(held, reached, YEAR, date(2030, 7, 1)).light is shown


def test_a_line_is_judged_by_all_its_objectives_and_an_objective_by_itself():
    first, second = (
        Attainment(Fraction(value), Fraction(share), Fraction(1, 2), 1, 1)
        for value, share in ((1, 1), (0, "1/2"))
    )
    reached = {1: first, 2: second}
    alone, both, none = ((1,), (1, 2), (7,))
    found = [together(SimpleNamespace(objective_ids=ids), reached) for ids in (alone, both, none)]
    assert found == [first, rolled_up([first, second]), rolled_up([])]
    assert (found[1].value, found[1].completeness) == (Fraction(1, 2), Fraction(1, 2))


@pytest.mark.parametrize(
    ("weight", "whole", "counts"),
    [
        (0.3, 3.0, True),
        (0.3, 0.3 + 2.7, True),
        (0.29, 3.0, False),
        (0.0, 0.0, False),
        (0, 3, False),
    ],
)
def test_a_tenth_of_the_weight_counts_and_no_weight_never(weight, whole, counts):
    assert is_share(weight, whole) is counts


def test_what_an_approver_is_told_counts_a_tenth_as_reports_do():
    """0.3 of 3.0 is a tenth (METRICS M7), though binary fractions miss it."""
    links = [SimpleNamespace(objective_id=key, weight=w) for key, w in ((1, 0.3), (2, 2.7), (3, 0))]
    assert objectives_served(SimpleNamespace(links=links)) == [1, 2]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [((4, 3, 1), (1, 0)), ((4, 3, 0), (1, 1)), ((4, 4, 0), (0, 0)), ((4, 9, 9), (0, 0))],
)
def test_a_gap_is_what_is_required_less_what_was_held_and_is_never_negative(numbers, found):
    assert gaps(*numbers) == found


def test_one_more_event_closes_one_more_of_a_gap():
    found = [GapClosing(None, "FR", "2030", required, 1, 1) for required in (2, 3, 4)]
    assert [(one.gap, one.gap_after) for one in found] == [(0, 0), (1, 0), (2, 1)]


def test_what_is_wanted_adds_up_field_by_field():
    first, second = Wanted(*range(1, 10)), Wanted(*range(10, 100, 10))
    assert first + second == Wanted(*(n + 10 * n for n in range(1, 10)))
    one = Wanted(required=10, gap=7, residual=4, asked=1, unplanned=2, cells=5, met=3, enough=4)
    assert (one.filled, one.to_come, one.waiting, one.sufficiency) == (3, 3, 1, 0.4)
    assert one.covered == Rate(3, 5)


def test_a_cell_tells_each_of_its_figures_and_nothing_required_is_none():
    cell = Figures(1, 2, 3, 4, Wanted(required=9, held=8, gap=7, residual=6))
    assert (cell.required, cell.held, cell.gap, cell.residual) == (9, 8, 7, 6)
    bare = Figures(0, 0, 0, 0)
    assert (bare.required, bare.held, bare.gap, bare.residual) == (None, None, None, None)
    filled = [Figures(*(int(at == here) for at in range(4))) for here in range(4)]
    filled += [Figures(0, 0, 0, 0, Wanted(**{name: 1})) for name in ("required", "held")]
    assert bare.is_empty and Figures(0, 0, 0, 0, Wanted()).is_empty
    assert not any(one.is_empty for one in filled)


def test_a_rate_of_under_five_rows_says_little_and_of_none_says_nothing():
    assert [Rate(0, n).is_small for n in (0, 1, 4, 5)] == [False, True, True, False]
    assert (Rate(0, 0).value, Rate(0, 4).value, Rate(4, 4).value) == (None, 0, 1)
    for numbers in ((-1, 2), (1, -2)):
        with pytest.raises(ValueError, match="no share of rows"):
            Rate(*numbers)
