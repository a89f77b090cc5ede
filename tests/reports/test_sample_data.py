"""For the sample data, too, every figure equals its plain recomputation."""

from datetime import UTC, date, datetime

import pytest

from planner.reports.periods import ReportPeriod
from planner.sample.loader import load
from tests.reports.agreement import compare_all
from tests.reports.spans import quarter_period, year_period

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PERIODS = (
    year_period(2025),
    quarter_period(2026, 2),
    ReportPeriod(date(2000, 1, 1), date(2026, 12, 31)),
)


def test_every_figure_of_the_sample_office_is_right():
    load("AU", NOW)
    for period in PERIODS:
        compare_all(period, NOW.date())


@pytest.mark.parametrize("nation", ["US"])
def test_the_year_of_another_office_is_right(nation):
    load(nation, NOW)
    compare_all(year_period(2026), NOW.date())
