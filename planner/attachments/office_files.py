"""Office documents: archives that are what they say, and not a bomb."""

from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from flask_babel import gettext as _

from planner.attachments.kinds import OFFICE, TAKEN
from planner.attachments.office_parts import MIMETYPE, TYPES, check_part, check_types, index
from planner.choices import FileKind
from planner.errors import RuleBroken

MOST_PARTS = 5_000
MOST_UNPACKED = 500 * 1024 * 1024
MOST_PACKED_TIGHTLY = 200
"""Times that a large part may grow: text of an Office document grows some 30 times."""
SMALL = 1024 * 1024
WORKBOOKS = (".docx", ".xlsx", ".pptx")
OBJECTS = (".bin", ".ole", ".docm", ".xlsm", ".pptm", ".doc", ".xls", ".ppt", ".exe", ".zip")
PRINTER = "printersettings/"


def office_kind(source: Path | IO[bytes], *, is_inside: bool = False) -> FileKind:
    """Return the kind of an Office document; RuleBroken for any other archive, or one that runs."""
    try:
        with ZipFile(source) as archive:
            parts = archive.infolist()
            check_bomb(parts, whole_size(source))
            kind = named_kind(archive)
            for part in parts:
                check_part(archive, part)
                check_nested(archive, part, is_inside)
            return kind
    except (BadZipFile, NotImplementedError, EOFError, OSError, ValueError) as error:
        raise RuleBroken(_("The document is broken or locked. Save it anew.")) from error


def whole_size(source: Any) -> int:
    """Return the octets of an archive."""
    if isinstance(source, Path):
        return source.stat().st_size
    return int(source.seek(0, 2))


def check_bomb(parts: list[ZipInfo], size: int) -> None:
    """Refuse an archive that would unpack to far more than it should, or is locked."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    grows = any(
        part.file_size > SMALL and part.file_size > MOST_PACKED_TIGHTLY * part.compress_size
        for part in parts
    )
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or packed > size or grows:
        raise RuleBroken(_("It would unpack to far more than it should, so it is not taken."))
    if any(part.flag_bits & 1 for part in parts):
        raise RuleBroken(_("It is locked by a password. Save it without one."))


def named_kind(archive: ZipFile) -> FileKind:
    """Return the kind that an archive says it is, by its own index."""
    names = set(archive.namelist())
    if len(names & {MIMETYPE, TYPES}) != 1:
        raise RuleBroken(_("It is an archive. Attach the documents in it one by one."))
    if MIMETYPE in names:
        said = index(archive, MIMETYPE).strip().decode("ascii", "replace")
        found = [kind for kind in OFFICE if TAKEN[kind].main_type == said]
    else:
        said = check_types(index(archive, TYPES).decode("utf-8", "replace"))
        found = [kind for kind in OFFICE if f'"{TAKEN[kind].main_type}"' in said]
    if len(found) != 1:
        raise RuleBroken(_("This kind of Office file is not taken: save it as a usual document."))
    return found[0]


def check_nested(archive: ZipFile, part: ZipInfo, is_inside: bool) -> None:
    """Refuse an object inside a document, but for the workbook behind a chart."""
    name = part.filename.lower()
    is_workbook = name.endswith(WORKBOOKS)
    if (name.endswith(OBJECTS) and PRINTER not in name) or (is_workbook and is_inside):
        raise RuleBroken(_("It holds an embedded object. Save it without."))
    if is_workbook:
        with archive.open(part) as inner:
            office_kind(inner, is_inside=True)
