"""Rows into tables as fast as the drivers take them: tuples, without indexes until all are in."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Connection, Index, Table

from planner.benchmark.row_parts import Row
from planner.db import Base

Bind = Callable[[Any], Any]
CAREFREE = (
    "PRAGMA cache_size = -1000000",
    "PRAGMA temp_store = MEMORY",
)
"""What SQLite is told while an office is built: keep a gigabyte of pages at hand."""
USUAL = ("PRAGMA cache_size = -2000", "PRAGMA temp_store = DEFAULT")


@contextmanager
def without_indexes(connection: Connection) -> Iterator[None]:
    """Take the indexes of all tables away, and make them again once the rows are in."""
    is_sqlite = connection.dialect.name == "sqlite"
    dropped = [one for table in Base.metadata.sorted_tables for one in droppable(table)]
    for pragma in CAREFREE if is_sqlite else ():
        connection.exec_driver_sql(pragma)
    for index in dropped:
        index.drop(connection, checkfirst=True)
    yield
    for index in dropped:
        index.create(connection)
    for pragma in USUAL if is_sqlite else ():
        connection.exec_driver_sql(pragma)


def droppable(table: Table) -> list[Index]:
    """Return the indexes of a table that hold no rule."""
    return sorted((one for one in table.indexes if not one.unique), key=lambda one: str(one.name))


def load(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Put rows of the same columns into a table."""
    if not rows:
        return
    if not connection.in_transaction():
        connection.begin()
    columns = whole_columns(table, rows[0])
    binds = [bind_of(connection, column) for column in columns]
    given = [(column.name, default_of(column)) for column in columns]
    values = (
        tuple(
            bind(row.get(name, default)) if bind else row.get(name, default)
            for (name, default), bind in zip(given, binds, strict=True)
        )
        for row in rows
    )
    WAYS[connection.dialect.name](connection, table.name, [name for name, _known in given], values)


def whole_columns(table: Table, row: Row) -> list[Column[Any]]:
    """Return the columns that a row fills, and those that Python gives a value to."""
    return [one for one in table.columns if one.name in row or default_of(one) is not None]


def default_of(column: Column[Any]) -> Any:
    """Return the value that a column gets where a row has none."""
    default: Any = column.default
    if default is None or default.is_sequence:
        return None
    return default.arg(None) if default.is_callable else default.arg


def bind_of(connection: Connection, column: Column[Any]) -> Bind | None:
    """Return what turns a value into what the driver takes; None where it takes it as it is."""
    dialect: Any = connection.dialect
    bind: Bind | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    return bind


def insert_all(
    connection: Connection, name: str, columns: Sequence[str], values: Iterator[tuple[Any, ...]]
) -> None:
    """Insert tuples by one statement that SQLite prepares once."""
    marks = ", ".join("?" for _column in columns)
    statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608
    cursor: Any = connection.connection.cursor()
    cursor.executemany(statement, values)


def copy_all(
    connection: Connection, name: str, columns: Sequence[str], values: Iterator[tuple[Any, ...]]
) -> None:
    """Copy tuples into a table of PostgreSQL."""
    statement = f"COPY {name} ({', '.join(columns)}) FROM STDIN"
    cursor: Any = connection.connection.cursor()
    with cursor.copy(statement) as copy:
        for row in values:
            copy.write_row(row)


WAYS: dict[str, Callable[..., None]] = {"sqlite": insert_all, "postgresql": copy_all}
