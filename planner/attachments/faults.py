"""What is wrong with the store of attachments, in sentences for whoever runs the product."""

import shlex
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256

from flask import current_app

from planner.attachments.arriving import CHUNK
from planner.attachments.queries import sizes_by_digest
from planner.attachments.store import Store, local_folders, store
from planner.attachments.sweeping import astray
from planner.db import db
from planner.errors import RuleBroken
from planner.server.files import is_open, mode_of, right_mode
from planner.viewers import EVERYTHING, acting_as

OVERDUE = timedelta(days=1)
"""After so long the sweep should have taken what belongs to nothing."""


def attachment_faults(now: datetime, *, with_digests: bool = True) -> list[str]:
    """Return a sentence on each document that is missing or spoiled, and on what is astray."""
    try:
        where = store()
        return [*octet_faults(where, with_digests), *stray_faults(where, now), *scanner_faults()]
    except RuleBroken as why:
        return [str(why)]


def octet_faults(where: Store, with_digests: bool) -> Iterator[str]:
    """Give a sentence on each document whose octets are not those that were attached."""
    with acting_as(db.session, EVERYTHING):
        known = sizes_by_digest()
    db.session.rollback()
    for digest, size in known.items():
        found = where.size(digest)
        if found is None:
            yield f"The document {digest} is not in the store: bring it back from a backup."
        elif found != size or (with_digests and digest_of(where, digest) != digest):
            yield f"The document {digest} is spoiled in the store: bring it back from a backup."


def digest_of(where: Store, digest: str) -> str:
    """Return the digest of what lies under a digest."""
    found = sha256()
    with where.open(digest) as stream:
        while some := stream.read(CHUNK):
            found.update(some)
    return found.hexdigest()


def stray_faults(where: Store, now: datetime) -> Iterator[str]:
    """Give a sentence on documents that belong to nothing, and on folders that others open."""
    if number := len(astray(where, now, OVERDUE)):
        yield f"{number} documents in the store belong to nothing: let planner work sweep them."
    for folder in local_folders():
        for path in [folder, *sorted(folder.rglob("*"))] if folder.is_dir() else ():
            if is_open(path) and not path.is_relative_to(current_app.config["INSTANCE"]):
                mode = f"{right_mode(path):o}"
                yield f"Others have rights to {path} (mode {mode_of(path)}): chmod {mode} {path}."


def scanner_faults() -> Iterator[str]:
    """Give a sentence when the scanner that the settings name is not there."""
    command = shlex.split(current_app.config["RAPPORT_SCANNER"])
    if command and shutil.which(command[0]) is None:
        yield f"RAPPORT_SCANNER names {command[0]}, which is not there: no attachment is taken."
