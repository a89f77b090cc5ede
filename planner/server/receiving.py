"""One client of the server: a request as it arrives, bounded in size and time, and its answer."""

import time
from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, WSGITask

from planner.config import LARGEST_BODY
from planner.server.arriving import Receiver, RequestTimeout
from planner.web.headers import ALWAYS

TOLD_KEEP_ALIVE = 90
"""Seconds that clients are told: they stop using it well before it is closed."""


RECEIVE_SECONDS = 180
"""Seconds in which a request has to arrive whole: 8 MiB at half a megabit a second."""


STUCK_SECONDS = 300
"""Seconds after which a request counts as stuck and its process is replaced."""


def telling_keep_alive(task: Any, header: bytes) -> bytes:
    """Return an answer's header that says how long the connection stays."""
    if task.close_on_finish:
        return header
    return header[:-2] + b"Keep-Alive: timeout=%d\r\n\r\n" % TOLD_KEEP_ALIVE


class ServedAnswer(WSGITask):
    """Answers with the product."""

    environ: Any
    note: Callable[..., None] | None = None
    """Writes a line of the access log, where one is wanted."""

    def service(self) -> None:
        """Answer, and note it."""
        super().service()
        if self.note and self.environ is not None:
            took = timedelta(seconds=max(0.0, time.time() - self.start_time))
            sent = SimpleNamespace(status=self.status, sent=self.content_bytes_written)
            self.note(sent, None, self.environ, took)

    def build_response_header(self) -> bytes:
        """Return the header."""
        return telling_keep_alive(self, super().build_response_header())


class Refusal(ErrorTask):
    """Answers a request that cannot be read, with the headers of every other answer."""

    response_headers: list[tuple[str, str]]

    def build_response_header(self) -> bytes:
        """Return the header."""
        self.response_headers.extend(ALWAYS.items())
        header: bytes = super().build_response_header()
        return header


class Connection(HTTPChannel):
    """One client; knows since when its request arrives and since when it is worked on."""

    parser_class = Receiver
    task_class = ServedAnswer
    error_task_class = Refusal
    request: Any
    requests: list[Any]
    arriving_since: float | None = None
    working_since: float | None = None
    used_at = 0.0

    def received(self, data: bytes) -> bool:
        """Take some bytes and note when the first of a request came."""
        is_read: bool = super().received(data)
        self.used_at = time.monotonic()
        if self.request is None:
            self.arriving_since = None
        elif self.arriving_since is None:
            self.arriving_since = self.used_at
        return is_read

    def service(self) -> None:
        """Work on a request, in a thread."""
        self.working_since = time.monotonic()
        try:
            super().service()
        finally:
            self.working_since = None

    def is_late(self, now: float) -> bool:
        """Say whether the request should have arrived by now."""
        return self.arriving_since is not None and now - self.arriving_since > self.seconds

    @property
    def seconds(self) -> float:
        """Return in how many seconds the request has to arrive: more where files come with it."""
        if self.request is None or not self.request.brings_files:
            return RECEIVE_SECONDS
        length = min(int(self.request.content_length), int(self.request.largest))
        return RECEIVE_SECONDS * max(1.0, length / LARGEST_BODY)

    def is_stuck(self, now: float) -> bool:
        """Say whether the product has worked on the request for too long."""
        return self.working_since is not None and now - self.working_since > STUCK_SECONDS

    @property
    def is_quiet(self) -> bool:
        """Say whether nothing arrives, is worked on, or waits to be sent."""
        return not (self.requests or self.request or self.total_outbufs_len)

    def refuse(self) -> None:
        """Answer 408 and close."""
        with self.requests_lock:
            late, self.request, self.arriving_since = self.request, None, None
            if late is None or self.requests:
                self.will_close = True
                return
            late.error, late.completed = RequestTimeout("The request did not arrive in time."), True
            self.requests.append(late)
            self.server.add_task(self)
