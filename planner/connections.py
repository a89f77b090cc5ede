"""Connections to the database: how long they wait; a file of SQLite is private and still there."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import (
    event,
)
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import DBAPIError, DisconnectionError
from sqlalchemy.sql.compiler import InsertmanyvaluesSentinelOpts

from planner.server.files import private_file

_known_files: set[str] = set()


@event.listens_for(Engine, "do_connect")
def make_file_private(
    dialect: Dialect, _record: object, arguments: Sequence[Any], options: dict[str, Any]
) -> None:
    """Make a new SQLite file mode 600; its -wal and -shm files take its mode.

    Where a database was, no empty one is made: whoever runs Rapport has to look.
    """
    name = str(arguments[0]) if dialect.name == "sqlite" and arguments else ""
    if name in {"", ":memory:"} or options.get("uri"):
        return
    if name in _known_files and identity_of(name) is None:
        raise FileIsGone(name)
    private_file(Path(name))


@event.listens_for(Engine, "do_connect")
def insert_several_at_once(
    dialect: Dialect, _record: object, _arguments: Sequence[Any], _options: dict[str, Any]
) -> None:
    """Let SQLite take several rows of a table in one statement, and give their keys in order.

    SQLAlchemy would send them one by one, since SQLite promises no order of what RETURNING
    gives. The keys themselves are in order: a row gets the next one as it is inserted.
    """
    if dialect.name == "sqlite":
        dialect.insertmanyvalues_implicit_sentinel = InsertmanyvaluesSentinelOpts.ANY_AUTOINCREMENT


WAIT = 5000
SHORT_WAIT = 250
"""Milliseconds to wait for somebody else's lock: to save, and to note what was read."""


@event.listens_for(Engine, "connect")
def set_up_connection(connection: Any, _record: object) -> None:
    """Make the database keep foreign keys, survive a power cut and wait for its turn (STACK)."""
    if isinstance(connection, sqlite3.Connection):
        pragmas = (f"busy_timeout={WAIT}", "foreign_keys=ON", "journal_mode=WAL")
        for pragma in (*pragmas, "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
    else:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {WAIT}")
        connection.autocommit = False


@event.listens_for(Engine, "connect")
def note_file(connection: Any, record: Any) -> None:
    """Note which file an SQLite connection has opened."""
    if isinstance(connection, sqlite3.Connection):
        name = connection.execute("PRAGMA database_list").fetchone()[2]
        record.info["file"] = (name, identity_of(name)) if name else None
        _known_files.add(name)


@event.listens_for(Engine, "checkout")
def see_that_it_is_there(_connection: Any, record: Any, _proxy: object) -> None:
    """Let go of a connection whose file was replaced; refuse when there is no file any more.

    A removed file would go on taking rows, and all of them would be lost.
    """
    if not (noted := record.info.get("file")):
        return
    name, identity = noted
    found = identity_of(name)
    if found is None:
        raise FileIsGone(name)
    if found != identity:
        raise DisconnectionError("the database file was replaced")


class FileIsGone(sqlite3.OperationalError):
    """The file of the database was there and is there no more."""

    sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    sqlite_errorname = "SQLITE_CANTOPEN"


def identity_of(name: str) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None when there is none."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def short_wait(connection: Connection) -> Iterator[None]:
    """Wait only a moment for somebody else's lock inside the block."""
    name = {"sqlite": "PRAGMA busy_timeout = {}", "postgresql": "SET LOCAL lock_timeout = {}"}
    statement = name[connection.dialect.name]
    connection.exec_driver_sql(statement.format(SHORT_WAIT))
    try:
        yield
    finally:
        if not connection.invalidated:
            with suppress(DBAPIError):  # a PostgreSQL transaction that failed is over anyway
                connection.exec_driver_sql(statement.format(WAIT))
