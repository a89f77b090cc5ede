"""Amounts of a period from the rollup, for those whom it may answer; else None, and computed.

They are kept of all events together, and of an objective or a partner where a table tells of
each; so a scope that narrows by objective, partner or kind is computed.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from planner.db import db
from planner.reports.measures import rolled
from planner.reports.measures.scope import Scope
from planner.rollup.parts import month_slot
from planner.rollup.sum_queries import Slots, SumKey, sums

ONE = 10**9
"""Shares of person-days are kept as whole numbers of a billionth, so that they add up exactly."""
DECIMALS = 6
"""What is told of them, kept or computed."""


def is_kept(scope: Scope) -> bool:
    """Say whether the amounts of a scope are kept and the viewer may be told them."""
    return (
        may_read()
        and not (scope.objective_ids or scope.nation_codes or scope.kinds)
        and scope.owner_id is None
        and rolled.is_of_whole_months(scope.period.first, scope.period.last)
    )


def may_read() -> bool:
    """Say whether the viewer may be told amounts of all events up to a marking."""
    return rolled.may_read_cells(db.session.info["viewer"])


def months_of(scope: Scope) -> Slots:
    """Return the first and the last month of a scope."""
    return month_slot(scope.period.first), month_slot(scope.period.last)


def days_of(first: date, last: date) -> Slots:
    """Return two days as slots."""
    return first.toordinal(), last.toordinal()


def kept(asked: Mapping[str, Slots], by: Any = None) -> dict[SumKey, int]:
    """Return amounts of measures, each in its slots, as far as the viewer may be told them."""
    ceiling = db.session.info["viewer"].ceiling
    return sums(db.session(), ceiling, asked, by)


def of_measure(found: Mapping[SumKey, int], measure: str) -> int:
    """Return the sum of a measure's amounts."""
    return sum(amount for key, amount in found.items() if key[0] == measure)
