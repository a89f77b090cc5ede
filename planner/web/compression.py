"""Answers packed with gzip when the client asks: pages, tables, style sheets and scripts.

Secrets never stand twice alike in two pages (`planner.web.formkeys`), so that what a page
weighs tells nothing of them; see docs/decisions/compressed-answers.md.
"""

import zlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from gzip import GzipFile
from io import BytesIO
from secrets import randbelow
from typing import Any

from flask import Flask, Response, request

LEVEL = 4
"""Level 6 saves a thirtieth more of a page and takes a third longer."""
BEST = 9
"""For files of ours, which are packed once a process."""
LEAST = 1024
"""Octets: below, the frame of gzip eats what it saves, and one packet carries it anyway."""
MOST_PADDING = 100
"""Octets of random length in each packed page, so that its exact weight tells nothing."""
TYPES = {
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "text/plain",
    "text/calendar",
    "application/javascript",
    "application/json",
    "image/svg+xml",
}
"""What becomes smaller; workbooks and pictures are packed already."""
PACKED_ELSEWHERE = {"/f/"}
"""Feeds are packed where their editions are kept, unless a setting forbids it."""
NEVER = {204, 206, 304}
"""Answers without a body, or with a part of one."""


def is_wanted() -> bool:
    """Say whether the client takes gzip, named or by a star (RFC 9110 12.5.3)."""
    return request.accept_encodings["gzip"] > 0


def is_packable(response: Response) -> bool:
    """Say whether an answer is of a kind that becomes smaller, and nothing packed it before."""
    is_fit = response.mimetype in TYPES and request.path[:3] not in PACKED_ELSEWHERE
    is_fit = is_fit and (not response.content_length or response.content_length >= LEAST)
    is_plain = not {"Content-Encoding", "Content-Range"} & set(response.headers.keys())
    return is_fit and is_plain and response.status_code not in NEVER


def pack(response: Response) -> Response:
    """Return the answer, packed if it may be; say that it depends on what the client takes."""
    is_file = request.endpoint == "static"
    if is_file or is_packable(response):
        response.vary.add("Accept-Encoding")
    if not is_wanted():
        return response
    if is_file and response.status_code in {200, 304}:
        loosen(response)
    if not is_packable(response):
        return response
    if is_file:
        pack_file(response)
    elif response.is_streamed:
        response.response = packed_pieces(response.response)
        mark(response)
    else:
        pack_page(response)
    return response


def pack_page(response: Response) -> None:
    """Pack an answer that is at hand; that to HEAD as well, for its length."""
    plain = response.get_data()
    if len(plain) >= LEAST:
        response.set_data(packed(plain, LEVEL, "-" * randbelow(MOST_PADDING)))
        mark(response, len(response.get_data()))


def packed(plain: bytes, level: int, name: str = "") -> bytes:
    """Return octets packed; the name stands in the frame and is read by nobody."""
    file = BytesIO()
    with GzipFile(name, "wb", level, file, mtime=0) as packer:
        packer.write(plain)
    return file.getvalue()


def pack_file(response: Response) -> None:
    """Pack a file of ours, which is done once for each content."""
    response.direct_passthrough = False
    octets = packed_once(response.get_data())
    response.set_data(octets)
    response.headers.pop("Accept-Ranges", None)  # parts are given of the plain file
    mark(response, len(octets))


@lru_cache(maxsize=64)
def packed_once(plain: bytes) -> bytes:
    """Return the packed content of a file."""
    return packed(plain, BEST)


def packed_pieces(pieces: Iterable[Any]) -> Iterator[bytes]:
    """Pack a stream piece by piece: none waits for the next."""
    packer = zlib.compressobj(LEVEL, wbits=31)
    try:
        for piece in pieces:
            octets = piece.encode() if isinstance(piece, str) else piece
            yield packer.compress(octets) + packer.flush(zlib.Z_SYNC_FLUSH)
        yield packer.flush()
    finally:
        if close := getattr(pieces, "close", None):
            close()


def mark(response: Response, length: int | None = None) -> None:
    """Say that an answer is packed, and how long it is now."""
    response.headers["Content-Encoding"] = "gzip"
    response.headers.pop("Content-Length", None)
    if length is not None:
        response.content_length = length
    loosen(response)


def loosen(response: Response) -> None:
    """Make an entity tag weak: packed and plain are the same to whoever asks with it."""
    tag, is_weak = response.get_etag()
    if tag is not None and not is_weak:
        response.set_etag(tag, weak=True)


def init_compression(app: Flask) -> None:
    """Pack answers as the very last step, so this is registered before all others."""
    app.after_request(pack)
