"""What is asked of the tables as a whole: how many rows, how new, and the rows themselves."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, func, select

from planner.db import db

CHUNK = 500


def number_of(connection: Connection, table: str) -> int:
    """Return how many rows a table has."""
    whole = select(func.count()).select_from(db.metadata.tables[table])
    return int(connection.execute(whole).scalar_one())


def last_change(connection: Connection) -> datetime | None:
    """Return when the history was last written."""
    found: datetime | None = connection.execute(
        select(func.max(db.metadata.tables["history_entry"].c.at))
    ).scalar()
    return found


def changes_after(connection: Connection, moment: datetime | None) -> int:
    """Return how many lines the history has after a moment."""
    history = db.metadata.tables["history_entry"]
    newer = select(func.count()).select_from(history)
    if moment is not None:
        newer = newer.where(history.c.at > moment)
    return int(connection.execute(newer).scalar_one())


def rows_of(connection: Connection, table: Table) -> Iterator[list[dict[str, Any]]]:
    """Give the rows of a table, some at a time, in the order of their keys."""
    whole = select(table).order_by(*table.primary_key.columns)
    for some in connection.execute(whole).mappings().partitions(CHUNK):
        yield [dict(row) for row in some]


def own_links(table: Table) -> list[Column[Any]]:
    """Return the columns that point to other rows of the same table."""
    return [
        column
        for column in table.columns
        if any(key.column.table is table for key in column.foreign_keys)
    ]


def others_connected(connection: Connection) -> int:
    """Return how many others are connected to a PostgreSQL database."""
    found = connection.exec_driver_sql(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    return int(found.scalar_one())
