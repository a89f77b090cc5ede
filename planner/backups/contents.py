"""What an office holds, so that a restore can say what it replaces, and by what."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, inspect
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from planner.backups.queries import changes_after, last_change, number_of
from planner.db import db
from planner.errors import RuleBroken

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"
COUNTED = {
    "event": "events",
    "person": "people",
    "outcome": "outcomes",
    "follow_up": "follow-ups",
    "user_account": "users",
    "history_entry": "entries of the history",
}
"""Tables whose rows are told, in words."""


@dataclass(frozen=True)
class Contents:
    """How much an office holds, as of which schema, and when it last changed."""

    revision: str
    counts: dict[str, int]
    changed_at: datetime | None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing would be lost with it."""
        return not any(self.counts.values())

    @property
    def words(self) -> str:
        """Return the counts in words, and the last change."""
        parts = [f"{number:,} {COUNTED[table]}" for table, number in self.counts.items()]
        moment = f"{self.changed_at:%Y-%m-%d %H:%M} UTC" if self.changed_at else "never"
        return f"{', '.join(parts)}; last change {moment}"


def contents_of(connection: Connection) -> Contents | None:
    """Return what a database holds; None when it is no database of Rapport."""
    tables = set(inspect(connection).get_table_names())
    revision = MigrationContext.configure(connection).get_current_revision()
    if not {"event", "history_entry"} <= tables or revision is None:
        return None
    counts = {table: number_of(connection, table) for table in COUNTED if table in tables}
    return Contents(revision, counts, last_change(connection))


def present() -> Contents | None:
    """Return what the office's own database holds; None when there is none yet."""
    url = db.engine.url
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").exists():
        return None
    with db.engine.connect() as connection:
        return contents_of(connection)


def lost_since(saved: Contents) -> int:
    """Return how many history entries there are now that are newer than what was saved."""
    with db.engine.connect() as connection:
        return changes_after(connection, saved.changed_at)


@contextmanager
def opened(path: Path) -> Iterator[Engine]:
    """Open a file for a while, without keeping a connection."""
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool)
    try:
        yield engine
    finally:
        engine.dispose()


def revisions() -> set[str]:
    """Return every revision of the schema that this version knows."""
    script = ScriptDirectory(str(MIGRATIONS))
    return {found.revision for found in script.walk_revisions()}


def checked(path: Path, name: Path) -> Contents:
    """Return what a file holds that may be restored; RuleBroken says why it may not.

    `path` is a copy that may be written beside, `name` the file that the sentence names.
    """
    try:
        with opened(path) as engine, engine.connect() as connection:
            found = contents_of(connection)
            faults = connection.exec_driver_sql("PRAGMA integrity_check(3)").scalars().all()
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    except DatabaseError as error:
        raise RuleBroken(f"{name} is not a database, or it is damaged: {error.orig}.") from error
    if faults != ["ok"] or broken:
        raise RuleBroken(f"{name} is damaged: {(*faults, *broken)[0]}. Take another backup.")
    if found is None:
        raise RuleBroken(f"{name} is not a backup of Rapport.")
    if found.revision not in revisions():
        raise RuleBroken(
            f"{name} was saved by a newer version of Rapport (schema {found.revision}); "
            "bring this version up to date first."
        )
    return found
