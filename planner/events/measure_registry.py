"""Where measures register: a condition on events with a name."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement


@dataclass(frozen=True)
class CountedFor:
    """What a number was counted for; empty means “any”, no day means “whenever”."""

    today: date
    first: date | None = None
    last: date | None = None
    objective_ids: tuple[int, ...] = ()
    nation_codes: tuple[str, ...] = ()


Condition = Callable[[CountedFor], ColumnElement[bool]]


@dataclass(frozen=True)
class Measure:
    """A named set of events: its words, its condition, and whether u(e,o) ≥ 0.1 is asked too."""

    label: Any
    condition: Condition
    needs_share: bool = True


MEASURES: dict[str, Measure] = {}
"""By their name in the URL (`measure=executed`); higher rooms add theirs."""


def measure(name: str, label: Any, *, needs_share: bool = True) -> Callable[[Condition], Condition]:
    """Register a measure; the share of the objective and the partner are added to it."""

    def register(condition: Condition) -> Condition:
        MEASURES[name] = Measure(label, condition, needs_share)
        return condition

    return register
