"""The files of a form: looked at one by one, taken all together or not at all."""

from dataclasses import dataclass

from flask import current_app
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from planner.attachments.actions import MIB, Looked
from planner.attachments.arriving import Arrived, arrive
from planner.attachments.examining import examined, suffix_of
from planner.attachments.holders import HeldRow
from planner.attachments.kinds import TAKEN
from planner.attachments.queries import is_held_already
from planner.attachments.scanning import scan
from planner.choices import FileKind
from planner.errors import RuleBroken
from planner.text.cleaning import clean, one_line

LONGEST_NAME = 200
WITHOUT_NAME = "file"


@dataclass(frozen=True)
class FileTold:
    """What became of one file: its name, and why it is not taken, if it is not."""

    name: str
    why_not: str = ""
    looked: Looked | None = None


def look_at(upload: FileStorage, held: HeldRow, files: list[Arrived]) -> FileTold:
    """Write a file to the disk and say whether it is taken; the list learns where it lies."""
    name = name_of(upload.filename or "")
    arrived = arrive(upload.stream)
    files.append(arrived)
    upload.close()
    try:
        check_size(arrived.size)
        kind = examined(arrived.path, name)
        if other := is_held_already(held.columns, arrived.digest):
            raise RuleBroken(_("It is attached already, as “%(name)s”.", name=other))
        scan(arrived.path)
    except RuleBroken as why:
        return FileTold(name, str(why))
    return FileTold(name, looked=Looked(named_as(name, kind), kind, arrived))


def check_size(size: int) -> None:
    """Raise RuleBroken for an empty file, and for one that is too large."""
    most = int(current_app.config["RAPPORT_FILE_MIB"])
    if not size:
        raise RuleBroken(_("It is empty."))
    if size > most * MIB:
        raise RuleBroken(_("It is larger than %(most)s MiB. Make it smaller.", most=most))


def name_of(given: str) -> str:
    """Return the name of a file without folders, on one line, no longer than a name is kept."""
    last = one_line(clean(given)).replace("\\", "/").rstrip("/").rpartition("/")[2].strip()
    suffix = last[-len(found) :] if (found := suffix_of(last)) else ""
    stem = last.removesuffix(suffix)[: LONGEST_NAME - len(suffix)]
    return f"{stem or WITHOUT_NAME}{suffix}"


def named_as(name: str, kind: FileKind) -> str:
    """Return a name that ends as its kind does."""
    suffix = "" if suffix_of(name) else TAKEN[kind].suffixes[0]
    return f"{name[: LONGEST_NAME - len(suffix)]}{suffix}"
