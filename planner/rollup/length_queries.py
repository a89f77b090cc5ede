"""How many days the longest event lasts: what lists go back by, to find what is still on."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import RowMapping, or_, select
from sqlalchemy.orm import Session

from planner.rollup.additions import KeptAmount, adds
from planner.rollup.keeping import count_what_changed
from planner.rollup.part_queries import CELL, EVENT, MARKINGS

LASTS = "lasts"


def columns() -> Mapping[str, Any]:
    """Return the planned first day."""
    return {"starts_on": EVENT.c.starts_on}


@adds(columns)
def length_of(row: RowMapping) -> Iterator[KeptAmount]:
    """Give the days that an event with days lasts, beside its first."""
    first, last = row["starts_on"], row["actual_ends_on"] or row["ends_on"]
    if first is not None and last is not None:
        yield KeptAmount(LASTS, max(0, (last - first).days))


def longest(session: Session) -> timedelta:
    """Return from the first day to the last of the longest event; pending is counted first.

    It says of no event that there is one: whoever asks only looks no further back.
    """
    count_what_changed(session)
    counting = or_(*(CELL.c[name] > 0 for name in MARKINGS))
    statement = select(CELL.c.slot).where(CELL.c.measure == LASTS, CELL.c.kind == "", counting)
    found = session.connection().execute(statement.order_by(CELL.c.slot.desc()).limit(1))
    return timedelta(days=found.scalar() or 0)
