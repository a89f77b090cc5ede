"""What was put aside for undoing, and what a removal takes along."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, inspect, select
from sqlalchemy.orm import Mapper

from planner.db import Base, db
from planner.history.models import PutAside

NOT_TAKEN = frozenset({"calendar_entry", "put_aside", "spent_key"})
"""Tables whose rows the product makes anew, or that hold no part of the office's record."""
MOST_ROWS = 1000


def kept(key: str, kind: str, owner_id: int | None, since: datetime) -> PutAside | None:
    """Return what its owner put aside under a key since a moment; None for anybody else."""
    return db.session.scalar(
        select(PutAside).where(
            PutAside.key == key,
            PutAside.kind == kind,
            PutAside.owner_id == owner_id,
            PutAside.made_at > since,
        )
    )


def outlived(moment: datetime, most: int = 100) -> Sequence[PutAside]:
    """Return some of what was put aside before a moment, oldest first."""
    statement = select(PutAside).where(PutAside.made_at <= moment).order_by(PutAside.made_at)
    return db.session.scalars(statement.limit(most)).all()


@dataclass(frozen=True)
class Stored:
    """A row as it lies in the database, by column."""

    table: Table
    values: Mapping[str, Any]

    @property
    def key(self) -> tuple[Any, ...]:
        """Return the primary key."""
        return tuple(self.values[column.name] for column in self.table.primary_key)

    @property
    def is_there(self) -> bool:
        """Say whether the row is in the database, whoever may see it."""
        return is_there(self.table, self.key)


def is_there(table: Table, key: Sequence[Any]) -> bool:
    """Say whether a row of a key is in the database, whoever may see it."""
    same = [column == part for column, part in zip(table.primary_key, key, strict=True)]
    found = db.session.connection().execute(select(*table.primary_key).where(and_(*same)))
    return found.first() is not None


def row_and_what_points_at_it(row: Any) -> list[Stored]:
    """Return a row and all that points at it, over any number of steps; the parents first.

    Read from the tables themselves: what goes with a row goes, whoever may see it.
    """
    state: Any = inspect(row)
    first = stored(state.mapper.local_table, state.identity)
    found = {(first.table.name, first.key): first}
    waiting = [first]
    while waiting and len(found) < MOST_ROWS:
        for one in pointing_at(waiting.pop(0)):
            if (one.table.name, one.key) not in found:
                found[one.table.name, one.key] = one
                waiting.append(one)
    return list(found.values())


def stored(table: Table, key: Sequence[Any]) -> Stored:
    """Return one row by its key."""
    same = [column == part for column, part in zip(table.primary_key, key, strict=True)]
    row = db.session.connection().execute(select(table).where(and_(*same))).one()
    return Stored(table, dict(row._mapping))


def pointing_at(one: Stored) -> Iterator[Stored]:
    """Give the rows that point at a row."""
    for table, column, target in links_to(one.table):
        same = column == one.values[target.name]
        for row in db.session.connection().execute(select(table).where(same)):
            yield Stored(table, dict(row._mapping))


def links_to(target: Table) -> Iterator[tuple[Table, Any, Any]]:
    """Give every table and column that points at a table, and the column that it points at."""
    for table in Base.metadata.sorted_tables:
        if table.name in NOT_TAKEN or table.name.startswith("search_"):
            continue
        for column in table.columns:
            for link in column.foreign_keys:
                if link.column.table is target:
                    yield table, column, link.column


def mapper_of(table: Table) -> Mapper[Any] | None:
    """Return the mapped class of a table; none for a table of pairs."""
    return next((m for m in Base.registry.mappers if m.local_table is table), None)


def is_seen(entity: Any, key: Sequence[Any]) -> bool:
    """Say whether the viewer sees a row of a class, by the criterion of every page."""
    mapper: Any = inspect(entity)
    names = [mapper.get_property_by_column(column).key for column in mapper.primary_key]
    columns = [getattr(entity, name) for name in names]
    same = [column == part for column, part in zip(columns, key, strict=True)]
    return db.session.execute(select(*columns).where(*same)).first() is not None


def set_as_it_was(row: Any, values: Mapping[str, Any]) -> None:
    """Give a row that was brought back the very values it had.

    Saving a row counts its version anew and notes who writes; bringing it back is neither.
    """
    state: Any = inspect(row)
    table = state.mapper.local_table
    same = [part == value for part, value in zip(table.primary_key, state.identity, strict=True)]
    own = {column.name for column in table.primary_key}
    rest = {name: value for name, value in values.items() if name not in own}
    db.session.connection().execute(table.update().where(and_(*same)).values(rest))
    db.session.refresh(row)
