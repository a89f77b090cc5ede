"""Files of SQLite: copied while in use, claimed, and put in the place of another."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from planner.errors import RuleBroken


def copy_file(source: Path, target: Path) -> None:
    """Copy an SQLite file as of one moment, readable by its owner alone, and see it on the disk."""
    os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with closing(opened_to_read(source)) as old, closing(sqlite3.connect(target)) as copy:
        old.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")
    sync(target)


def opened_to_read(path: Path) -> sqlite3.Connection:
    """Open a file for reading; in a folder that takes no files, as one that nobody changes."""
    address = path.absolute().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        return sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True)
    return connection


def sync(path: Path) -> None:
    """See a file, and its name in its folder, on the disk."""
    for part in (path, path.parent):
        descriptor = os.open(part, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def claim(database: Path) -> None:
    """Fold the write-ahead log into the file; RuleBroken when anybody has the database open."""
    with closing(sqlite3.connect(database, timeout=1)) as connection:
        try:
            found = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            found = "wal"
    if found != "delete":
        raise RuleBroken("The database is in use: stop the product, then restore.")


def put_in_place(new: Path, database: Path, kept: Path | None) -> None:
    """Put a file in the place of the database in one step; the old one stays beside it."""
    if kept is not None:
        os.link(database, kept)
        kept.chmod(0o600)
    new.replace(database)
    for ending in ("-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{database}{ending}").unlink()
    sync(database)
