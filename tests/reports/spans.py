"""Periods of calendar years, as tests name them."""

from planner.reports.periods import ReportPeriod, period_of, quarter_in
from planner.years import CALENDAR


def year_period(year) -> ReportPeriod:
    """Return a calendar year."""
    return period_of(CALENDAR.beginning_in(year))


def quarter_period(year, quarter) -> ReportPeriod:
    """Return a quarter of a calendar year, 1 to 4."""
    return quarter_in(CALENDAR.beginning_in(year), quarter)
