"""Octets in a store with an address, such as s3://bucket/rapport, by way of fsspec.

The library is imported when such a store is asked for the first time, never at the start.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import uuid4

from planner.errors import RuleBroken

ATOMIC = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "memory"}
"""Stores in which an object is there whole or not at all, so that none needs a second name."""
MOMENTS = ("LastModified", "last_modified", "mtime", "created", "updated")


def file_system(address: str) -> tuple[Any, str]:
    """Return the file system of an address and the path in it; RuleBroken without its driver."""
    import fsspec

    try:
        system, path = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:
        scheme = address.partition("://")[0]
        raise RuleBroken(
            f"RAPPORT_FILES names a store of {scheme}, whose driver is not installed; for S3 it "
            'comes with pip install "rapport[s3]".'
        ) from error
    return system, path.rstrip("/")


class AddressStore:
    """A store that fsspec reaches."""

    def __init__(self, address: str) -> None:
        self.scheme = address.partition("://")[0]
        self.system, self.root = file_system(address)

    def path(self, digest: str) -> str:
        """Return where the octets of a digest lie."""
        return f"{self.root}/{digest[:2]}/{digest}"

    def put(self, path: Path, digest: str) -> None:
        """Send a file, see that it came whole, and take the local one away.

        What is left of one that did not come whole is under a name of chance, and swept.
        """
        target = self.path(digest)
        sent = target if self.scheme in ATOMIC else self.path(uuid4().hex)
        self.system.makedirs(sent.rpartition("/")[0], exist_ok=True)
        self.system.put_file(str(path), sent)
        if self.system.size(sent) != path.stat().st_size:
            raise OSError("the store did not take the whole file")
        if sent != target:
            self.system.makedirs(target.rpartition("/")[0], exist_ok=True)
            self.system.mv(sent, target)
        path.unlink()

    def open(self, digest: str) -> BinaryIO:
        """Return the octets to read."""
        found: BinaryIO = self.system.open(self.path(digest), "rb")
        return found

    def size(self, digest: str) -> int | None:
        """Return how many octets there are."""
        with suppress(FileNotFoundError):
            return int(self.system.size(self.path(digest)))
        return None

    def kept(self) -> Iterator[tuple[str, datetime]]:
        """Give what lies there."""
        self.system.invalidate_cache()
        found = self.system.find(self.root, detail=True)
        for path, told in sorted(found.items()):
            yield path.rpartition("/")[2], moment_of(told)

    def remove(self, digest: str) -> None:
        """Throw octets away."""
        with suppress(FileNotFoundError):
            self.system.rm_file(self.path(digest))


def moment_of(told: dict[str, Any]) -> datetime:
    """Return when an object was written, as its store tells it; the first moment when it does not.

    What tells no moment counts as old: it is swept once nothing points at it.
    """
    for name in MOMENTS:
        found = told.get(name)
        if isinstance(found, datetime):
            return found if found.tzinfo else found.replace(tzinfo=UTC)
        if isinstance(found, int | float):
            return datetime.fromtimestamp(found, UTC)
    return datetime.fromtimestamp(0, UTC)
