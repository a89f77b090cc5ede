"""Years as an office counts them: calendar years, or fiscal ones that begin in another month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MONTHS = 12


@dataclass(frozen=True)
class YearStyle:
    """How years are cut and named.

    A fiscal year is named by the calendar year it ends in, or begins in where an office says
    so (METRICS, Readings). Years that begin in January are calendar years, whatever is said.
    """

    month: int = 1
    is_named_by_end: bool = True

    def __post_init__(self) -> None:
        """Take all styles that begin in January for one: they have the same years and names."""
        if self.month == 1:
            object.__setattr__(self, "is_named_by_end", True)

    @property
    def is_calendar(self) -> bool:
        """Say whether its years are calendar years."""
        return self.month == 1

    def beginning_in(self, begins: int) -> "Year":
        """Return the year that begins in a calendar year."""
        return Year(begins, self)

    def holding(self, day: date) -> "Year":
        """Return the year that a day belongs to."""
        return Year(day.year if day.month >= self.month else day.year - 1, self)

    def called(self, number: int) -> "Year":
        """Return the year of a number as it stands in the name: 2027 of FY2027."""
        return Year(number - self.ahead, self)

    @property
    def ahead(self) -> int:
        """Return by how much the number in a name is above the year of the first day."""
        return int(not self.is_calendar and self.is_named_by_end)

    def between(self, first: date, last: date) -> Iterator["Year"]:
        """Give the years that days from the first to the last belong to."""
        year = self.holding(first)
        while year.first <= last:
            yield year
            year = self.beginning_in(year.begins + 1)


CALENDAR = YearStyle()


@dataclass(frozen=True)
class Year:
    """Twelve months; `begins` is the calendar year of the first day."""

    begins: int
    style: YearStyle = CALENDAR

    @property
    def first(self) -> date:
        """Return the first day."""
        return date(self.begins, self.style.month, 1)

    @property
    def last(self) -> date:
        """Return the last day."""
        return date(self.begins + 1, self.style.month, 1) - ONE_DAY

    @property
    def number(self) -> int:
        """Return the number in its name."""
        return self.begins + self.style.ahead

    @property
    def name(self) -> str:
        """Return “2027” of a calendar year, “FY2027” of a fiscal one: never to be mistaken."""
        return f"{self.number}" if self.style.is_calendar else f"FY{self.number}"

    def quarter(self, number: int) -> tuple[date, date]:
        """Return the first and the last day of a quarter, 1 to 4."""
        return self.months(3 * (number - 1)), self.months(3 * number) - ONE_DAY

    def months(self, passed: int) -> date:
        """Return the first day of a month, so many after the first one."""
        whole = self.begins * MONTHS + self.style.month - 1 + passed
        return date(whole // MONTHS, whole % MONTHS + 1, 1)

    def __str__(self) -> str:
        return self.name


NAME = re.compile(r"(FY)?((?:19|20|21)[0-9]{2})", re.ASCII)


def year_named(name: str, style: YearStyle) -> Year | None:
    """Return the year of “2027”, or of “FY2027” where the office has fiscal years; else None."""
    match = NAME.fullmatch(name)
    if match is None or (match[1] and style.is_calendar):
        return None
    return (style if match[1] else CALENDAR).called(int(match[2]))
