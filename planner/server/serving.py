"""How Rapport is served: gunicorn keeps the processes, waitress receives the requests.

A request reaches a thread of the product only once it has arrived whole, so that slow
senders hold a socket and nothing else; see docs/decisions/serving.md for what was measured.
`gunicorn.conf.py` names this worker; every way to start the product goes through it.
"""

import io
import logging
import os
import resource
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError
from waitress.server import BaseWSGIServer, create_server
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import BadRequest, RequestEntityTooLarge

from planner.config import LARGEST_BODY
from planner.server.workprocess import WorkProcess
from planner.web.headers import ALWAYS

LARGEST_HEADER = 64 * 1024
"""Bytes of a request's first line and headers; the product answers for too long an address."""
LARGEST_DISCARDED = 64 * 1024 * 1024
"""Bytes of an oversize body that are read and thrown away, so that the answer is seen."""
KEEP_ALIVE = 120
"""Seconds that a connection without a request stays open."""
TOLD_KEEP_ALIVE = 90
"""Seconds that clients are told: they stop using it well before it is closed."""
RECEIVE_SECONDS = 180
"""Seconds in which a request has to arrive whole: 8 MiB at half a megabit a second."""
STUCK_SECONDS = 300
"""Seconds after which a request counts as stuck and its process is replaced."""
LOOK_EVERY = 5
"""Seconds between two looks at the connections."""
LINGER = 1.0
"""Seconds that a stopping process still takes requests on connections that it kept alive."""
CONNECTIONS = 4000
"""Connections a process keeps at most; the longest unused make room for new ones."""
SPARE_FILES = 200
"""Files that a process needs besides its connections."""


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


class Receiver(HTTPRequestParser):
    """Reads a request; what is too large reaches the product without its body."""

    error: Any
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
        if self.content_length > LARGEST_BODY:
            self.forget_body()

    def received(self, data: bytes) -> int:
        """Take some bytes; refuse a body beyond all bounds with the product's own page."""
        if self.body_bytes_received + len(data) > LARGEST_BODY:
            self.forget_body()  # before it grows: a chunked body does not say its size
        taken: int = super().received(data)
        if isinstance(self.error, RequestEntityTooLarge):
            self.forget_body()
            self.error = None
            size = max(self.content_length, self.body_bytes_received)
            self.headers |= {"CONTENT_LENGTH": str(size), "CONNECTION": "close"}
        return taken

    def forget_body(self) -> None:
        """Throw away what was received of the body, and what is to come."""
        if self.body_rcv is not None and not isinstance(self.body_rcv.buf, Nowhere):
            kept, self.body_rcv.buf = self.body_rcv.buf, Nowhere(self.body_bytes_received)
            kept.close()


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
        return self.arriving_since is not None and now - self.arriving_since > RECEIVE_SECONDS

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


def more_files() -> int:
    """Allow this process as many open files as the system lets it; return how many."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = CONNECTIONS + SPARE_FILES
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return soft


class ReceivingWorker(Worker):
    """A process of gunicorn that receives with waitress and answers in a few threads."""

    connections: dict[int, Any]
    limit: int = CONNECTIONS
    looked_at = 0.0
    jobs: WorkProcess

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.jobs = WorkProcess()  # here in the parent of all, so that they share its lock

    def run(self) -> None:
        """Serve until the process is told to stop, then finish what has begun."""
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        self.limit = max(100, min(CONNECTIONS, more_files() - SPARE_FILES))
        self.connections = {}
        create_server(
            self.wsgi,
            map=self.connections,
            sockets=[listener.sock for listener in self.sockets],
            threads=self.cfg.threads,
            backlog=self.cfg.backlog,
            connection_limit=self.limit + SPARE_FILES,
            channel_timeout=KEEP_ALIVE,
            cleanup_interval=LOOK_EVERY,
            max_request_header_size=LARGEST_HEADER,
            max_request_body_size=LARGEST_DISCARDED,
            clear_untrusted_proxy_headers=False,  # RAPPORT_TRUSTED_PROXIES says whom to believe
            asyncore_use_poll=True,
            ident=None,
        )
        for door in self.doors():
            door.channel_class = Connection
        self.jobs.settings = getattr(self.wsgi, "config", None)
        if self.cfg.accesslog:
            ServedAnswer.note = staticmethod(self.log.access)
        while self.alive and self.ppid == os.getppid():
            self.notify()
            self.turn(1.0)
            self.look_after(time.monotonic())
        self.finish()

    def turn(self, seconds: float) -> None:
        """Receive and send what is ready; wait so long for it at most."""
        wasyncore.loop(timeout=seconds, map=self.connections, use_poll=True, count=1)

    def doors(self) -> list[BaseWSGIServer]:
        """Return what accepts connections."""
        return [each for each in self.connections.values() if isinstance(each, BaseWSGIServer)]

    def clients(self) -> Iterator[Connection]:
        """Return the open connections."""
        found = list(self.connections.values())
        return (each for each in found if isinstance(each, Connection))

    def look_after(self, now: float) -> None:
        """Refuse late requests, make room, and leave when a request is stuck."""
        if now - self.looked_at < LOOK_EVERY and len(self.connections) < self.limit:
            return
        self.looked_at = now
        self.jobs.look_after(now)
        for client in self.clients():
            if client.is_late(now):
                client.refuse()
            elif client.is_stuck(now):
                self.log.critical("A request is stuck; process %s is replaced.", self.pid)
                self.alive = False
        self.make_room()

    def make_room(self) -> None:
        """Close the tenth of the connections that has waited longest when all are taken."""
        if len(self.connections) < self.limit:
            return
        idle = [client for client in self.clients() if not client.requests]
        idle.sort(key=lambda client: client.arriving_since or client.used_at)
        for client in idle[: self.limit // 10]:
            client.will_close = True

    def handle_exit(self, sig: int, frame: Any) -> None:
        """Begin to stop, at once."""
        super().handle_exit(sig, frame)
        for door in self.doors() if hasattr(self, "connections") else ():
            door.pull_trigger()

    def finish(self) -> None:
        """Take no new connections, answer what was received, then leave."""
        Receiver.closes = True
        self.jobs.tell_to_stop()
        for door in self.doors():
            door.del_channel(self.connections)
            door.socket.close()
        begun = time.monotonic()
        while (passed := time.monotonic() - begun) < self.cfg.graceful_timeout:
            waiting = [client for client in self.clients() if not client.is_quiet]
            if not waiting and (passed > LINGER or not any(self.clients())):
                break
            self.notify()
            self.turn(0.1)
        self.jobs.wait(self.cfg.graceful_timeout)
