"""Which kind of document a file is, by its octets; a sentence for what is not taken."""

from pathlib import Path
from zipfile import is_zipfile

from flask_babel import gettext as _

from planner.attachments.kinds import TAKEN, Taken
from planner.attachments.office_files import office_kind
from planner.attachments.picture_files import picture_kind
from planner.attachments.text_files import text_kind
from planner.choices import FileKind
from planner.errors import RuleBroken

HEAD, TAIL = 4096, 2048
LONGEST_SUFFIX = 6
COMPOUND = bytes.fromhex("d0cf11e0a1b11ae1")
"""How old Office documents begin, and new ones under a password."""


def examined(path: Path, name: str) -> FileKind:
    """Return the kind of a document; RuleBroken says why it is not taken."""
    kind = kind_of(path, name)
    check_name(name, TAKEN[kind], kind)
    return kind


def kind_of(path: Path, name: str) -> FileKind:
    """Return what the octets say; the library names it, our own checks have the last word."""
    head, tail = ends_of(path)
    if head.startswith(COMPOUND):
        raise RuleBroken(
            _("It is an old Office file or locked by a password. Save it as .docx, .xlsx or .pptx.")
        )
    claimed = claimed_types(path)
    if head.startswith(b"PK"):
        return office_kind(path)
    if head.startswith(TAKEN[FileKind.PDF].begins):
        return pdf(path, tail, claimed)
    if found := picture_kind(head, path):
        return found
    if is_zipfile(path):
        raise RuleBroken(_("It hides an archive behind other content."))
    return text_kind(path, suffix_of(name), claimed)


def pdf(path: Path, tail: bytes, claimed: frozenset[str]) -> FileKind:
    """Return the kind of a PDF that ends as one, and holds no archive at its end."""
    is_whole = b"%%EOF" in tail and TAKEN[FileKind.PDF].media_type in claimed
    if not is_whole:
        raise RuleBroken(_("It begins like a PDF and does not end like one: it may be cut off."))
    if is_zipfile(path):
        raise RuleBroken(_("It hides an archive behind other content."))
    return FileKind.PDF


def ends_of(path: Path) -> tuple[bytes, bytes]:
    """Return the first and the last octets of a file."""
    with path.open("rb") as file:
        head = file.read(HEAD)
        file.seek(max(0, path.stat().st_size - TAIL))
        return head, file.read(TAIL)


def claimed_types(path: Path) -> frozenset[str]:
    """Return the media types that the library finds likely; none for what it does not know."""
    import puremagic  # reads its tables when it is first asked, not when the product starts

    try:
        found = puremagic.magic_file(path)
    except (puremagic.PureError, ValueError):
        return frozenset()
    return frozenset(one.mime_type for one in found if one.mime_type)


def suffix_of(name: str) -> str:
    """Return how a name ends, in small letters: “.pdf”; empty without a suffix."""
    suffix = Path(name).suffix.lower()
    return suffix if 1 < len(suffix) <= LONGEST_SUFFIX and suffix[1:].isalnum() else ""


def check_name(name: str, taken: Taken, kind: FileKind) -> None:
    """Refuse a name that says another kind than the content."""
    suffix = suffix_of(name)
    if suffix and suffix not in taken.suffixes:
        raise RuleBroken(
            _(
                "Its name ends in %(suffix)s, its content is: %(kind)s. Name it as what it is.",
                suffix=suffix,
                kind=kind.label,
            )
        )
