"""Make text fit for iCalendar: one place cleans whatever people typed, pasted or imported."""

import re
from typing import Final
from urllib.parse import quote

LONGEST: Final = 255  # UTF-16 units of a summary or location; Exchange cuts what is longer
LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# C0, DEL and C1 controls, halves of surrogate pairs, and the byte order mark.
DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufeff]")
KEPT_IN_LINKS: Final = "!#$%&'()*+,/:;=?@[]~"


def clean(text: object) -> str:
    r"""Give the text without control characters and trailing blanks, its lines ending in LF.

    A backslash becomes a slash, since several clients undo its escape wrongly, and icalendar
    would take “\N” for a line end. The escapes of RFC 5545 3.3.11 are icalendar's business.
    """
    plain = DROPPED.sub("", LINE_ENDS.sub("\n", str(text))).replace("\t", " ").replace("\\", "/")
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")


def one_line(text: object, longest: int = LONGEST) -> str:
    """Give the text on one line of at most so many UTF-16 units; “…” shows that it was cut."""
    lines = (line.strip() for line in clean(text).split("\n"))
    line = " ".join(filter(None, lines))
    return line if units(line) <= longest else shortened(line, longest - 1).rstrip() + "…"


def shortened(line: str, longest: int) -> str:
    """Cut a line to so many UTF-16 units, between characters."""
    line = line[:longest]
    while units(line) > longest:
        line = line[:-1]
    return line


def units(text: str) -> int:
    """Count UTF-16 units, in which Outlook and Exchange measure."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def link(url: str) -> str:
    """Give the address in ASCII; anything but http and https raises ValueError."""
    if not url.startswith(("https://", "http://")):
        raise ValueError(f"A calendar cannot link to {url!r}")
    return quote(url.strip(), safe=KEPT_IN_LINKS, errors="ignore")


def with_link(text: object, url: str) -> str:
    """Give the text with the address as its last line, since not every client shows URL."""
    description = clean(text)
    if not url or description.split("\n")[-1] == url:
        return description
    return f"{description}\n\n{url}" if description else url
