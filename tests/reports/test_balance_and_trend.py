"""Concentration, imbalance, reciprocity and trend: METRICS’ examples, and their edges."""

from datetime import date
from fractions import Fraction

import pytest

from planner.reports.measures.concentration import concentration, imbalance, reciprocity
from planner.reports.measures.trends import Trend, change, direction
from planner.reports.pages.cadence import months_of
from planner.reports.periods import ReportPeriod, earlier, period_of, quarter_in
from planner.years import YearStyle


def test_the_shares_of_the_worked_example():
    found = concentration([50, 30, 20], 3)
    assert found.index == Fraction(38, 100)
    assert round(float(found.normalised), 2) == 0.07
    assert round(float(found.effective), 2) == 2.63
    assert imbalance({"A": 5, "B": 3, "C": 2}, {"A": 4, "B": 4, "C": 2}) == Fraction(1, 10)


@pytest.mark.parametrize("number", [1, 3])
def test_all_effort_with_one_partner_is_as_concentrated_as_can_be(number):
    found = concentration([12.5, 0, 0], number)
    assert (found.index, found.normalised, found.effective) == (1, 1, 1)
    assert str(found.band) == "concentrated"


def test_equal_shares_are_not_concentrated_however_few():
    assert concentration([7, 7], 2).normalised == 0
    assert concentration([7, 7], 4).normalised == Fraction(1, 3)  # two of four have nothing
    assert concentration([7, 7], 1).effective == 2  # more have a share than were counted


def test_bands_hold_their_ends():
    def band_of(normalised):
        found = concentration([1], 1)
        object.__setattr__(found, "normalised", normalised)
        return str(found.band)

    assert band_of(Fraction(1499, 10000)) == "evenly spread"
    assert band_of(Fraction(15, 100)) == band_of(Fraction(25, 100)) == "somewhat concentrated"
    assert band_of(Fraction(2501, 10000)) == "concentrated"


def test_nothing_at_all_has_no_balance():
    assert concentration([], 3) is None
    assert concentration([0, 0], 3) is None
    assert imbalance({}, {"A": 1}) is None
    assert imbalance({"A": 1}, {"A": 0}) is None
    assert imbalance({"A": 1}, {"B": 3}) == 1
    assert reciprocity(0, 0) is None
    assert (reciprocity(3, 1), reciprocity(0, 2), reciprocity(2, 2)) == (Fraction(1, 2), -1, 0)


def values(*found):
    return [None if one is None else Fraction(one) for one in found]


def test_change_is_on_the_period_before_and_of_nought_there_is_none():
    assert change(*values(4, 5)) == Fraction(1, 4)
    assert change(*values(-4, -2)) == Fraction(1, 2)
    assert change(*values(0, 5)) is change(*values(None, 5)) is change(*values(5, None)) is None
    assert change(*values(5, 0)) == -1


def test_a_direction_needs_four_periods_with_data():
    assert direction(values(1, 2, 3)) is None
    assert direction(values(None, 1, None, 2, 3)) is None
    assert direction(values(1, 2, 3, 4)) is Trend.RISING
    assert direction(values(4, None, 3, 2, 1)) is Trend.FALLING
    assert direction(values(2, 2, 2, 2)) is Trend.LEVEL


def test_one_odd_period_bends_no_direction():
    assert direction(values(1, 2, 90, 4, 5, 6)) is Trend.RISING
    assert direction(values(9, 8, 7, 6, 5, 60)) is Trend.FALLING


def names(period, number=5):
    return [one.name for one in earlier(period, number)]


def test_earlier_periods_are_equal_and_meet():
    style = YearStyle(10)
    year = style.called(2027)
    assert names(period_of(year), 2) == ["FY2025", "FY2026"]
    assert names(quarter_in(year, 2)) == [
        "FY2026-Q1", "FY2026-Q2", "FY2026-Q3", "FY2026-Q4", "FY2027-Q1",
    ]  # fmt: skip
    days = ReportPeriod(date(2024, 2, 20), date(2024, 3, 10))
    (before,) = earlier(days, 1)
    assert (before.first, before.last) == (date(2024, 1, 31), date(2024, 2, 19))
    assert before.days == days.days


def test_the_last_twelve_months_of_a_period_are_whole():
    found = months_of(ReportPeriod(date(2023, 6, 17), date(2024, 12, 5)))
    assert [one.first for one in found[::11]] == [date(2024, 1, 1), date(2024, 12, 1)]
    assert found[1].last == date(2024, 2, 29)
    (one,) = months_of(ReportPeriod(date(2024, 2, 3), date(2024, 2, 3)))
    assert (one.first, one.last) == (date(2024, 2, 1), date(2024, 2, 29))
