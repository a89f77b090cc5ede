"""Temporary tables that stand in place of the present ones, on one connection alone.

A temporary table hides the table of the same name on SQLite and PostgreSQL alike, so the very
same statements read the past. Tables in which nothing was changed since are read as they are.
The transaction is rolled back at the end, and the tables go with it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Index, MetaData, Table, bindparam, insert, select

from planner.db import Base
from planner.history.remembering import BATCH
from planner.history.rewinding_queries import Key, Rewound, as_it_was

SCHEMAS = {"sqlite": ("main", "temp"), "postgresql": (None, "pg_temp")}


class PastTables:
    """The tables of a past moment on a connection; `present` are the ones of today."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        present, self.past = SCHEMAS[connection.dialect.name]
        if present is None:
            present = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
        self.schema = present
        self.made: dict[str, Table] = {}

    def present(self, name: str) -> Table:
        """Return a table of today, whatever stands in its place."""
        return copied(Base.metadata.tables[name], self.schema, is_indexed=False)

    def table(self, name: str) -> Table:
        """Return the table that stands in place of one, filled with the rows of today."""
        if name not in self.made:
            mine = copied(Base.metadata.tables[name], self.past, is_indexed=True)
            mine.create(self.connection)
            names = [column.name for column in mine.columns]
            self.connection.execute(insert(mine).from_select(names, select(self.present(name))))
            self.made[name] = mine
        return self.made[name]

    def put_back(self, found: Rewound) -> None:
        """Make the tables what they were."""
        for name, fates in found.fates.items():
            rows = list(as_it_was(self.connection, self.table(name), fates))
            self.remove(name, list(fates))
            self.add(name, rows)
        for name, pairs in found.pairs.items():
            mine = self.table(name)
            own, other = list(mine.columns)
            self.remove_where(own, list(pairs))
            self.add(
                name, [{own.name: a, other.name: b} for a, tied in pairs.items() for b in tied]
            )

    def add(self, name: str, rows: Sequence[Mapping[str, Any]]) -> None:
        """Add rows."""
        if rows:
            self.connection.execute(insert(self.table(name)), rows)

    def remove(self, name: str, keys: Collection[Key]) -> None:
        """Take rows out by their keys."""
        mine, keys = self.table(name), list(keys)
        own = list(mine.primary_key)
        if len(own) == 1:
            self.remove_where(own[0], [key[0] for key in keys])
            return
        same = [column == bindparam(f"k_{column.name}") for column in own]
        values = [{f"k_{c.name}": part for c, part in zip(own, key, strict=True)} for key in keys]
        if values:
            self.connection.execute(mine.delete().where(*same), values)

    def remove_some(self, name: str, keys: Collection[Key]) -> None:
        """Take rows out by their keys, where there are any."""
        if keys:
            self.remove(name, keys)

    def remove_where(self, column: Column[Any], keys: Sequence[Any]) -> None:
        """Take out the rows whose column holds one of some keys."""
        for start in range(0, len(keys), BATCH):
            some = keys[start : start + BATCH]
            self.connection.execute(column.table.delete().where(column.in_(some)))

    def is_ready(self) -> None:
        """Tell PostgreSQL how many rows the tables hold; of temporary ones it does not ask."""
        if self.connection.dialect.name == "postgresql":
            for name in self.made:
                self.connection.exec_driver_sql(f'ANALYZE pg_temp."{name}"')


def copied(table: Table, schema: str | None, *, is_indexed: bool) -> Table:
    """Return a table of the same columns in another schema, bound by no rule but its key."""
    keys = {column.name for column in table.primary_key}
    columns: Iterable[Column[Any]] = [
        Column(one.name, one.type, primary_key=one.name in keys, autoincrement=False)
        for one in table.columns
    ]
    made = Table(table.name, MetaData(), *columns, schema=schema, prefixes=["TEMPORARY"])
    for index in table.indexes if is_indexed else ():
        Index(index.name, *(made.c[column.name] for column in index.columns))
    return made
