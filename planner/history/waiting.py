"""Entries of the history that wait in a file while the database takes none.

A page that is read must not fail because the line about its reading has to wait, and the line
must not be lost. The file lies in the instance folder, a line of JSON for each entry; it is on the
disk before the page is answered, and brought in by the next request that can write, by `planner
check` and by `planner backup`.
"""

import fcntl
import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from planner.connections import short_wait
from planner.db import UtcDateTime, db
from planner.history.models import HistoryEntry
from planner.history.moments import CLOSED
from planner.history.queries import is_written
from planner.history.remembering import Memory
from planner.troubles import trouble_of

NAME = "waiting-history.jsonl"
MOMENTS = {
    column.name for column in HistoryEntry.__table__.columns if isinstance(column.type, UtcDateTime)
}


class WaitingEntries:
    """The file of one machine; the file's lock orders all who use it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / NAME

    def keep(self, entries: Sequence[HistoryEntry]) -> None:
        """Put entries into the file, safe from a power cut; OSError when it takes none."""
        lines = "".join(as_line(entry) + "\n" for entry in entries)
        is_new = not self.path.exists()
        with opened(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT) as file:
            put(file, (b"" if ends_well(file) else b"\n") + lines.encode())
        if is_new:
            sync_folder(self.path.parent)

    def number(self) -> int:
        """Return how many entries wait."""
        return self.path.read_bytes().count(b"\n") if self.path.exists() else 0

    def bring_in(self) -> int:
        """Write what waits into the database; return how many entries were written.

        An entry that a stopped process had written already is not written twice. What cannot
        be read stays in the file. The database's error is raised, and everything waits on.
        """
        if not self.is_waiting():
            return 0
        with opened(self.path, os.O_RDWR) as file:
            kept = os.pread(file, os.fstat(file).st_size, 0).splitlines()
            rows, unread = [], []
            for line in kept:
                try:
                    rows.append(from_line(line))
                except (ValueError, TypeError, AttributeError):
                    unread.append(line)
            written = write(db.engine, rows)
            os.ftruncate(file, 0)
            if unread:
                put(file, b"\n".join(unread) + b"\n")
            os.fsync(file)
        return written

    def is_waiting(self) -> bool:
        """Say whether anything waits; it costs one look at the folder."""
        try:
            return self.path.stat().st_size > 0
        except OSError:
            return False

    def try_bring_in(self) -> None:
        """Bring in what waits if the database takes it now; else it waits on."""
        try:
            self.bring_in()
        except (SQLAlchemyError, OSError) as error:
            if trouble_of(error) is None:
                logging.getLogger("planner").exception("%s cannot be brought in", NAME)


@contextmanager
def opened(path: Path, flags: int) -> Iterator[int]:
    """Open the file for one user at a time, readable by its owner alone."""
    file = os.open(path, flags, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file
    finally:
        os.close(file)


def ends_well(file: int) -> bool:
    """Say whether the last line is whole; a power cut may have left half of one."""
    size = os.fstat(file).st_size
    return size == 0 or os.pread(file, 1, size - 1) == b"\n"


def put(file: int, octets: bytes) -> None:
    """Append all octets and see them on the disk, or none: a cut line would spoil the next."""
    before = os.fstat(file).st_size
    try:
        if os.write(file, octets) != len(octets):
            raise OSError("the disk took only part of the entry")
        os.fsync(file)
    except OSError:
        os.ftruncate(file, before)
        raise


def sync_folder(folder: Path) -> None:
    """See the name of a new file on the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def as_line(entry: HistoryEntry) -> str:
    """Return what was set of an entry as JSON; the database sets its number."""
    loaded: dict[str, Any] = inspect(entry).dict
    columns = {column.key for column in inspect(HistoryEntry).column_attrs} - {"id"}
    values = {name: loaded[name] for name in sorted(columns & loaded.keys())}
    values |= moment_of(entry.event_id)
    return json.dumps({name: plain(value) for name, value in values.items()}, ensure_ascii=False)


def moment_of(event_id: int | None) -> dict[str, Any]:
    """Return how the event stands of which an entry tells; closed when that cannot be read."""
    if event_id is None:
        return {}
    memory = Memory()
    try:
        memory.look(db.session.connection(), {event_id})
    except SQLAlchemyError:
        db.session.rollback()
        return CLOSED.columns
    return memory.of({event_id})


def plain(value: Any) -> Any:
    """Return a value as JSON data: a moment as text."""
    return value.isoformat() if isinstance(value, datetime) else value


def from_line(line: bytes) -> dict[str, Any]:
    """Return the values of a line; ValueError when it is not one of ours."""
    values: Any = json.loads(line)
    if not isinstance(values, dict) or "at" not in values or "verb" not in values:
        raise ValueError("not an entry")
    return {
        name: datetime.fromisoformat(value) if name in MOMENTS and value else value
        for name, value in values.items()
    }


def write(engine: Engine, rows: Sequence[dict[str, Any]]) -> int:
    """Write entries in one transaction, those not there yet; return how many those were."""
    with engine.connect() as connection, connection.begin(), short_wait(connection):
        missing = [row for row in rows if not is_written(connection, row)]
        for row in missing:
            connection.execute(HistoryEntry.__table__.insert(), row)  # type: ignore[attr-defined]
        return len(missing)
