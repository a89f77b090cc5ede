"""Reading amounts from the cells: summed up for a viewer, by what tells them apart."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, func, or_, select
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
    statement = select(*apart, func.sum(visible(ceiling))).where(cells).group_by(*apart)
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


def buckets_of_cells(ceiling: Marking, measure: str, slots: Slots) -> Any:
    """Return what asks for a measure’s amounts by bucket, as one text: “EUR 3,USD 1”."""
    each = (
        select(CELL.c.kind, func.sum(visible(ceiling)).label("amount"))
        .where(*within(measure, slots))
        .group_by(CELL.c.kind)
        .subquery()
    )
    one = each.c.kind + " " + cast(each.c.amount, String)
    return select(func.aggregate_strings(one, ",")).where(each.c.amount != 0).scalar_subquery()


def buckets_in(text: str | None) -> dict[str, int]:
    """Return amounts by bucket from such a text."""
    pairs = (one.split(" ") for one in (text or "").split(",") if one)
    return {bucket: int(amount) for bucket, amount in pairs}


def within(measure: str, slots: Slots) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for the cells of a measure in some slots."""
    return CELL.c.measure == measure, CELL.c.slot.between(*slots)
