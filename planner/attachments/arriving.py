"""A file on its way in: on the disk under a name of chance, with its digest, until it is taken."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from planner.attachments.store import arriving_folder
from planner.server.files import FILE_MODE, private_folder

CHUNK = 1024 * 1024
FORGOTTEN_AFTER = timedelta(days=1)
"""What a process that ended left behind is thrown away then."""


@dataclass(frozen=True)
class Arrived:
    """A whole file that nobody has looked at yet."""

    path: Path
    size: int
    digest: str
    """Its SHA-256."""


@contextmanager
def arriving() -> Iterator[list[Arrived]]:
    """Give a list for files on their way; whatever was not taken over is gone afterwards."""
    files: list[Arrived] = []
    try:
        yield files
    finally:
        for file in files:
            file.path.unlink(missing_ok=True)


class Readable(Protocol):
    """Whatever gives its octets piece by piece, and nothing at its end."""

    def read(self, size: int = -1, /) -> bytes:
        """Return the next octets."""


def arrive(stream: Readable) -> Arrived:
    """Write a stream to the disk and return it with its digest."""
    path = private_folder(arriving_folder()) / uuid4().hex
    digest, size = sha256(), 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    try:
        with os.fdopen(descriptor, "wb") as file:
            while part := stream.read(CHUNK):
                file.write(part)
                digest.update(part)
                size += len(part)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Arrived(path, size, digest.hexdigest())


def sweep_arrivals(now: datetime) -> None:
    """Throw away what was left behind on its way."""
    folder = arriving_folder()
    limit = (now - FORGOTTEN_AFTER).timestamp()
    for path in folder.glob("*") if folder.is_dir() else ():
        if path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)
