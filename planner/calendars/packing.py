"""Feeds kept packed in memory: asked for again unchanged, they are not read again.

Only saves work: whatever is not here is joined from the stored entries. A packed feed takes
a tenth of its size, and is unpacked piece by piece, so that memory grows by little.
"""

import gzip
import zlib
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from typing import Final

LEVEL: Final = 1  # level 6 costs five times as much and saves little (CALENDAR 1.1)
MOST_OCTETS: Final = 6 * 1024 * 1024
PIECE: Final = 256 * 1024
SEEN_MOST: Final = 512

_packed: OrderedDict[str, bytes] = OrderedDict()
_seen: OrderedDict[str, None] = OrderedDict()


def pack(parts: Sequence[bytes]) -> bytes:
    """Return the file packed; the same parts give the same octets."""
    return gzip.compress(b"".join(parts), LEVEL, mtime=0)


def packed(etag: str) -> bytes | None:
    """Return the packed file of an edition; None when it is not at hand."""
    if (found := _packed.get(etag)) is not None:
        _packed.move_to_end(etag)
    return found


def is_worth_keeping(etag: str) -> bool:
    """Say whether an edition is asked for in whole not for the first time, and remember it."""
    if etag in _seen:
        return True
    _seen[etag] = None
    while len(_seen) > SEEN_MOST:
        _seen.popitem(last=False)
    return False


def keep(etag: str, octets: bytes) -> None:
    """Keep a packed edition; the ones longest unused give way."""
    _packed[etag] = octets
    while sum(map(len, _packed.values())) > MOST_OCTETS:
        _packed.popitem(last=False)


def unpacked(octets: bytes) -> Iterator[bytes]:
    """Give the file in pieces."""
    machine = zlib.decompressobj(wbits=31)
    rest = octets
    while rest:
        yield machine.decompress(rest, PIECE)
        rest = machine.unconsumed_tail
    yield machine.flush()
