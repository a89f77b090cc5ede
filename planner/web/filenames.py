"""The name under which a browser saves a file: any script, on any system, in one header."""

import re
import unicodedata
from urllib.parse import quote

from planner.text.cleaning import one_line

NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|%\x00-\x1f\x7f]+')
"""What some file system refuses, or reads as a folder."""
JOINERS = "\u200c\u200d"
MOST_OCTETS = 180
"""File systems take 255; what a browser adds to a name it has already must fit too."""
WITHOUT_A_NAME = "file"


def attachment(name: str) -> str:
    """Return the Content-Disposition of a file to save under a name (RFC 6266, RFC 8187).

    Old programs read the plain letters of it, all others the name as it is.
    """
    whole = file_name(name)
    plain = plain_name(whole)
    head = f'attachment; filename="{plain}"'
    return head if plain == whole else f"{head}; filename*=UTF-8''{quote(whole, safe='')}"


def file_name(name: str) -> str:
    """Return a name that every file system takes; a text of nothing but signs is “file”."""
    seen = "".join(one for one in one_line(name) if one in JOINERS or is_seen(one))
    stem, suffix = parted(NOT_IN_NAMES.sub("-", seen))
    return f"{shortened(stem).strip(' .-') or WITHOUT_A_NAME}{suffix}"


def parted(name: str) -> tuple[str, str]:
    """Return a name and its suffix, which says the kind of the file."""
    found = re.fullmatch(r"(.*)(\.[A-Za-z0-9]{1,5})", name, flags=re.S)
    return (found[1], found[2]) if found else (name, "")


def is_seen(sign: str) -> bool:
    """Say whether a sign may stand in a name: no half of a pair, nothing that turns the order."""
    return unicodedata.category(sign) not in {"Cc", "Cf", "Cs", "Cn"}


def shortened(stem: str) -> str:
    """Return as much of a name as fits."""
    return stem.encode()[:MOST_OCTETS].decode(errors="ignore")


def plain_name(name: str) -> str:
    """Return a name in ASCII: letters without their accents, others left out."""
    stem, suffix = parted(name)
    letters = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    plain = re.sub(r"\s+", " ", NOT_IN_NAMES.sub("-", letters)).strip(" .-")
    return f"{plain or WITHOUT_A_NAME}{suffix}"
