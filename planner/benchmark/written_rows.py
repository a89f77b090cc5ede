"""The rows that a save writes, table by table, read from the database before and after it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select, text

from planner.db import Base
from planner.rollup.part_queries import MARKINGS
from planner.text.textsearch import key_of

CELL = "rollup_cell"
INDEX = "search_index"
INDEXED = {
    "sqlite": text("SELECT title, body FROM search_index WHERE rowid = :key"),
    "postgresql": text("SELECT CAST(words AS text) AS words FROM search_index WHERE key = :key"),
}
Row = dict[str, Any]


@dataclass(frozen=True)
class Writing:
    """What one save wrote: the rows that are new, by table, in the order of the tables.

    Of counts, which a save adds to, the rows say by how much; keys of rows are left out.
    """

    rows: dict[str, list[Row]]
    tables: dict[str, Table]


def writing_of(engine: Engine, save: Callable[[], Any]) -> Writing:
    """Make a save and return what it wrote."""
    tables = {table.name: table for table in Base.metadata.sorted_tables}
    with engine.connect() as connection:
        numbers, cells = counts(connection, tables), cells_of(connection, tables)
    save()
    with engine.connect() as connection:
        added = {
            name: number - numbers[name] for name, number in counts(connection, tables).items()
        }
        event_id = connection.execute(select(func.max(tables["event"].c.id))).scalar_one()
        found = {
            name: new_rows(connection, tables[name], number, event_id)
            for name, number in added.items()
            if number > 0 and name != CELL
        }
        key = {"key": key_of("event", event_id)}
        indexed = connection.execute(INDEXED[connection.dialect.name], key).mappings()
        found[INDEX] = [dict(row) for row in indexed]
        found[CELL] = moved(cells, cells_of(connection, tables))
    return Writing(found, tables)


def counts(connection: Connection, tables: dict[str, Table]) -> dict[str, int]:
    """Return how many rows each table has."""
    return {
        name: connection.execute(select(func.count()).select_from(table)).scalar_one()
        for name, table in tables.items()
    }


def new_rows(connection: Connection, table: Table, number: int, event_id: int) -> list[Row]:
    """Return the rows that came in last, without their own keys."""
    if "id" in table.c:
        wanted = select(table).order_by(table.c.id.desc()).limit(number)
    else:
        wanted = select(table).where(table.c.event_id == event_id)
    rows = [dict(row) for row in connection.execute(wanted).mappings()]
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def cells_of(connection: Connection, tables: dict[str, Table]) -> dict[tuple[Any, ...], Row]:
    """Return the counts of the rollup by their keys."""
    cell = tables[CELL]
    keys = cell.primary_key.columns.keys()
    rows = connection.execute(select(cell)).mappings()
    return {tuple(row[name] for name in keys): dict(row) for row in rows}


def moved(before: dict[tuple[Any, ...], Row], now: dict[tuple[Any, ...], Row]) -> list[Row]:
    """Return the counts that moved, each with the difference."""
    found = []
    for key, row in now.items():
        known = before.get(key, dict.fromkeys(MARKINGS, 0))
        if any(row[name] != known[name] for name in MARKINGS):
            found.append(row | {name: row[name] - known[name] for name in MARKINGS})
    return found
