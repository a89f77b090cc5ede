"""What keeps a database from doing its work, told apart by the codes of its driver.

The drivers raise the same class for a lock, a full disk and a lost connection; the reader needs
different sentences, and only some of these are worth another try.
"""

import sqlite3
from enum import StrEnum
from functools import cache

from sqlalchemy.exc import SAWarning
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm.exc import StaleDataError


class Trouble(StrEnum):
    """Why the database did not do what it was asked."""

    CONFLICT = "conflict"
    """Another transaction was quicker; the same step may well succeed at once."""
    BUSY = "busy"
    FULL = "full"
    READ_ONLY = "read-only"
    GONE = "gone"
    DAMAGED = "damaged"
    BEHIND = "behind"
    """A table or column is missing: the migrations were not run."""


SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.BUSY,
    sqlite3.SQLITE_LOCKED: Trouble.BUSY,
    sqlite3.SQLITE_PROTOCOL: Trouble.BUSY,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_PERM: Trouble.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Trouble.GONE,
    sqlite3.SQLITE_IOERR: Trouble.DAMAGED,
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
"""By SQLite's primary result code."""

SQLITE_EXTENDED = {
    sqlite3.SQLITE_BUSY_SNAPSHOT: Trouble.CONFLICT,
    sqlite3.SQLITE_IOERR_SHMSIZE: Trouble.FULL,  # no room for the file beside the database
    sqlite3.SQLITE_READONLY_DBMOVED: Trouble.GONE,
}
"""By SQLite's extended result code, where it says more than the primary one."""

POSTGRESQL = {
    "40": Trouble.CONFLICT,  # serialization failure, deadlock
    "55P03": Trouble.BUSY,  # lock not available in time
    "57014": Trouble.BUSY,  # statement timeout
    "53": Trouble.BUSY,  # too many connections, out of memory
    "53100": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "08": Trouble.GONE,
    "57P": Trouble.GONE,  # shut down, crashed, starting up, idle for too long
    "25P03": Trouble.GONE,
    "28": Trouble.GONE,  # it does not let us in
    "3D000": Trouble.GONE,  # there is no such database
    "58": Trouble.DAMAGED,  # input and output
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
    "42P01": Trouble.BEHIND,
    "42703": Trouble.BEHIND,
}
"""By SQLSTATE or the beginning of it; the longest that fits decides."""


def is_stale(error: BaseException) -> bool:
    """Say whether a row was changed or deleted since it was read; `planner.db` makes both raise."""
    is_deleted = isinstance(error, SAWarning) and str(error).startswith("DELETE statement on table")
    return is_deleted or isinstance(error, StaleDataError)


def trouble_of(error: BaseException) -> Trouble | None:
    """Return why the database failed; None when the error is of another kind."""
    if is_stale(error):
        return Trouble.CONFLICT
    if isinstance(error, PoolTimeout):
        return Trouble.BUSY
    found = getattr(error, "orig", None) or error
    if isinstance(found, sqlite3.Error):
        return of_sqlite(found)
    if type(found).__module__.partition(".")[0] == "psycopg":
        return of_postgresql(found)
    return None


def of_sqlite(error: sqlite3.Error) -> Trouble | None:
    """Return what a result code of SQLite stands for."""
    code = getattr(error, "sqlite_errorcode", None)
    if code is None:
        return None
    if code == sqlite3.SQLITE_ERROR and str(error).startswith(("no such table", "no such column")):
        return Trouble.BEHIND
    return SQLITE_EXTENDED.get(code) or SQLITE.get(code & 0xFF)


def of_postgresql(error: BaseException) -> Trouble | None:
    """Return what a SQLSTATE stands for; an operational error without one lost the connection."""
    state = getattr(error, "sqlstate", None)
    if state is None:
        return Trouble.GONE if type(error).__name__ == "OperationalError" else None
    return of_state(state)


@cache
def of_state(state: str) -> Trouble | None:
    """Return the trouble of the longest beginning of a SQLSTATE that is known."""
    for length in range(len(state), 1, -1):
        if found := POSTGRESQL.get(state[:length]):
            return found
    return None


FOR_OPERATORS = {
    Trouble.CONFLICT: "Something else changed the same rows at the same moment. Nothing was "
    "changed; run the command again",
    Trouble.BUSY: "The database is busy: something else holds it. Nothing was changed; run the "
    "command again, or stop the product first",
    Trouble.FULL: "The disk that holds the database is full. Nothing was changed; make room, then "
    "run the command again",
    Trouble.READ_ONLY: "The database can only be read. Nothing was changed; give the account that "
    "runs Rapport the right to write it and its folder, or name the primary server",
    Trouble.GONE: "The database cannot be reached. Nothing was changed; see whether it is there "
    "and RAPPORT_DATABASE_URL is right",
    Trouble.DAMAGED: "The database or its disk is damaged. Stop the product, keep the file as it "
    "is, and restore a backup with `planner restore`",
    Trouble.BEHIND: "The database cannot be used: it lacks what this version needs; try "
    "`planner migrate`",
}


def sentence_for_operators(error: BaseException) -> str | None:
    """Return what the command line says of a failure, with the driver's own words at the end."""
    trouble = trouble_of(error)
    if trouble is None:
        return None
    return f"{FOR_OPERATORS[trouble]} ({first_line(getattr(error, 'orig', None) or error)})."


def first_line(error: object) -> str:
    """Return what a database driver says, without the lines that point at the statement."""
    return (str(error).splitlines() or ["no reason given"])[0].rstrip(".")
