"""Whether a file is a backup of this product, whole and of a version that is known."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from planner.backups.contents import MIGRATIONS, Contents, contents_of
from planner.errors import RuleBroken


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
