"""Offices of their own on both databases, and true ways to lock, fill and shut a database."""

import shutil
import sqlite3
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event

from planner import connections
from planner.accounts.models import User
from planner.accounts.passwords import set_password
from planner.app import create_app
from planner.calendars.actions import create_feed
from planner.choices import Role
from planner.db import db
from planner.shapes.feed import WrittenFeed
from planner.viewers import EVERYTHING
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_follow_up,
    make_indicator,
    make_line,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_own_nation,
    make_person,
    make_plan,
    make_programme,
    make_user,
)
from tests.pages import PageClient
from tests.postgres import Postgres

PASSWORD = "four plain words together"
SALT = "I_0s941sXPQwNuNkvkr9fpgxdrxWKdi9aIO3i3jfe4hyFGyIwjnxcqTuH4RxTkAA"
LOCKED_TABLES = "history_entry, user_account, sign_in_brake, open_session, feed, event, person"
REFUSE_AS_FULL = """
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END $$;
CREATE TRIGGER refuse BEFORE INSERT ON history_entry EXECUTE FUNCTION refuse();
CREATE TRIGGER refuse BEFORE INSERT ON sign_in_brake EXECUTE FUNCTION refuse();
"""


class Office:
    """An application with a row of most kinds, on a database of its own."""

    def __init__(self, app, url, keys):
        self.app = app
        self.url = url
        self.is_sqlite = not url
        self.file = Path(app.config["INSTANCE"]) / "rapport.sqlite"
        self.waiting = Path(app.config["INSTANCE"]) / "waiting-history.jsonl"
        self.keys = keys

    def client(self, role):
        user = db.session.get(User, self.keys[role])
        return PageClient(self.app, user)

    @contextmanager
    def held(self):
        """Let somebody else hold the database for writing."""
        db.session.rollback()
        if self.is_sqlite:
            with closing(sqlite3.connect(self.file, isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                yield
            return
        with psycopg.connect(self.url.replace("+psycopg", "")) as other:
            other.execute(f"LOCK TABLE {LOCKED_TABLES} IN EXCLUSIVE MODE")
            yield

    @contextmanager
    def full(self):
        """Let the database have no room for another entry.

        An SQLite file may not grow by a page; PostgreSQL answers as it does on a full disk.
        """
        if not self.is_sqlite:
            with psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True) as other:
                other.execute(REFUSE_AS_FULL)
                yield
                other.execute("DROP FUNCTION refuse CASCADE")
            return
        with closing(sqlite3.connect(self.file, isolation_level=None)) as other:
            limit = other.execute("PRAGMA page_count").fetchone()[0]
            other.execute(f"PRAGMA max_page_count={limit}")
            fill(other)
        with self.connected(f"PRAGMA max_page_count={limit}"):
            yield

    @contextmanager
    def read_only(self):
        """Let the database be read and not written."""
        if self.is_sqlite:
            with self.connected("PRAGMA query_only=ON"):
                yield
            return
        with self.connected("SET default_transaction_read_only = on"):
            yield

    @contextmanager
    def connected(self, statement):
        """Let every connection begin with a statement."""

        def begin(connection, _record):
            if not self.is_sqlite:
                connection.autocommit = True
            connection.execute(statement)
            if not self.is_sqlite:
                connection.autocommit = False

        db.session.remove()
        db.engine.dispose()
        event.listen(db.engine, "connect", begin)
        try:
            db.session.info["viewer"] = EVERYTHING
            yield
        finally:
            event.remove(db.engine, "connect", begin)
            db.session.remove()
            db.engine.dispose()
            db.session.info["viewer"] = EVERYTHING


FILLERS = (
    """INSERT INTO history_entry (at, verb, subject_kind, subject_id, subject_label, changes,
    request_id) VALUES ('2030-01-01', 'imported', 'filler', '', ?, '{}', '')""",
    """INSERT INTO sign_in_brake (kind, name_hash, address, tries, failures, first_at, last_at)
    VALUES ('name', hex(randomblob(8)), ?, 1, 1, '2030-01-01', '2030-01-01')""",
)


def fill(connection):
    """Put rows into the tables until they take none, however short."""
    for statement in FILLERS:
        for length in (1000, 100, 1):
            try:
                while True:
                    connection.execute(statement, ("x" * length,))
            except sqlite3.OperationalError as error:
                assert error.sqlite_errorcode == sqlite3.SQLITE_FULL


def put_rows():
    """Make one row of most kinds, and a user for each role with a password."""
    make_own_nation()
    make_nation("FR", is_partner=True)
    objective = make_objective(make_line(make_plan()))
    happening = make_event(objectives=[objective], title="Choir tour", programme=make_programme())
    person = make_person(
        purpose="Takes part in events", special_needs="Vegetarian", has_consent=True
    )
    make_attendance(happening, person)
    users = {role.value: make_user([role], email=f"{role}@rapport.example") for role in Role}
    set_password(users["viewer"], PASSWORD)
    for user in users.values():
        user.password = users["viewer"].password
    issued = create_feed(
        WrittenFeed(name="Mine", query=""), viewer=users["country_desk"].as_viewer, now=NOW
    )
    keys = {
        "event_id": happening.id,
        "person_id": person.id,
        "objective_id": objective.id,
        "plan_id": objective.line.plan_id,
        "indicator_id": make_indicator(objective).id,
        "organisation_id": make_organisation().id,
        "programme_id": happening.programme_id,
        "outcome_id": make_outcome(objective, [happening]).id,
        "follow_up_id": make_follow_up(happening).id,
        "feed_id": issued.feed.id,
        "token": issued.token,
        "code": "FR",
        "suffix": "csv",
        "year": 2030,
        "kind": "event",
        "subject_id": happening.id,
        "day": date(2030, 2, 4),
    }
    return keys | {role: user.id for role, user in users.items()}


def settings_for(folder, url=""):
    return {
        "RAPPORT_INSTANCE": str(folder / "office"),
        "RAPPORT_PASSWORD_SALT": SALT,
        "TESTING": True,
        "WTF_CSRF_ENABLED": False,
        "RATELIMIT_ENABLED": False,
    } | ({"RAPPORT_DATABASE_URL": url} if url else {})


def prepared(folder, url=""):
    """Make the rows in a migrated database and return their keys."""
    with create_app(settings_for(folder, url)).app_context():
        db.session.info["viewer"] = EVERYTHING
        keys = put_rows()
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    return keys


@pytest.fixture(scope="session")
def sqlite_pattern(patterns, tmp_path_factory):
    """Return a folder with a database to copy, and the keys of its rows."""
    folder = tmp_path_factory.mktemp("pattern")
    patterns.migrated_in(folder / "office")
    return folder / "office", prepared(folder)


@pytest.fixture(scope="session")
def postgresql_pattern(postgres, tmp_path_factory):
    """Return the URL of a database to copy, and the keys of its rows."""
    url = postgres.migrated_url()
    return url, prepared(tmp_path_factory.mktemp("pattern"), url)


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request, tmp_path, monkeypatch):
    """Return an office on each kind of database; nobody waits long for a lock."""
    yield from offices(request, tmp_path, monkeypatch, request.param)


