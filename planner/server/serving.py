"""How Rapport is served: gunicorn keeps the processes, waitress receives the requests.

A request reaches a thread of the product only once it has arrived whole, so that slow
senders hold a socket and nothing else; see docs/decisions/serving.md for what was measured.
`gunicorn.conf.py` names this worker; every way to start the product goes through it.
"""

import logging
import os
import resource
import time
from collections.abc import Iterator
from typing import Any

from gunicorn.workers.base import Worker
from waitress import wasyncore
from waitress.server import BaseWSGIServer, create_server

from planner.config import LARGEST_BODY
from planner.server.arriving import LARGEST_DISCARDED, Receiver
from planner.server.receiving import Connection, ServedAnswer
from planner.server.workprocess import WorkProcess

LARGEST_HEADER = 64 * 1024
"""Bytes of a request's first line and headers; the product answers for too long an address."""
KEEP_ALIVE = 120
"""Seconds that a connection without a request stays open."""
LOOK_EVERY = 5
"""Seconds between two looks at the connections."""
LINGER = 1.0
"""Seconds that a stopping process still takes requests on connections that it kept alive."""
CONNECTIONS = 4000
"""Connections a process keeps at most; the longest unused make room for new ones."""
SPARE_FILES = 200
"""Files that a process needs besides its connections."""


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
        settings = getattr(self.wsgi, "config", None) or {}
        Receiver.largest_upload = int(settings.get("LARGEST_UPLOAD", LARGEST_BODY))
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
            max_request_body_size=max(LARGEST_DISCARDED, Receiver.largest_upload),
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
