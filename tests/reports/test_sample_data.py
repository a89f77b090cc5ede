"""For the sample data, too, every figure equals its plain recomputation."""

from datetime import UTC, date, datetime

import pytest

from planner.reports.periods import ReportPeriod
from tests.reports.agreement import compare_all
from tests.reports.spans import quarter_period, year_period

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
PERIODS = (
    year_period(2025),
    quarter_period(2026, 2),
    ReportPeriod(date(2000, 1, 1), date(2026, 12, 31)),
)


def test_every_figure_of_the_sample_office_is_right(patterns):
    patterns.load_sample("AU", NOW)
    for period in PERIODS:
        compare_all(period, NOW.date())


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("nation", ["US"])
def test_the_year_of_another_office_is_right(patterns, nation):
    patterns.load_sample(nation, NOW)
    compare_all(year_period(2026), NOW.date())
