"""Years cut in any month: their days, names and quarters."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.reports.periods import ReportPeriod, named_period, quarters_of
from planner.years import CALENDAR, YearStyle, year_named

pytestmark = pytest.mark.no_database

styles = st.builds(YearStyle, st.integers(1, 12), st.booleans())
days = st.dates(date(1901, 1, 1), date(2198, 12, 31))


@given(styles, days)
def test_every_day_is_in_one_year_that_is_found_by_its_name(style, day):
    year = style.holding(day)
    assert year.first <= day <= year.last
    assert style.holding(year.first) == style.holding(year.last) == year
    assert style.holding(year.last + timedelta(days=1)).begins == year.begins + 1
    assert year_named(year.name, style) == year


@given(styles, days)
def test_quarters_follow_each_other_and_fill_the_year(style, day):
    year = style.holding(day)
    quarters = list(quarters_of(year))
    assert (quarters[0].first, quarters[-1].last) == (year.first, year.last)
    for before, after in pairwise(quarters):
        assert after.first - before.last == timedelta(days=1)
    for quarter in quarters:
        assert named_period(quarter.name, [], style) == quarter


@given(styles, days, st.integers(0, 1200))
def test_a_period_is_cut_into_quarters_without_a_gap(style, first, length):
    period = ReportPeriod(first, first + timedelta(days=length), style=style)
    quarters = period.quarters
    assert sum(quarter.days for quarter in quarters) == period.days
    assert (quarters[0].first, quarters[-1].last) == (period.first, period.last)


def test_a_fiscal_year_is_named_by_its_end_unless_the_office_says_otherwise():
    october = date(2026, 10, 1)
    assert YearStyle(10).holding(october).name == "FY2027"
    assert YearStyle(10, is_named_by_end=False).holding(october).name == "FY2026"
    assert CALENDAR.holding(october).name == "2026"


@pytest.mark.parametrize(
    "name", ["FY2027", "27", "2027-Q5", "２０２７", "2²27", "1899", "2200", ""]
)
def test_names_that_mean_no_year_of_a_calendar_office(name):
    assert named_period(name, [], CALENDAR) is None
