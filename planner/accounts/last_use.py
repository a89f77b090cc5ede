"""Writing down when a session was last used, without anybody waiting for it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime

from sqlalchemy import Connection, update
from sqlalchemy.exc import DBAPIError

from planner.accounts.models import OpenSession
from planner.db import db

PATIENCE = 50  # milliseconds


def keep_seen(key_hash: str, now: datetime) -> None:
    """Note that a session was used; when the database does not take it, the next minute will do."""
    statement = update(OpenSession).where(OpenSession.key_hash == key_hash).values(seen_at=now)
    with suppress(DBAPIError), db.engine.connect() as connection, impatient(connection):
        connection.execute(statement)
        connection.commit()


@contextmanager
def impatient(connection: Connection) -> Iterator[None]:
    """Wait for a lock hardly at all inside the block."""
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {PATIENCE}")
        yield
        return
    patient = connection.exec_driver_sql("PRAGMA busy_timeout").scalar()
    connection.exec_driver_sql(f"PRAGMA busy_timeout={PATIENCE}")
    try:
        yield
    finally:
        connection.rollback()
        connection.exec_driver_sql(f"PRAGMA busy_timeout={patient}")
