"""Where higher rooms say how an indicator's value, or an objective's events, are counted."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

Compute = Callable[[date, date], Decimal | None]
CountEvents = Callable[[date, date], dict[int, int]]
_computed: dict[str, Compute] = {}
_counters: list[CountEvents] = []


def computed(code: str) -> Callable[[Compute], Compute]:
    """Register how the indicator of a code is computed from a period's first and last day."""

    def register(compute: Compute) -> Compute:
        _computed[code] = compute
        return compute

    return register


def is_computed(code: str) -> bool:
    """Say whether the product knows how to compute the indicator of a code."""
    return code in _computed


def computed_value(code: str, starts_on: date, ends_on: date) -> Decimal | None:
    """Return the computed value of a period; None when nobody computes it or there is no data."""
    return _computed[code](starts_on, ends_on) if code in _computed else None


def counts_executed(counter: CountEvents) -> CountEvents:
    """Register the count of executed events by objective id in a period."""
    _counters[:] = [counter]
    return counter


def executed_by_objective(starts_on: date, ends_on: date) -> dict[int, int] | None:
    """Return how many events of a period served each objective; None when nobody counts."""
    return _counters[0](starts_on, ends_on) if _counters else None
