"""How Alembic reaches the database: the application's engine, in batch mode for SQLite."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection

extension = current_app.extensions["migrate"]


def is_ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _compare: Any) -> bool:
    """Leave the tables of the search index to the migrations that write them by hand."""
    return not (kind == "table" and (name or "").startswith("search_index"))


def render_type(kind: str, thing: Any, _context: Any) -> str | bool:
    """Write our own column types as the plain types beneath: no migration imports the product."""
    if kind == "type" and type(thing).__module__ == "planner.db":
        return f"sa.{thing.impl!r}"
    return False


@contextmanager
def foreign_keys_at_rest(connection: Connection) -> Iterator[None]:
    """Let SQLite replace a table that others point to, and check every key afterwards."""
    if connection.dialect.name != "sqlite":
        yield
        return
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.commit()
    try:
        yield
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"rows point to nothing after the migration: {broken[:5]}")
    finally:
        connection.rollback()
        connection.exec_driver_sql("PRAGMA foreign_keys=ON")
        connection.commit()


def run_migrations() -> None:
    """Run the numbered migrations in one transaction."""
    engine = extension.db.engine
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=extension.db.metadatas[None],
            include_object=is_ours,
            render_item=render_type,
            **extension.configure_args,
        )
        before = context.get_context().get_current_revision()
        with foreign_keys_at_rest(connection), context.begin_transaction():
            context.run_migrations()
        after = context.get_context().get_current_revision()
    if before and before != after == context.script.get_current_head():
        bring_derived_up_to_date()


def bring_derived_up_to_date() -> None:
    """Make calendar entries and search index anew: an older version may have known neither."""
    from planner.commands import bring_derived_up_to_date

    bring_derived_up_to_date()


run_migrations()
