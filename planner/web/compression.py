"""Answers packed with gzip when the client asks: pages, tables, style sheets and scripts.

Secrets never stand twice alike in two pages (`planner.web.formkeys`), so that what a page
weighs tells nothing of them; see docs/decisions/compressed-answers.md.
"""

from secrets import randbelow

from flask import Flask, Response, request

from planner.web.packable import LEAST, is_packable, is_wanted
from planner.web.packed_headers import loosen, mark
from planner.web.packing import LEVEL, packed, packed_once, packed_pieces

MOST_PADDING = 100
"""Octets of random length in each packed page, so that its exact weight tells nothing."""


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


def pack_file(response: Response) -> None:
    """Pack a file of ours, which is done once for each content."""
    response.direct_passthrough = False
    octets = packed_once(response.get_data())
    response.set_data(octets)
    response.headers.pop("Accept-Ranges", None)  # parts are given of the plain file
    mark(response, len(octets))


def init_compression(app: Flask) -> None:
    """Pack answers as the very last step, so this is registered before all others."""
    app.after_request(pack)
