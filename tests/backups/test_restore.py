"""What `planner backup` and `planner restore` refuse, and what they say of what is lost."""

import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import psycopg
import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from planner.app import create_app
from planner.backups.commands import name_of_kept
from planner.commands import faults
from planner.db import db
from planner.viewers import EVERYTHING
from tests.backups.test_drill import planner, rows_in, url_of
from tests.patterns import MIGRATIONS
from tests.troubles.conftest import an_office, settings_for

pytestmark = pytest.mark.no_database


def at_rest(office):
    """Close the office's own connections, as a stopped product would."""
    db.session.remove()
    db.engine.dispose()
    db.session.info["viewer"] = EVERYTHING


def place_of(office):
    return office.url or f"sqlite:///{office.file}"


@pytest.fixture
def saved(office, tmp_path):
    """Return an office with a backup beside it, changed since."""
    at_rest(office)
    made = planner("backup", "copy.sqlite", folder=tmp_path, **url_of(office))
    assert made.returncode == 0, made.stderr
    sent = {"title": "Lost again", "kind": "cultural_event", "partner_codes": "FR"}
    page = office.client("planner").post("/events/quick", sent | {"day": "2026-05-02"})
    assert page.status == 303
    at_rest(office)
    return office


def test_a_database_with_rows_is_replaced_only_by_force(saved, tmp_path):
    before = rows_in(place_of(saved))
    refused = planner("restore", "copy.sqlite", folder=tmp_path, **url_of(saved))
    assert refused.returncode == 1
    assert "add --force" in refused.stderr
    assert refused.stderr.count("\n") == 1
    for words in ("2 events", "1 events", "last change 20", "recorded changes since then"):
        assert words in refused.stdout, refused.stdout
    assert rows_in(place_of(saved)) == before

    done = planner("restore", "copy.sqlite", "--force", folder=tmp_path, **url_of(saved))
    assert done.returncode == 0, done.stderr
    assert "recorded changes since then would be lost" in done.stdout
    (kept,) = (tmp_path / "office").glob("rapport-replaced-*.sqlite")
    assert str(kept) in done.stdout
    assert kept.stat().st_mode & 0o777 == 0o600
    assert rows_in(f"sqlite:///{kept}") == before
    assert rows_in(place_of(saved)) == rows_in(f"sqlite:///{tmp_path / 'copy.sqlite'}")

    again = planner("restore", str(kept), "--force", folder=tmp_path, **url_of(saved))
    assert again.returncode == 0, again.stderr
    assert rows_in(place_of(saved)) == before


def test_a_database_in_use_is_not_replaced(saved, tmp_path):
    client = saved.client("planner")
    assert client.get("/events/").status == 200  # leaves a connection open, as a server does
    refused = planner("restore", "copy.sqlite", "--force", folder=tmp_path, **url_of(saved))
    assert refused.returncode == 1
    assert "in use" in refused.stderr
    assert "stop the product" in refused.stderr
    at_rest(saved)
    assert any("Lost again" in row for row in rows_in(place_of(saved))["event"])
    assert not list((tmp_path / "office").glob("rapport-replaced-*"))
    assert not list((tmp_path / "office").glob("restoring*"))


def spoiled(path, how):
    """Spoil a backup in one way."""
    if how == "missing":
        path.unlink()
    elif how == "no database":
        path.write_text("Minutes of the meeting\n" * 500)
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "damaged":
        octets = bytearray(path.read_bytes())
        octets[8192:90000] = b"\xff" * (90000 - 8192)
        path.write_bytes(octets)
    elif how == "folder":
        path.unlink()
        path.mkdir()
    else:
        with closing(sqlite3.connect(path)) as other:
            for statement in how:
                other.execute(statement)
            other.commit()


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ("missing", "There is no file"),
        ("folder", "There is no file"),
        ("no database", "is not a database, or it is damaged"),
        ("empty", "is not a backup of Rapport"),
        ("damaged", "damaged"),
        (("DROP TABLE alembic_version",), "is not a backup of Rapport"),
        (("ALTER TABLE history_entry RENAME TO other",), "is not a backup of Rapport"),
        (("UPDATE alembic_version SET version_num = '9999'",), "a newer version of Rapport"),
        (
            ("PRAGMA foreign_keys=OFF", "DELETE FROM nation WHERE code = 'FR'"),
            "is damaged",
        ),
    ],
    ids=str,
)
def test_a_file_that_is_no_sound_backup_is_refused(sqlite_office, tmp_path, how, sentence):
    at_rest(sqlite_office)
    assert planner("backup", "copy.sqlite", folder=tmp_path).returncode == 0
    before = rows_in(place_of(sqlite_office))
    spoiled(tmp_path / "copy.sqlite", how)
    refused = planner("restore", "copy.sqlite", "--force", folder=tmp_path)
    assert refused.returncode == 1
    assert sentence in refused.stderr
    assert refused.stderr.count("\n") == 1, refused.stderr
    assert rows_in(place_of(sqlite_office)) == before
    assert not list((tmp_path / "office").glob("restoring*"))


def test_the_database_is_no_backup_of_itself(sqlite_office, tmp_path):
    at_rest(sqlite_office)
    refused = planner("restore", "office/rapport.sqlite", "--force", folder=tmp_path)
    assert (refused.returncode, "the database itself" in refused.stderr) == (1, True)


