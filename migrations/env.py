"""How Alembic reaches the database: the application's engine, in batch mode for SQLite."""

from typing import Any

from alembic import context
from flask import current_app

extension = current_app.extensions["migrate"]


def is_ours(_thing: Any, name: str | None, kind: str, _reflected: bool, _compare: Any) -> bool:
    """Leave the tables of the search index to the migrations that write them by hand."""
    return not (kind == "table" and (name or "").startswith("search_index"))


def render_type(kind: str, thing: Any, _context: Any) -> str | bool:
    """Write our own column types as the plain types beneath: no migration imports the product."""
    if kind == "type" and type(thing).__module__ == "planner.db":
        return f"sa.{thing.impl!r}"
    return False


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
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
