"""Numbers that are added up over events: asked of the events, or kept by the rollup by day."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select

from planner.events.models import Event
from planner.reports.measures.rates import middle

Buckets = Mapping[str, int]
"""Amounts by what tells them apart; the empty text where nothing does."""


def sum_of(found: Buckets) -> int:
    """Return all of it."""
    return sum(found.values())


def median_of(found: Buckets) -> float | None:
    """Return the median of the numbers that the buckets are, each as often as it is there."""
    return middle(Counter({int(bucket): n for bucket, n in found.items()}).elements())


def number_of(found: Buckets) -> int:
    """Return how many buckets there are."""
    return len(found)


@dataclass(frozen=True)
class Summed:
    """A number over the events of a period that meet a condition."""

    asked: Any
    """What asks the database for it."""
    when: ColumnElement[bool]
    number: Any = 1
    """What each of these events adds."""
    bucket: Any = None
    """What tells amounts apart, a text."""
    fold: Callable[[Buckets], Any] = sum_of
    """What makes the number of the amounts."""
    day: str = "actual_ends_on"
    """The day of an event by which it belongs to a period."""
    scale: int = 1
    """How many of the whole numbers that are kept make one."""

    def told(self, found: Buckets) -> Any:
        """Return the number from what is kept."""
        number = self.fold(found)
        return number if self.scale == 1 else Decimal(number) / self.scale


def events(*conditions: ColumnElement[bool], **more: Any) -> Summed:
    """Return the number of events that meet the conditions."""
    when = and_(*conditions)
    asked = select(func.count(Event.id)).where(when).scalar_subquery()
    return Summed(asked, when, **more)


def total(number: Any, *conditions: ColumnElement[bool], **more: Any) -> Summed:
    """Return the sum of a number over the events that meet the conditions."""
    when = and_(*conditions)
    return Summed(select(func.sum(number)).where(when).scalar_subquery(), when, number, **more)
