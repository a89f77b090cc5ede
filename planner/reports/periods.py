"""The period that a report is about: a year, a quarter, a plan's time or free days."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from planner.objectives.models import Plan

ONE_DAY = timedelta(days=1)
FREE = "free"


@dataclass(frozen=True)
class Period:
    """Days from the first to the last, both included, and the name in the URL."""

    first: date
    last: date
    name: str = FREE

    @property
    def whole_years(self) -> tuple[int, ...]:
        """Return the years that the period is made of; none when it cuts one."""
        starts = (self.first.month, self.first.day) == (1, 1)
        if starts and (self.last.month, self.last.day) == (12, 31):
            return tuple(range(self.first.year, self.last.year + 1))
        return ()

    @property
    def days(self) -> int:
        """Return how many days it has."""
        return (self.last - self.first).days + 1

    def elapsed(self, today: date) -> float:
        """Return the share of it that has passed by the end of the day, 0 to 1."""
        passed = (min(today, self.last) - self.first).days + 1
        return max(0.0, passed / self.days)

    @property
    def quarters(self) -> list["Period"]:
        """Return the quarters that it touches, each cut to the period."""
        found = []
        first = self.first
        while first <= self.last:
            whole = quarter_of(first)
            last = min(whole.last, self.last)
            found.append(Period(first, last, whole.name))
            first = last + ONE_DAY
        return found


def year_period(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), str(year))


def quarter_period(year: int, quarter: int) -> Period:
    """Return a quarter of a calendar year, 1 to 4."""
    last = date(year + quarter // 4, quarter * 3 % 12 + 1, 1) - ONE_DAY
    return Period(date(year, quarter * 3 - 2, 1), last, f"{year}-Q{quarter}")


def quarter_of(day: date) -> Period:
    """Return the quarter of a day."""
    return quarter_period(day.year, (day.month + 2) // 3)


def named_period(name: str, plans: Iterable[Plan]) -> Period | None:
    """Return the period of “2030”, “2030-Q2” or “plan-7”; None for any other name."""
    if match := re.fullmatch(r"((?:19|20|21)\d\d)(?:-Q([1-4]))?", name):
        year = int(match[1])
        return quarter_period(year, int(match[2])) if match[2] else year_period(year)
    for plan in plans:
        if name == f"plan-{plan.id}":
            return Period(plan.starts_on, plan.ends_on, name)
    return None


def period_names(periods: Iterable[int]) -> list[str]:
    """Return the names of years and their quarters, in the order given."""
    return [
        name for year in periods for name in (str(year), *(f"{year}-Q{q}" for q in range(1, 5)))
    ]
