"""A request as it arrives: bounded in size, never kept when it is too large."""

import io
from typing import Any

from waitress.parser import HTTPRequestParser, ParsingError
from waitress.utilities import BadRequest, RequestEntityTooLarge

from planner.config import LARGEST_BODY

LARGEST_DISCARDED = 64 * 1024 * 1024
"""Bytes of an oversize body that are read and thrown away, so that the answer is seen."""


class RequestTimeout(BadRequest):
    """A request that took too long to arrive."""

    code = 408
    reason = "Request Timeout"


class Nowhere:
    """Takes an oversize body and keeps nothing of it but its size."""

    def __init__(self, size: int = 0) -> None:
        self.size = size

    def append(self, some: bytes) -> None:
        """Forget what arrived."""
        self.size += len(some)

    def getfile(self) -> io.BytesIO:
        """Return an empty file: the length in the header is enough to refuse the request."""
        return io.BytesIO()

    def __len__(self) -> int:
        return self.size

    def close(self) -> None:
        """Have nothing to close."""


UPLOADS = ["attachments", "new"]
"""How the path of a form ends that takes files; the product may lie below a path of its host."""


class Receiver(HTTPRequestParser):
    """Reads a request; what is too large reaches the product without its body."""

    error: Any
    largest_upload = LARGEST_BODY
    """Bytes that a form with files may carry; set by the settings before anything arrives."""
    closes = False
    """Whether this process is stopping, so that each answer ends its connection."""

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers; make sure that an oversize body is not kept."""
        try:
            super().parse_header(header_plus)
        except ValueError as error:  # a length of thousands of digits
            raise ParsingError("Content-Length is invalid") from error
        if self.closes:
            self.headers["CONNECTION"] = "close"
        if self.content_length > self.largest:
            self.forget_body()

    def received(self, data: bytes) -> int:
        """Take some bytes; refuse a body beyond all bounds with the product's own page."""
        if self.body_bytes_received + len(data) > self.largest:
            self.forget_body()  # before it grows: a chunked body does not say its size
        taken: int = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge):
            self.forget_body()
            self.error = None
            size = max(self.content_length, self.body_bytes_received)
            self.headers |= {"CONTENT_LENGTH": str(size), "CONNECTION": "close"}
        return taken

    @property
    def brings_files(self) -> bool:
        """Say whether this is a form that takes files."""
        is_form = getattr(self, "command", "") == "POST"
        return is_form and str(getattr(self, "path", "")).split("/")[-2:] == UPLOADS

    @property
    def largest(self) -> int:
        """Return the bytes that the body of this request may have."""
        return self.largest_upload if self.brings_files else LARGEST_BODY

    def forget_body(self) -> None:
        """Throw away what was received of the body, and what is to come."""
        if self.body_rcv is not None and not isinstance(self.body_rcv.buf, Nowhere):
            kept, self.body_rcv.buf = self.body_rcv.buf, Nowhere(self.body_bytes_received)
            kept.close()
