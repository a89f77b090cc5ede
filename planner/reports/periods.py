"""The period that a report is about: a year, a quarter, a plan's time or free days."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from planner.objectives.models import Plan
from planner.years import CALENDAR, MONTHS, Year, YearStyle, year_named

FREE = "free"
YEARS_AHEAD, YEARS_BACK, WITH_QUARTERS = 2, 2, 1
"""Years that a menu offers beside the present one; free days reach the rest."""
QUARTERS = (1, 2, 3, 4)
HALVES = (1, 2)
NAME = re.compile(r"(\w+)-Q([1-4])", re.ASCII)
HALF = re.compile(r"(\w+)-H([12])", re.ASCII)
MONTH = re.compile(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])", re.ASCII)
PLAN = re.compile(r"plan-([0-9]{1,9})", re.ASCII)


@dataclass(frozen=True)
class ReportPeriod:
    """Days from the first to the last, both included, and the name in the URL."""

    first: date
    last: date
    name: str = FREE
    style: YearStyle = CALENDAR
    """How the years that it lies in are cut."""

    @property
    def years(self) -> tuple[Year, ...]:
        """Return the years that it touches."""
        return tuple(self.style.between(self.first, self.last))

    @property
    def is_of_whole_years(self) -> bool:
        """Say whether it cuts no year."""
        return self.first == self.years[0].first and self.last == self.years[-1].last

    @property
    def around(self) -> "ReportPeriod":
        """Return its years as a whole."""
        return ReportPeriod(self.years[0].first, self.years[-1].last, FREE, self.style)

    @property
    def to_date(self) -> "ReportPeriod":
        """Return the days from the beginning of its first year to its own end."""
        return ReportPeriod(self.years[0].first, self.last, FREE, self.style)

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    def elapsed(self, today: date) -> Fraction:
        """Return the share of it that has passed by the end of the day, 0 to 1, not rounded."""
        passed = (min(today, self.last) - self.first).days + 1
        return max(Fraction(0), Fraction(passed, self.days))

    @property
    def quarters(self) -> list["ReportPeriod"]:
        """Return the quarters that it touches, each cut to the period."""
        return [
            ReportPeriod(max(one.first, self.first), min(one.last, self.last), one.name, self.style)
            for year in self.years
            for one in quarters_of(year)
            if one.first <= self.last and one.last >= self.first
        ]


def period_of(year: Year) -> ReportPeriod:
    """Return a whole year."""
    return ReportPeriod(year.first, year.last, year.name, year.style)


def quarter_in(year: Year, quarter: int) -> ReportPeriod:
    """Return a quarter of a year, 1 to 4."""
    return ReportPeriod(*year.quarter(quarter), f"{year.name}-Q{quarter}", year.style)


def quarters_of(year: Year) -> Iterator[ReportPeriod]:
    """Give the four quarters of a year."""
    return (quarter_in(year, quarter) for quarter in QUARTERS)


def half_in(year: Year, half: int) -> ReportPeriod:
    """Return a half of a year, 1 or 2."""
    first, last = year.quarter(2 * half - 1)[0], year.quarter(2 * half)[1]
    return ReportPeriod(first, last, f"{year.name}-H{half}", year.style)


def month_of(day: date, style: YearStyle) -> ReportPeriod:
    """Return the calendar month of a day."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return ReportPeriod(first, last, f"{first:%Y-%m}", style)


def periods_in(year: Year) -> Iterator[ReportPeriod]:
    """Give a year, its halves, its quarters and its months."""
    yield period_of(year)
    yield from (half_in(year, half) for half in HALVES)
    yield from quarters_of(year)
    yield from (month_of(year.months(passed), year.style) for passed in range(MONTHS))


def earlier(period: ReportPeriod, number: int) -> list[ReportPeriod]:
    """Return so many equal periods that end where the given one begins, the oldest first.

    Years before a year, so too halves, quarters and months; before other days as many days each.
    """
    found: list[ReportPeriod] = []
    for _step in range(number):
        found.insert(0, period := just_before(period))
    return found


def just_before(period: ReportPeriod) -> ReportPeriod:
    """Return the equal period before one."""
    year = period.years[0]
    if period.name == year.name:
        return period_of(year.style.beginning_in(year.begins - 1))
    for quarter in QUARTERS:
        if period.name == quarter_in(year, quarter).name:
            is_first = quarter == QUARTERS[0]
            of = year.style.beginning_in(year.begins - 1) if is_first else year
            return quarter_in(of, QUARTERS[quarter - 2])
    for half in HALVES:
        if period.name == half_in(year, half).name:
            of = year.style.beginning_in(year.begins - 1) if half == HALVES[0] else year
            return half_in(of, 3 - half)
    if MONTH.fullmatch(period.name):
        return month_of(period.first - timedelta(days=1), period.style)
    length = timedelta(days=period.days)
    return ReportPeriod(period.first - length, period.last - length, FREE, period.style)


def named_period(
    name: str, plans: Iterable[Plan], style: YearStyle = CALENDAR
) -> ReportPeriod | None:
    """Return the period of “2030”, “FY2030-Q2”, “2030-H1”, “2030-04” or “plan-7”; else None.

    Fiscal years are known in an office that has them; calendar years everywhere. The years
    around a plan's time are those of the office.
    """
    if match := PLAN.fullmatch(name):
        found = (plan for plan in plans if plan.id == int(match[1]))
        return next((ReportPeriod(one.starts_on, one.ends_on, name, style) for one in found), None)
    if match := NAME.fullmatch(name):
        year = year_named(match[1], style)
        return quarter_in(year, int(match[2])) if year else None
    if match := HALF.fullmatch(name):
        year = year_named(match[1], style)
        return half_in(year, int(match[2])) if year else None
    if match := MONTH.fullmatch(name):
        return month_of(date(int(match[1]), int(match[2]), 1), style)
    year = year_named(name, style)
    return period_of(year) if year else None


def period_names(style: YearStyle, today: date) -> list[str]:
    """Return the names that a menu offers, whatever the rows hold; the latest years first.

    The present year, those beside it and their quarters; of an office with fiscal years the
    present calendar years too.
    """
    present = style.holding(today).begins
    found = []
    for begins in range(present + YEARS_AHEAD, present - YEARS_BACK - 1, -1):
        year = style.beginning_in(begins)
        found.append(year.name)
        if abs(begins - present) <= WITH_QUARTERS:
            found += [quarter.name for quarter in quarters_of(year)]
    if not style.is_calendar:
        found += [str(today.year + step) for step in (1, 0, -1)]
    return found
