"""Processor time and statements of a piece of work, beside those of its limit."""

import statistics
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

Work = Callable[[], Any]

NO_QUESTIONS = ("PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")


@dataclass
class Stopwatch:
    """Counts what this process and the database's own processes work.

    `has_own_server` says that the database was started here: only then are its processes
    known by their numbers. The time of another server is not in the figures.
    """

    engine: Engine
    has_own_server: bool = False
    statements: int = 0
    servers: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        event.listen(self.engine, "before_cursor_execute", self.count)
        if self.has_own_server:
            event.listen(self.engine, "connect", self.note_server)
            self.engine.dispose()

    def count(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        """Count one statement."""
        self.statements += not statement.upper().startswith(NO_QUESTIONS)

    def note_server(self, connection: Any, _record: Any) -> None:
        """Remember the process that serves a connection of PostgreSQL."""
        self.servers[connection.info.backend_pid] = 0.0

    def now(self) -> float:
        """Return the milliseconds that were worked so far."""
        for pid in self.servers:
            with suppress(OSError):  # a connection that was closed keeps what it had
                spent = Path(f"/proc/{pid}/schedstat").read_text().split()[0]
                self.servers[pid] = int(spent) / 1e6
        return time.process_time() * 1000 + sum(self.servers.values())

    def once(self, work: Work) -> float:
        """Return what a piece of work takes, in milliseconds."""
        before = self.now()
        work()
        return self.now() - before

    def beside(self, work: Work, limit: Work, rounds: int) -> tuple[float, float]:
        """Return the medians of a piece of work and of its limit, taken turn by turn.

        A machine that is busy for a while is so for both.
        """
        work(), limit()
        turns = [(self.once(work), self.once(limit)) for _round in range(rounds)]
        taken, least = zip(*turns, strict=True)
        return statistics.median(taken), statistics.median(least)

    def asked_by(self, work: Work) -> int:
        """Return how many statements a piece of work asks."""
        before = self.statements
        work()
        return self.statements - before
