"""Reading several tables as of one moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from planner.db import db


@contextmanager
def as_of_one_moment() -> Iterator[Connection]:
    """Give a connection that sees what was committed when it began, and nothing later."""
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        else:
            connection.exec_driver_sql("BEGIN")
        yield connection
        connection.rollback()
