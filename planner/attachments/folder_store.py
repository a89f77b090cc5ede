"""Octets in a folder that nobody but its owner opens, two letters of the digest a folder."""

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from planner.server.files import FILE_MODE, private_folder

PARTS = "[0-9a-f][0-9a-f]"
DIGEST = re.compile(r"[0-9a-f]{64}")
"""What octets are called: nothing that anybody typed is ever part of a path."""


class FolderStore:
    """A folder outside of everything that the web server hands out."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, digest: str) -> Path:
        """Return where the octets of a digest lie; FileNotFoundError for what is no digest."""
        if not DIGEST.fullmatch(digest):
            raise FileNotFoundError(digest[:64])
        return self.folder / digest[:2] / digest

    def put(self, path: Path, digest: str) -> None:
        """Take over a file of the same disk: seen on the disk, then renamed in one step."""
        target = self.path(digest)
        private_folder(target.parent)
        path.chmod(FILE_MODE)
        on_disk(path)
        path.replace(target)
        for folder in (target.parent, self.folder):
            on_disk(folder)

    def open(self, digest: str) -> BinaryIO:
        """Return the octets to read."""
        return self.path(digest).open("rb")

    def size(self, digest: str) -> int | None:
        """Return how many octets there are."""
        with suppress(FileNotFoundError):
            return self.path(digest).stat().st_size
        return None

    def kept(self) -> Iterator[tuple[str, datetime]]:
        """Give what lies there."""
        for path in sorted(self.folder.glob(f"{PARTS}/*")):
            with suppress(FileNotFoundError):
                self.path(path.name)
                yield path.name, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def remove(self, digest: str) -> None:
        """Throw octets away."""
        with suppress(FileNotFoundError):
            self.path(digest).unlink()


def on_disk(path: Path) -> None:
    """See a file, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
