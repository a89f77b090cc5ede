"""The headers of an answer that is packed: its encoding, its length, its tag."""

from flask import Response


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
