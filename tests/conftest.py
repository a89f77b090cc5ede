"""One application per session, fresh rows per test, clients for every role."""

import gc
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from hypothesis import HealthCheck, settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event

from planner import clock
from planner.app import create_app
from planner.calendars import packing
from planner.choices import Marking, Role
from planner.db import db
from planner.viewers import EVERYTHING
from tests.factories import make_user
from tests.pages import PageClient
from tests.patterns import Patterns
from tests.postgres import PUT_BACK, Postgres

# A busy machine draws slowly; the examples are the same in every run all the same.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("house")
# A test makes hundreds of thousands of objects, and few of them in circles.
gc.set_threshold(20_000, 10, 50)


@pytest.fixture(scope="session")
def patterns(tmp_path_factory: pytest.TempPathFactory) -> Patterns:
    """Return what is made once for all processes of a run and copied from then on."""
    folder = tmp_path_factory.getbasetemp()
    return Patterns(folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder)


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(patterns: Patterns) -> None:
    """Let every application of a run take templates that one of them has compiled."""
    Flask.jinja_options["bytecode_cache"] = FileSystemBytecodeCache(
        str(patterns.folder("templates"))
    )


QUIET = {
    "TESTING": True,
    "WTF_CSRF_ENABLED": False,
    "RATELIMIT_ENABLED": False,
    # Hundreds of sign-ins: a hash as strong as a real one would take most of the time.
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {"argon2__rounds": 1, "argon2__memory_cost": 64},
}


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory, patterns: Patterns) -> Flask:
    """Return the application on a migrated SQLite file."""
    folder = tmp_path_factory.mktemp("instance")
    made = create_app({"RAPPORT_INSTANCE": str(folder), **QUIET})
    patterns.migrated_in(folder)
    with made.app_context():
        event.listen(db.engine, "connect", let_the_disk_be)
    # What is there by now stays to the end: no collection has to walk over it again.
    gc.collect()
    gc.freeze()
    return made


@pytest.fixture(scope="session")
def postgres_app(
    tmp_path_factory: pytest.TempPathFactory, patterns: Patterns, postgres: Postgres
) -> Iterator[Flask]:
    """Return the application on a migrated PostgreSQL database."""
    made = create_app(
        {
            "RAPPORT_INSTANCE": str(tmp_path_factory.mktemp("postgres-instance")),
            "RAPPORT_DATABASE_URL": postgres.migrated_url(),
            **QUIET,
        }
    )
    with made.app_context():
        with closing(db.engine.raw_connection()) as connection:
            connection.driver_connection.execute(PUT_BACK)
            connection.commit()
        yield made
        db.session.remove()
        db.engine.dispose()


def let_the_disk_be(connection, _record) -> None:
    """Write without waiting for the disk: no test cuts the power."""
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """Return a running PostgreSQL server that makes empty databases."""
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def own_database(request: pytest.FixtureRequest, patterns: Patterns):
    """Return a function that gives the settings of an application on a migrated database alone.

    `own_database("postgresql", tmp_path, revision="0008")`; nothing climbs there twice.
    """

    def settings_of(kind: str, folder: Path, revision: str = "head") -> dict[str, object]:
        found = {"RAPPORT_INSTANCE": str(folder), "TESTING": True, "RATELIMIT_ENABLED": False}
        if kind == "sqlite":
            patterns.migrated_in(folder, revision)
            return found
        server = request.getfixturevalue("postgres")
        return found | {"RAPPORT_DATABASE_URL": server.migrated_url(revision)}

    return settings_of


@pytest.fixture(autouse=True)
def umask() -> Iterator[None]:
    """Give each test the umask that the one before it started with; commands change it."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def migrated(patterns: Patterns) -> Iterator[sqlite3.Connection]:
    """Return a database in memory that holds what the migrations make."""
    with closing(sqlite3.connect(":memory:")) as kept:
        with closing(sqlite3.connect(patterns.migrated())) as file:
            file.backup(kept)
        yield kept


ON_BOTH = ("test_actions.py", "test_workflow.py", "/reports/")
"""Files, by a part of their path, whose tests run on SQLite and on PostgreSQL."""
DEAREST_FIRST = (
    "browser/test_every_page.py",
    "backups/test_restore.py",
    "test_documented_commands.py",
    "test_intake.py",
    "backups/test_drill.py",
    "test_access_walk.py",
    "test_spoiled.py",
    "test_budgets.py",
    "test_approval_binds.py",
    "test_modes.py",
    "backups/test_commands_in_trouble.py",
    "sample/test_loader.py",
    "rollup/test_random_changes.py",
    "troubles/test_reading_goes_on.py",
    "desk/test_views.py",
    "test_every_row.py",
    "test_markings.py",
)
"""Files that take longest: whoever begins them last would be waited for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take longest."""

    def place(item: pytest.Item) -> int:
        path = str(item.path)
        found = (n for n, name in enumerate(DEAREST_FIRST) if path.endswith(f"/{name}"))
        return next(found, len(DEAREST_FIRST))

    items.sort(key=place)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of the actions and of the reports on both databases."""
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    if not marks & {"no_database", "sqlite_alone"} and any(
        part in str(metafunc.definition.path) for part in ON_BOTH
    ):
        metafunc.parametrize("database", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[str | None]:
    """Give each test an application context that sees everything, and a fresh database after it."""
    if request.node.get_closest_marker("no_database"):
        yield None
        return
    kind = getattr(request, "param", "sqlite")
    app = request.getfixturevalue("postgres_app" if kind == "postgresql" else "app")
    migrated = request.getfixturevalue("migrated")
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        yield kind
        db.session.rollback()
        db.session.remove()
        put_back(migrated)
        forget_packed_feeds()


def put_back(migrated: sqlite3.Connection) -> None:
    """Make the database of the test what the migrations made it."""
    if db.engine.dialect.name == "postgresql":
        with db.engine.begin() as connection:
            connection.exec_driver_sql("SELECT pattern.put_back('migrated')")
        return
    with closing(db.engine.raw_connection()) as connection:
        migrated.backup(connection.driver_connection)
    if db.engine.pool.checkedin() > 1:
        # What threads left would be handed out in turn, and each knows other feeds.
        db.engine.dispose()


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
def client_as(app: Flask, database: str | None, request: pytest.FixtureRequest):
    """Return a function that makes a signed-in client: `client_as("planner", nations=["FR"])`.

    Without nations the user sees all of them; `client_as(None)` is nobody.
    """
    if database == "postgresql":
        app = request.getfixturevalue("postgres_app")

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
