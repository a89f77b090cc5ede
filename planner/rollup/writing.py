"""Bringing the rollup in step: parts are written anew, and cells get the difference.

A difference is added (`n + d`), never a sum written, so that it holds whatever others have
added meanwhile. Cells are written in order, so that two writers never wait for each other.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, bindparam
from sqlalchemy.dialects import postgresql, sqlite

from planner.rollup.part_queries import (
    BATCH,
    CELL,
    MARKINGS,
    PART,
    event_ids_after,
    every_cell,
    every_stored_part,
    parts_of,
    stored_parts,
)
from planner.rollup.parts import CellKey, Contribution, added

KEY = tuple(CELL.primary_key.columns.keys())
OF_EVENT = PART.c.event_id == bindparam("of_event")
REMOVED, CHANGED = PART.delete().where(OF_EVENT), PART.update().where(OF_EVENT)
Differences = Mapping[CellKey, Sequence[int]]


def adding(insert: Any) -> Any:
    """Return the statement that adds to a cell, or makes it."""
    statement = insert(CELL)
    sums = {name: CELL.c[name] + statement.excluded[name] for name in MARKINGS}
    return statement.on_conflict_do_update(index_elements=KEY, set_=sums)


ADDING = {"sqlite": adding(sqlite.insert), "postgresql": adding(postgresql.insert)}


def refresh(connection: Connection, event_ids: Iterable[int], *, fresh: Container[int] = ()) -> int:
    """Bring the parts of events and the cells in step; return how many parts were written.

    `fresh` are events that were made just now: nobody looks for a part that they had.
    The parts are locked before the rows behind them are read: of two who change what hangs on
    the same event, the later one counts what the earlier one left.
    """
    moved: list[tuple[Contribution, int]] = []
    written = 0
    for some in batches(sorted(event_ids)):
        known = [key for key in some if key not in fresh]
        before = stored_parts(connection, known, lock=True) if known else {}
        differing = differences(before, parts_of(connection, some), some)
        write_parts(connection, differing, before)
        written += len(differing)
        for key, now in differing.items():
            moved += [(before.get(key, Contribution()), -1), (now or Contribution(), 1)]
    add_to_cells(connection, added(moved))
    return written


def batches(event_ids: Sequence[int]) -> Iterator[Sequence[int]]:
    """Split keys so that one statement does not carry too many."""
    for start in range(0, len(event_ids), BATCH):
        yield event_ids[start : start + BATCH]


def differences(
    before: Mapping[int, Contribution], now: Mapping[int, Contribution], event_ids: Iterable[int]
) -> dict[int, Contribution | None]:
    """Return the parts that have changed; None for an event that is gone."""
    pairs = ((key, before.get(key), now.get(key)) for key in event_ids)
    return {key: new for key, old, new in pairs if old != new}


def write_parts(
    connection: Connection, parts: Mapping[int, Contribution | None], before: Container[int] = ()
) -> None:
    """Put parts in the place of what the events added until now.

    A row that is there is changed, never replaced: whoever waits for it would find it gone.
    """
    gone = [{"of_event": key} for key, part in parts.items() if part is None and key in before]
    rows = [(key, as_row(part)) for key, part in parts.items() if part is not None]
    changed = [row | {"of_event": key} for key, row in rows if key in before]
    new = [row | {"event_id": key} for key, row in rows if key not in before]
    for statement, values in ((REMOVED, gone), (CHANGED, changed), (PART.insert(), new)):
        if values:
            connection.execute(statement, values)


def as_row(part: Contribution) -> dict[str, Any]:
    """Return the columns of a part."""
    return {
        "kind": part.kind,
        "marking": part.marking,
        "objectives": part.objectives,
        "backed": part.backed,
        "nations": part.nations,
        "met": part.met,
        "counted": part.counted,
        "amounts": part.amounts,
    }


def add_to_cells(connection: Connection, found: Differences) -> int:
    """Add differences to the cells, in order; return how many cells they change."""
    names = (*KEY, *MARKINGS)
    changed = sorted((key, counts) for key, counts in found.items() if any(counts))
    if changed:
        rows = [dict(zip(names, (*key, *counts), strict=True)) for key, counts in changed]
        connection.execute(ADDING[connection.dialect.name], rows)
    return len(changed)


def out_of_step(connection: Connection) -> list[int]:
    """Return the events whose stored part is not what they add now."""
    found: list[int] = []
    after = 0
    while some := event_ids_after(connection, after, BATCH):
        before, now = stored_parts(connection, some), parts_of(connection, some)
        found += differences(before, now, some)
        after = some[-1]
    return found


def cells_amiss(connection: Connection) -> dict[CellKey, list[int]]:
    """Return by how much cells differ from the sum of the stored parts."""
    wanted = added((part, 1) for part in every_stored_part(connection))
    for key, counts in every_cell(connection):
        known = wanted.pop(key, [0, 0, 0])
        differing = [new - old for new, old in zip(known, counts, strict=True)]
        if any(differing):
            wanted[key] = differing
    return wanted


def rebuild(connection: Connection) -> int:
    """Write all parts and cells anew; return how many cells there are. For one bulk load."""
    connection.execute(CELL.delete())
    connection.execute(PART.delete())
    cells: dict[CellKey, list[int]] = {}
    after = 0
    while some := event_ids_after(connection, after, BATCH):
        parts = parts_of(connection, some)
        write_parts(connection, dict(parts))
        added(((part, 1) for part in parts.values()), cells)
        after = some[-1]
    found = iter(sorted(cells.items()))
    number = 0
    while chunk := dict(islice(found, BATCH)):
        number += add_to_cells(connection, chunk)
    return number
