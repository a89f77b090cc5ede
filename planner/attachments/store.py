"""Where the octets of attachments lie: a folder of this machine, or a store with an address.

Each is named by its own SHA-256 and by nothing that anybody typed. Nothing half-written ever
stands under such a name: octets come whole, under a name of their own first.
"""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from flask import current_app

from planner.attachments.folder_store import FolderStore

FOLDER = "attachments"
"""The folder beside the embedded database, where no setting names another place."""


class Store(Protocol):
    """What keeps octets by their digest."""

    def put(self, path: Path, digest: str) -> None:
        """Take over a whole file; when this returns, its octets are safe under the digest."""

    def open(self, digest: str) -> BinaryIO:
        """Return the octets to read, from any place in them; FileNotFoundError without any."""

    def size(self, digest: str) -> int | None:
        """Return how many octets lie under a digest; None when there are none."""

    def kept(self) -> Iterator[tuple[str, datetime]]:
        """Give the digest and the moment of writing of all that lies there."""

    def remove(self, digest: str) -> None:
        """Throw octets away; nothing happens when there are none."""


def place() -> str:
    """Return where the octets lie: a folder, or the address of a store."""
    found = str(current_app.config["RAPPORT_FILES"])
    return found or str(current_app.config["INSTANCE"] / FOLDER)


def store() -> Store:
    """Return the store that the settings name."""
    where = place()
    if "://" in where:
        from planner.attachments.address_store import AddressStore

        return AddressStore(where)
    return FolderStore(Path(where))


def arriving_folder() -> Path:
    """Return the folder in which files lie until they were looked at."""
    where = place()
    is_folder = "://" not in where
    return Path(where) / "arriving" if is_folder else current_app.config["INSTANCE"] / "arriving"


def local_folders() -> list[Path]:
    """Return the folders of this machine that hold octets, for their modes."""
    where = place()
    return [arriving_folder()] if "://" in where else [Path(where)]
