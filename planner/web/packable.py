"""Which answers are packed: those that become smaller, for clients that take them so."""

from flask import Response, request

LEAST = 1024
"""Octets: below, the frame of gzip eats what it saves, and one packet carries it anyway."""
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
    is_fit = is_fit and not response.cache_control.no_transform
    is_plain = not {"Content-Encoding", "Content-Range"} & set(response.headers.keys())
    return is_fit and is_plain and response.status_code not in NEVER
