"""The kinds of document that may be attached, each known by its content."""

from flask_babel import lazy_gettext as _l

from planner.choices.labels import Labelled


class FileKind(Labelled):
    """What an attached document is; its media type and suffixes stand in `attachments/kinds.py`."""

    PDF = "pdf", _l("PDF")
    DOCX = "docx", _l("Word document")
    XLSX = "xlsx", _l("Excel workbook")
    PPTX = "pptx", _l("PowerPoint slides")
    ODT = "odt", _l("OpenDocument text")
    ODS = "ods", _l("OpenDocument spreadsheet")
    ODP = "odp", _l("OpenDocument presentation")
    JPEG = "jpeg", _l("JPEG picture")
    PNG = "png", _l("PNG picture")
    WEBP = "webp", _l("WebP picture")
    HEIC = "heic", _l("HEIC picture")
    ICS = "ics", _l("Calendar file")
    CSV = "csv", _l("Table (CSV)")
    TXT = "txt", _l("Plain text")
