"""The documents of attachments in a backup: a table of their octets, beside the rows.

They are written in parts, so that none has to fit into the memory, and are read back only when
each has the SHA-256 that it is known by.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from planner.attachments.arriving import CHUNK, Arrived, arrive, arriving
from planner.attachments.store import store
from planner.errors import RuleBroken

TABLE = "attachment_octets"
"""No table of the product: it stands in files of `planner backup` alone."""
MAKE = f"CREATE TABLE {TABLE} (sha256 TEXT, part INTEGER, octets BLOB, PRIMARY KEY (sha256, part))"
INTO = f"INSERT INTO {TABLE} VALUES (?, ?, ?)"  # noqa: S608 - the name is ours
PARTS = f"SELECT octets FROM {TABLE} WHERE sha256 = ? ORDER BY part"  # noqa: S608
DIGESTS = f"SELECT DISTINCT sha256 FROM {TABLE} ORDER BY sha256"  # noqa: S608
NAMED = "SELECT DISTINCT sha256 FROM attachment ORDER BY sha256"


def has_table(connection: sqlite3.Connection, name: str) -> bool:
    """Say whether a file has a table."""
    asked = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(asked, (name,)).fetchone() is not None


def save_octets(target: Path) -> int:
    """Write the documents of a saved office into its file; return how many are not there.

    A document whose octets are not its own any more counts as one that is not there.
    """
    missing, where = 0, store()
    with closing(sqlite3.connect(target)) as connection, connection:
        if not has_table(connection, "attachment") or has_table(connection, TABLE):
            return 0
        connection.execute(MAKE)
        for (digest,) in connection.execute(NAMED).fetchall():
            found = sha256()
            connection.execute("SAVEPOINT one")
            if where.size(digest) is not None:
                with where.open(digest) as stream:
                    for part, some in enumerate(iter(lambda: stream.read(CHUNK), b"")):
                        found.update(some)
                        connection.execute(INTO, (digest, part, some))
            if found.hexdigest() != digest:
                connection.execute("ROLLBACK TO one")
                missing += 1
            connection.execute("RELEASE one")
    return missing


@dataclass
class Joined:
    """The parts of one document as one stream."""

    parts: Iterator[tuple[bytes]]

    def read(self, _size: int = -1, /) -> bytes:
        """Return the next part; nothing at the end."""
        return next(self.parts, (b"",))[0]


def bring_octets(part: Path, name: Path) -> str:
    """Put the documents of a backup into the store; return in words what came.

    Raises RuleBroken, before any is put there, for one that is spoiled.
    """
    with closing(sqlite3.connect(part)) as connection:
        if not has_table(connection, TABLE):
            return ""
        found = [digest for (digest,) in connection.execute(DIGESTS).fetchall()]
        for digest in found:
            if digest_in(connection, digest) != digest:
                raise RuleBroken(f"{name} is damaged: the document {digest} is not whole.")
        for digest in found:
            put(connection, digest)
        with connection:
            connection.execute(f"DROP TABLE {TABLE}")
        wanted = {digest for (digest,) in connection.execute(NAMED).fetchall()}
        connection.execute("VACUUM")
    lacking = len(wanted - set(found))
    told = f"{len(found):,} documents, each with its SHA-256"
    return f"{told}; {lacking:,} were not in the backup" if lacking else told


def digest_in(connection: sqlite3.Connection, digest: str) -> str:
    """Return the digest of a document as it lies in a backup."""
    found = sha256()
    for (octets,) in connection.execute(PARTS, (digest,)):
        found.update(octets)
    return found.hexdigest()


def put(connection: sqlite3.Connection, digest: str) -> None:
    """Put one document into the store; what lies there under its name is replaced."""
    with arriving() as files:
        came: Arrived = arrive(Joined(connection.execute(PARTS, (digest,))))
        files.append(came)
        store().put(came.path, digest)


def words_of_octets(source: Path) -> str:
    """Return in words how many documents a backup holds."""
    with closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        if not has_table(connection, TABLE):
            return ""
        return f"{len(connection.execute(DIGESTS).fetchall()):,} documents"