@pytest.fixture
def sqlite_office(request, tmp_path, monkeypatch):
    """Return an office on SQLite."""
    yield from offices(request, tmp_path, monkeypatch, "sqlite")


@pytest.fixture
def postgres_office(request, tmp_path, monkeypatch):
    """Return an office on PostgreSQL."""
    yield from offices(request, tmp_path, monkeypatch, "postgresql")


@pytest.fixture
def server_to_stop(tmp_path_factory):
    """Return a PostgreSQL of its own: to stop it would end connections of other tests."""
    server = Postgres(tmp_path_factory.mktemp("to-stop"))
    yield server
    server.stop()


@pytest.fixture
def stoppable_office(server_to_stop, tmp_path, monkeypatch):
    """Return an office on a server that may be stopped."""
    url = server_to_stop.migrated_url()
    keys = prepared(tmp_path / "rows", url)
    yield from an_office(tmp_path, monkeypatch, url, keys)


def offices(request, folder, monkeypatch, kind):
    """Give an office on a copy of the prepared database."""
    pattern, keys = request.getfixturevalue(f"{kind}_pattern")
    url = ""
    if kind == "sqlite":
        shutil.copytree(pattern, folder / "office")
    else:
        url = request.getfixturevalue("postgres").new_url(pattern)
    yield from an_office(folder, monkeypatch, url, keys)


def an_office(folder, monkeypatch, url, keys):
    """Give an office whose database holds the rows already."""
    monkeypatch.setattr(connections, "WAIT", 400)
    monkeypatch.setattr(connections, "SHORT_WAIT", 20)
    app = create_app(settings_for(folder, url))
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        yield Office(app, url, keys)
        db.session.remove()
        db.engine.dispose()
