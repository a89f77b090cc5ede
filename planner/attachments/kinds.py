"""The documents that are taken: by their octets, never by what their name or sender says."""

from dataclasses import dataclass

from planner.choices import FileKind

OPEN_XML = "application/vnd.openxmlformats-officedocument."
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class Taken:
    """A kind of document: how it is served, how its name may end, how its octets begin."""

    media_type: str
    suffixes: tuple[str, ...]
    """The first is given to a name that has none."""
    begins: bytes = b""
    main_type: str = ""
    """Of an Office document: what its content types, or its `mimetype`, say that it is."""


def word(of: str) -> str:
    """Return the media type of the main part of an Open XML document."""
    return f"{OPEN_XML}{of}.main+xml"


TAKEN: dict[FileKind, Taken] = {
    FileKind.PDF: Taken("application/pdf", (".pdf",), b"%PDF-"),
    FileKind.DOCX: Taken(
        f"{OPEN_XML}wordprocessingml.document",
        (".docx",),
        main_type=word("wordprocessingml.document"),
    ),
    FileKind.XLSX: Taken(
        f"{OPEN_XML}spreadsheetml.sheet", (".xlsx",), main_type=word("spreadsheetml.sheet")
    ),
    FileKind.PPTX: Taken(
        f"{OPEN_XML}presentationml.presentation",
        (".pptx",),
        main_type=word("presentationml.presentation"),
    ),
    FileKind.ODT: Taken(f"{OPEN_DOCUMENT}text", (".odt",), main_type=f"{OPEN_DOCUMENT}text"),
    FileKind.ODS: Taken(
        f"{OPEN_DOCUMENT}spreadsheet", (".ods",), main_type=f"{OPEN_DOCUMENT}spreadsheet"
    ),
    FileKind.ODP: Taken(
        f"{OPEN_DOCUMENT}presentation", (".odp",), main_type=f"{OPEN_DOCUMENT}presentation"
    ),
    FileKind.JPEG: Taken("image/jpeg", (".jpg", ".jpeg", ".jfif"), b"\xff\xd8\xff"),
    FileKind.PNG: Taken("image/png", (".png",), b"\x89PNG\r\n\x1a\n"),
    FileKind.WEBP: Taken("image/webp", (".webp",), b"RIFF"),
    FileKind.HEIC: Taken("image/heic", (".heic", ".heif")),
    FileKind.ICS: Taken("text/calendar", (".ics",)),
    FileKind.CSV: Taken("text/csv", (".csv", ".tsv")),
    FileKind.TXT: Taken("text/plain", (".txt", ".md", ".log")),
}
OFFICE = frozenset(kind for kind, taken in TAKEN.items() if taken.main_type)
ACCEPTED = ",".join(suffix for taken in TAKEN.values() for suffix in taken.suffixes)
"""What the box for files offers first; a browser's help, no rule."""
