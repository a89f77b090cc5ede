"""One application per session, fresh rows per test, clients for every role."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Row, event, text

from planner import clock
from planner.app import create_app
from planner.calendars import packing
from planner.choices import Marking, Role
from planner.db import db
from planner.terms.queries import every_row, term_kinds
from planner.viewers import EVERYTHING
from tests.factories import make_user
from tests.pages import PageClient
from tests.postgres import Postgres

# A busy machine draws slowly; the examples are the same in every run all the same.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the application on a migrated SQLite file."""
    folder = tmp_path_factory.mktemp("instance")
    made = create_app(
        {
            "RAPPORT_INSTANCE": str(folder),
            "TESTING": True,
            "WTF_CSRF_ENABLED": False,
            "RATELIMIT_ENABLED": False,
            # Hundreds of sign-ins: a hash as strong as a real one would take most of the time.
            "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
                "argon2__rounds": 1,
                "argon2__memory_cost": 64,
            },
        }
    )
    with made.app_context():
        upgrade(directory=str(Path(__file__).parent.parent / "migrations"))
        with db.engine.connect() as connection:
            SHIPPED.extend(connection.execute(every_row()).all())
    return made


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """Return a running PostgreSQL server that makes empty databases."""
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Give each test the umask that the one before it started with; commands change it."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Give each test an application context that sees everything, and empty tables after it."""
    if request.node.get_closest_marker("no_database"):
        yield
        return
    with request.getfixturevalue("app").app_context():
        db.session.info["viewer"] = EVERYTHING
        yield
        db.session.rollback()
        db.session.remove()
        empty_tables()
        forget_packed_feeds()


SHIPPED: list[Row[Any]] = []
"""The rows of the reference tables as the migrations leave them."""


def empty_tables() -> None:
    """Delete every row, whatever the order of the foreign keys; reference tables are as shipped."""
    listed = {kind.__table__ for kind in term_kinds()}
    with db.engine.connect() as connection:
        connection.execute(text("PRAGMA foreign_keys=OFF"))
        for table in db.metadata.sorted_tables:
            if table not in listed:
                connection.execute(table.delete())
        if connection.execute(every_row()).all() != SHIPPED:
            put_shipped_back(connection)
        connection.execute(text("DELETE FROM search_index"))
        connection.execute(db.metadata.tables["office"].insert().values(id=1))
        connection.commit()
        connection.execute(text("PRAGMA foreign_keys=ON"))
        connection.commit()


def put_shipped_back(connection: Connection) -> None:
    """Make the reference tables again what they were."""
    for kind in term_kinds():
        table, names = kind.__table__, {column.name for column in kind.__table__.columns}
        rows = [row._mapping for row in SHIPPED if row.of_table == table.name]
        connection.execute(table.delete())
        connection.execute(
            table.insert(), [{k: v for k, v in row.items() if k in names} for row in rows]
        )


def forget_packed_feeds() -> None:
    """Forget the feeds kept in memory: numbers begin again, so a tag could name older rows."""
    packing._packed.clear()
    packing._seen.clear()


@pytest.fixture
def clock_at(monkeypatch):
    """Return a function that lets the clock stand at a moment: `clock_at(NOW)`."""

    def stand(moment):
        monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: moment))

    return stand


@pytest.fixture
def client_as(app: Flask):
    """Return a function that makes a signed-in client: `client_as("planner", nations=["FR"])`.

    Without nations the user sees all of them; `client_as(None)` is nobody.
    """

    def make(role: str | None, nations=None, ceiling=Marking.OFFICIAL_SENSITIVE, user=None):
        if role is None:
            return PageClient(app, None)
        user = user or make_user(roles=[Role(role)], nations=nations, ceiling=ceiling)
        return PageClient(app, user)

    return make


@contextmanager
def counted_statements() -> Iterator[list[str]]:
    """Collect the SQL statements that run inside the block."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not re.match(r"(?i)pragma|savepoint|release|rollback", statement):
            seen.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


@pytest.fixture
def queries():
    """Return the counter of statements: `with queries() as seen: …; assert len(seen) <= 9`."""
    return counted_statements
