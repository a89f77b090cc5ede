"""Pictures: known by their frame, and not so large that opening one fills a reader's memory."""

import struct
from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext as _

from planner.attachments.kinds import TAKEN
from planner.choices import FileKind
from planner.errors import RuleBroken

MOST_POINTS = 200_000_000
"""Points of a picture: four times what the largest cameras take."""
HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"}
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""The segments of a JPEG that tell its size (ITU T.81 B.1.1.3)."""
BARE = {0x01, *range(0xD0, 0xD9)}
"""The marks of a JPEG that have no length."""


def picture_kind(head: bytes, path: Path) -> FileKind | None:
    """Return the kind of a picture; None for what is none. RuleBroken for a broken one."""
    kind = begins_as(head)
    if kind is None or kind is FileKind.HEIC:
        return kind
    size = SIZES[kind](path)
    if size is None:
        raise RuleBroken(_("The picture is broken or not whole. Export it anew."))
    if size[0] * size[1] > MOST_POINTS:
        raise RuleBroken(_("The picture has too many points. Make it smaller."))
    return kind


def begins_as(head: bytes) -> FileKind | None:
    """Return the kind of picture that octets begin like."""
    if head.startswith(TAKEN[FileKind.PNG].begins):
        return FileKind.PNG
    if head.startswith(TAKEN[FileKind.JPEG].begins):
        return FileKind.JPEG
    if head.startswith(TAKEN[FileKind.WEBP].begins) and head[8:12] == b"WEBP":
        return FileKind.WEBP
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return FileKind.HEIC
    return None


def png_size(path: Path) -> tuple[int, int] | None:
    """Return width and height of a PNG that has its end."""
    octets = path.read_bytes()
    if len(octets) < 33 or octets[12:16] != b"IHDR" or b"IEND" not in octets[-32:]:
        return None
    wide, high = struct.unpack(">II", octets[16:24])
    return wide, high


def webp_size(path: Path) -> tuple[int, int] | None:
    """Return width and height of a WebP as long as it says."""
    octets = path.read_bytes()
    if len(octets) < 30 or struct.unpack("<I", octets[4:8])[0] > len(octets) - 8:
        return None
    if octets[12:16] == b"VP8X":
        wide, high = (int.from_bytes(octets[at : at + 3], "little") + 1 for at in (24, 27))
        return wide, high
    if octets[12:16] == b"VP8L":
        packed = int.from_bytes(octets[21:25], "little")
        return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1
    wide, high = struct.unpack("<HH", octets[26:30])
    return wide & 0x3FFF, high & 0x3FFF


def jpeg_size(path: Path) -> tuple[int, int] | None:
    """Return width and height of a JPEG; None for one without a frame."""
    octets = path.read_bytes()
    for mark, at in segments(octets):
        if mark in FRAMES and at + 9 <= len(octets):
            high, wide = struct.unpack(">HH", octets[at + 5 : at + 9])
            return wide, high
    return None


def segments(octets: bytes) -> Iterator[tuple[int, int]]:
    """Give mark and place of each segment up to the scan."""
    at = 2
    while at + 4 <= len(octets) and octets[at] == 0xFF:
        mark = octets[at + 1]
        if mark == 0xFF or mark in BARE:
            at += 1 if mark == 0xFF else 2
            continue
        yield mark, at
        if mark == 0xDA:
            return
        at += 2 + int.from_bytes(octets[at + 2 : at + 4], "big")


SIZES = {FileKind.PNG: png_size, FileKind.JPEG: jpeg_size, FileKind.WEBP: webp_size}
