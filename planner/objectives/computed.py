"""Where higher rooms say how an indicator's value, or an objective's events, are counted."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from planner.shapes.figure import Sentence


@dataclass(frozen=True)
class Computed:
    """What an indicator comes to in a period, and the number of rows that it was made of."""

    value: Decimal | None
    n: int | None = None
    n_words: Sentence | None = None
    """What n counts and in how many rows, where these differ: “12 people in 4 events”."""
    why_none: Sentence | None = None
    """Why nothing is counted for this viewer; none where it is only a matter of rows."""


Together = Callable[[Collection[str], date, date], Mapping[str, Computed]]
Address = Callable[[str, date, date], str | None]
CountEvents = Callable[[date, date], dict[int, int]]
_together: dict[str, Together] = {}
_words: dict[str, object] = {}
_addresses: list[Address] = []
_counters: list[CountEvents] = []


def computed_together(code: str, compute: Together, words: object) -> None:
    """Register a function that computes several indicators at once, and one of its codes.

    The words say what is counted; the indicator's page shows them.
    """
    _together[code] = compute
    _words[code] = words


def is_computed(code: str) -> bool:
    """Say whether the product knows how to compute the indicator of a code."""
    return code in _together


def computed_words(code: str) -> object:
    """Return how the indicator of a code is counted; the empty text when nobody says."""
    return _words.get(code, "")


def addresses_rows(function: Address) -> Address:
    """Register where the rows behind the indicator of a code and a period are shown."""
    _addresses[:] = [function]
    return function


def computed_rows(code: str, starts_on: date, ends_on: date) -> str | None:
    """Return the address of the rows that an indicator was made of; None when there is none."""
    return _addresses[0](code, starts_on, ends_on) if _addresses else None


def computed_numbers(codes: Collection[str], starts_on: date, ends_on: date) -> dict[str, Computed]:
    """Return the computed values of a period with their n; a code nobody computes is left out."""
    found: dict[str, Computed] = {}
    groups: dict[Together, list[str]] = defaultdict(list)
    for code in codes:
        if code in _together:
            groups[_together[code]].append(code)
    for compute, asked in groups.items():
        found |= compute(asked, starts_on, ends_on)
    return found


def counts_executed(counter: CountEvents) -> CountEvents:
    """Register the count of executed events by objective id in a period."""
    _counters[:] = [counter]
    return counter


def executed_by_objective(starts_on: date, ends_on: date) -> dict[int, int] | None:
    """Return how many events of a period served each objective; None when nobody counts."""
    return _counters[0](starts_on, ends_on) if _counters else None
