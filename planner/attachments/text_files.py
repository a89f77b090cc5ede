"""Texts: readable as such, and nothing that a browser or a shell would run."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

from flask_babel import gettext as _

from planner.choices import FileKind
from planner.errors import RuleBroken

RUN = ("text/html", "image/svg+xml", "application/xml", "text/xml", "application/x-sh")
"""What no text may be, whatever its name says."""
ENCODINGS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
BY_SUFFIX = {".csv": FileKind.CSV, ".tsv": FileKind.CSV}
CALENDAR = "BEGIN:VCALENDAR"
ALLOWED = frozenset("\t\r\n\f")


def text_kind(path: Path, suffix: str, claimed: frozenset[str]) -> FileKind:
    """Return the kind of a text; RuleBroken for what is no text, or one that runs."""
    text = decoded(path.read_bytes())
    if text is None:
        raise RuleBroken(
            _(
                "This kind of file is not taken. Taken are PDF, Office documents without macros, "
                "pictures, text, CSV and calendar files."
            )
        )
    begins = text.lstrip()[:200].lower()
    if begins.startswith(("<", "#!")) or not claimed.isdisjoint(RUN):
        raise RuleBroken(_("It is a page or a program, not a plain text."))
    if begins.startswith(CALENDAR.lower()):
        return FileKind.ICS
    return BY_SUFFIX.get(suffix, FileKind.TXT)


def decoded(octets: bytes) -> str | None:
    """Return a text in UTF-8, UTF-16 with its mark, or an old Western encoding; None for none."""
    encoding = next((name for mark, name in ENCODINGS.items() if octets.startswith(mark)), "")
    for name in (encoding,) if encoding else ("utf-8", "cp1252"):
        try:
            text = octets.decode(name)
        except UnicodeDecodeError:
            continue
        return text if is_readable(text) else None
    return None


def is_readable(text: str) -> bool:
    """Say whether a text has no controls but those that part lines and columns."""
    return not any((sign < " " and sign not in ALLOWED) or sign == "\x7f" for sign in set(text))
