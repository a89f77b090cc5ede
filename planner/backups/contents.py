"""What an office holds, so that a restore can say what it replaces, and by what."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from alembic.migration import MigrationContext
from sqlalchemy import Connection, inspect

from planner.backups.queries import changes_after, last_change, number_of
from planner.db import db

MIGRATIONS = Path(__file__).parent.parent.parent / "migrations"
COUNTED = {
    "event": "events",
    "person": "people",
    "outcome": "outcomes",
    "follow_up": "follow-ups",
    "attachment": "attachments",
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
