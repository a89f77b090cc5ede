"""When the days of nations fall, and which of them touch an event or lie close to it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from planner.ways.models import Way

NEAR = 3
"""So many days before an event begins and after it ends a day is still told of."""


@dataclass(frozen=True)
class SensitiveDay:
    """A day or a span of a nation, as it falls near an event."""

    way: Way
    first: date
    last: date
    before: int = 0
    """How many days before the event begins it ends; 0 when it does not lie before it."""
    after: int = 0
    """How many days after the event ends it begins."""


def in_year(day: date, year: int) -> date:
    """Return a yearly day in a year; 29 February is kept on the 28th where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def times_of(way: Way, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Give the first and last days on which a row of days may fall around some others."""
    if way.first_on is None or way.last_on is None:
        return
    if not way.is_yearly:
        yield way.first_on, way.last_on
        return
    over = way.last_on.year - way.first_on.year
    for year in range(first.year - 1, last.year + 2):
        yield in_year(way.first_on, year), in_year(way.last_on, year + over)


def near(ways: Iterable[Way], first: date, last: date, margin: int = NEAR) -> list[SensitiveDay]:
    """Return the days of nations that fall into some days or within a margin, in their order."""
    found = []
    for way in ways:
        for begins, ends in times_of(way, first, last):
            before, after = max(0, (first - ends).days), max(0, (begins - last).days)
            if before <= margin and after <= margin:
                found.append(SensitiveDay(way, begins, ends, before, after))
    return sorted(found, key=lambda one: (one.first, one.way.nation_code, one.way.id))