def test_a_file_that_may_only_be_read_is_restored(sqlite_office, tmp_path):
    at_rest(sqlite_office)
    assert planner("backup", "copy.sqlite", folder=tmp_path).returncode == 0
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shutil.move(tmp_path / "copy.sqlite", shelf)
    (shelf / "copy.sqlite").chmod(0o400)
    shelf.chmod(0o500)
    (tmp_path / "new").mkdir()
    done = planner("restore", str(shelf / "copy.sqlite"), folder=tmp_path / "new")
    shelf.chmod(0o700)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def older_sqlite(sqlite_pattern, tmp_path_factory):
    """Return a folder with the prepared office as an early version had it, to copy."""
    folder = tmp_path_factory.mktemp("older")
    shutil.copytree(sqlite_pattern[0], folder / "office")
    go_down(settings_for(folder))
    return folder / "office"


@pytest.fixture(scope="module")
def older_postgresql(postgresql_pattern, postgres, tmp_path_factory):
    """Return the URL of the same on PostgreSQL."""
    url = postgres.new_url(postgresql_pattern[0])
    go_down(settings_for(tmp_path_factory.mktemp("older"), url))
    return url


def go_down(settings):
    """Bring the database of an office to the schema of an early version."""
    with create_app(settings).app_context():
        downgrade(directory=MIGRATIONS, revision="0002")
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def older_office(request, tmp_path, monkeypatch, postgres):
    """Return an office on each kind of database, as an early version had it."""
    pattern = request.getfixturevalue(f"older_{request.param}")
    url = postgres.new_url(pattern) if request.param == "postgresql" else ""
    if not url:
        shutil.copytree(pattern, tmp_path / "office")
    keys = request.getfixturevalue(f"{request.param}_pattern")[1]
    yield from an_office(tmp_path, monkeypatch, url, keys)


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_a_backup_of_an_older_version_is_brought_up_to_date(
    older_sqlite, tmp_path, target, postgres
):
    url = {"RAPPORT_DATABASE_URL": postgres.new_url()} if target == "postgresql" else {}
    (tmp_path / "new").mkdir()
    done = planner("restore", str(older_sqlite / "rapport.sqlite"), folder=tmp_path / "new", **url)
    assert done.returncode == 0, done.stderr
    assert "from schema 0002" in done.stdout
    checked = planner("check", folder=tmp_path / "new", **url)
    assert checked.returncode == 0, checked.stdout


def test_migrating_up_from_before_the_search_makes_the_index(older_office, tmp_path):
    done = planner("migrate", folder=tmp_path, **url_of(older_office))
    assert done.returncode == 0, done.stderr
    checked = planner("check", folder=tmp_path, **url_of(older_office))
    assert (checked.returncode, checked.stdout[:11]) == (0, "All is well"), checked.stdout
    assert "Choir tour" in older_office.client("planner").get("/search?q=choir").text


def test_the_migrations_alone_make_the_index_too(older_office):
    upgrade(directory=MIGRATIONS)
    db.session.info["viewer"] = EVERYTHING
    assert faults() == []


def test_migrate_mends_an_index_that_is_out_of_step(office, tmp_path):
    with db.engine.begin() as connection:
        connection.execute(text("DELETE FROM search_index"))
        connection.execute(text("DELETE FROM calendar_entry"))
    at_rest(office)
    assert planner("check", folder=tmp_path, **url_of(office)).returncode == 1
    assert planner("migrate", folder=tmp_path, **url_of(office)).returncode == 0
    assert planner("check", folder=tmp_path, **url_of(office)).returncode == 0


def test_a_backup_says_why_there_is_none(sqlite_office, tmp_path):
    at_rest(sqlite_office)
    (tmp_path / "copy.sqlite").touch()
    for words, sentence in (
        (["backup", "copy.sqlite"], "is there already"),
        (["backup", "nowhere/copy.sqlite"], "There is no folder"),
    ):
        refused = planner(*words, folder=tmp_path)
        assert (refused.returncode, sentence in refused.stderr) == (1, True)
    (tmp_path / "empty").mkdir()
    refused = planner("backup", "copy.sqlite", folder=tmp_path / "empty")
    assert "There is no database yet" in refused.stderr
    assert not list((tmp_path / "empty").glob("copy*"))


def test_postgresql_of_another_version_is_not_saved(postgres_office, tmp_path):
    at_rest(postgres_office)
    with psycopg.connect(postgres_office.url.replace("+psycopg", ""), autocommit=True) as other:
        other.execute("UPDATE alembic_version SET version_num = '0001'")
    refused = planner("backup", "copy.sqlite", folder=tmp_path, **url_of(postgres_office))
    assert (refused.returncode, "planner migrate" in refused.stderr) == (1, True)
    assert not list(tmp_path.glob("copy*"))


def test_what_is_replaced_twice_within_a_second_is_kept_twice(tmp_path, clock_at):
    clock_at(datetime(2026, 5, 2, 9, tzinfo=UTC))
    names = []
    for _ in range(3):
        kept = name_of_kept(tmp_path / "rapport.sqlite")
        assert not kept.exists()
        kept.touch()
        names.append(kept)
    assert len(set(names)) == 3
    assert all(name.match("rapport-replaced-*.sqlite") for name in names)  # git leaves them out
