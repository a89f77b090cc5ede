"""Reading amounts from the cells: summed up for a viewer, by what tells them apart."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from planner.choices import Marking
from planner.rollup.keeping import count_what_changed
from planner.rollup.part_queries import CELL, MARKINGS

EVER = (0, 10_000_000)
"""From the first slot to the last."""
Slots = tuple[int, int]
BY_SLOT = CELL.c.slot
SumKey = tuple[str, str, int, int, str]
"""Measure, bucket, slot, objective and nation; a slot that was not asked for is 0."""


def sums(
    session: Session,
    ceiling: Marking,
    asked: Mapping[str, Slots],
    by: Any = None,
) -> dict[SumKey, int]:
    """Return what the cells of measures add up to, each in its slots, up to a marking.

    One statement; what is pending is counted first. `by` tells apart too: BY_SLOT, or a number
    made of a cell's columns, which takes the place of the slot.
    """
    count_what_changed(session)
    where: tuple[Any, ...] = (CELL.c.measure, CELL.c.kind, CELL.c.objective_id, CELL.c.nation_code)
    apart = where if by is None else (*where, by)
    cells = or_(*(and_(*within(measure, slots)) for measure, slots in asked.items()))
    of_measures = CELL.c.measure.in_(asked)  # else SQLite reads all cells, grouped as they lie
    statement = select(*apart, func.sum(visible(ceiling))).where(of_measures, cells)
    statement = statement.group_by(*apart)
    rows = session.connection().execute(statement)
    return {
        (row[0], row[1], 0 if by is None else int(row[4]), row[2], row[3]): int(row[-1])
        for row in rows
        if row[-1]
    }


def visible(ceiling: Marking) -> ColumnElement[int]:
    """Return what is seen of a cell by those who see up to a marking."""
    columns = [CELL.c[name] for name in MARKINGS[: ceiling + 1]]
    return sum(columns[1:], columns[0])


def sum_of_cells(ceiling: Marking, measure: str, slots: Slots) -> Any:
    """Return what asks for the sum of a measure as a part of another statement; none is 0."""
    found = select(func.coalesce(func.sum(visible(ceiling)), 0))
    return found.where(*within(measure, slots)).scalar_subquery()


def buckets_of(
    session: Session, ceiling: Marking, measures: Collection[str], slots: Slots
) -> dict[str, dict[str, int]]:
    """Return the amounts of measures in the same slots, by measure and bucket.

    Whoever asks has had counted what is pending (`count_what_changed`).
    """
    amount = func.sum(visible(ceiling))
    cells = CELL.c.measure.in_(sorted(measures)), CELL.c.slot.between(*slots)
    statement = select(CELL.c.measure, CELL.c.kind, amount).where(*cells)
    rows = session.connection().execute(statement.group_by(CELL.c.measure, CELL.c.kind))
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for measure, bucket, number in rows:
        if number:
            found[measure][bucket] = int(number)
    return found


def within(measure: str, slots: Slots) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the cells of a measure in some slots."""
    return CELL.c.measure == measure, CELL.c.slot.between(*slots)
