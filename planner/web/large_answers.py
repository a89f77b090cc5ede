"""What a large answer took of the memory goes back to the system once the answer is sent.

The C library keeps what is freed for later; after a list of 10,000 rows that is some 20 MiB in
every worker, until it is told to let go.
"""

import ctypes

from flask import Flask, Response

LARGE = 512 * 1024
"""Octets from which an answer counts as large, before it is compressed."""


def let_go() -> None:
    """Give freed memory back, where the C library can (glibc)."""
    if trim := getattr(ctypes.CDLL(None), "malloc_trim", None):
        trim(0)


def let_go_after(response: Response) -> Response:
    """Let go after an answer that is large, or is sent in pieces whose sum nobody knows."""
    octets = response.content_length
    is_file_as_it_lies = response.direct_passthrough
    if not is_file_as_it_lies and (response.is_streamed or (octets or 0) >= LARGE):
        response.call_on_close(let_go)
    return response


def init_large_answers(app: Flask) -> None:
    """Look at every answer before it is compressed."""
    app.after_request(let_go_after)
