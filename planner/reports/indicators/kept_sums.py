"""What indicators add up over events, kept by the rollup by day and read for any days.

Each number is named by the indicator's code and its place in the formula; whoever changes a
formula so counts anew (`planner rollup rebuild`; `planner check` finds it).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import RowMapping, case

from planner.db import db
from planner.reports.indicators.formula import MADE_OF_EVENTS, Formula
from planner.reports.indicators.summed import Summed
from planner.reports.measures.kept_amounts import days_of
from planner.rollup.additions import KeptAmount, adds
from planner.rollup.keeping import count_what_changed
from planner.rollup.sum_queries import buckets_of

EVER = (date(1000, 1, 1), date(9000, 1, 1))
Place = tuple[str, int]
"""The code of an indicator, and the place of a number in its formula."""


@dataclass(frozen=True)
class KeptSum:
    """A number that is kept: its measure, its columns, and what it is."""

    measure: str
    number: str
    bucket: str
    part: Summed


def summed_in(code: str, formula: Formula) -> Iterator[tuple[Place, Summed]]:
    """Give the numbers of a formula that are kept."""
    for at, part in enumerate(formula.parts):
        if isinstance(part, Summed):
            yield (code, at), part


def name_of(place: Place) -> str:
    """Return the measure under which a number is kept."""
    code, at = place
    return f"{code}-{at}"


@cache
def every_sum() -> tuple[KeptSum, ...]:
    """Return the numbers of all formulas, of whenever; all of them are registered by then."""
    found = (summed_in(code, build(*EVER)) for code, build in MADE_OF_EVENTS.items())
    return tuple(kept_sum(*one) for one in chain.from_iterable(found))


def kept_sum(place: Place, part: Summed) -> KeptSum:
    """Return a number with its columns: without a full stop, where SQLite’s driver cuts names."""
    plain = name_of(place).replace(".", "_")
    bucket = "" if part.bucket is None else f"bucket_{plain}"
    return KeptSum(name_of(place), f"number_{plain}", bucket, part)


def columns() -> Mapping[str, Any]:
    """Return what each event adds to each number, and what tells its amounts apart."""
    found: dict[str, Any] = {}
    for one in every_sum():
        found[one.number] = case((one.part.when, one.part.number))
        if one.bucket:
            found[one.bucket] = case((one.part.when, one.part.bucket))
    return found


@adds(columns)
def sums_of(row: RowMapping) -> Iterator[KeptAmount]:
    """Give what an event adds to the numbers of indicators."""
    for one in every_sum():
        if (number := row[one.number]) and (day := row[one.part.day]) is not None:
            bucket = str(row[one.bucket]) if one.bucket else ""
            yield KeptAmount(one.measure, day.toordinal(), int(number * one.part.scale), bucket)


def kept_numbers(asked: Mapping[Place, Any], first: date, last: date) -> dict[Place, Any]:
    """Return the numbers of some days that the rollup keeps, in one statement; others stay out.

    What is pending is counted first, for those others too, some of which read the rollup.
    """
    count_what_changed(db.session())
    parts = {
        name_of(place): (place, part) for place, part in asked.items() if isinstance(part, Summed)
    }
    ceiling = db.session.info["viewer"].ceiling
    found = buckets_of(db.session(), ceiling, parts, days_of(first, last)) if parts else {}
    return {place: part.told(found.get(name, {})) for name, (place, part) in parts.items()}
