"""`planner` on a locked, read-only, missing or damaged database: a true sentence, exit code 1."""

import pytest

from planner.db import db
from tests.backups.test_drill import planner, url_of

pytestmark = pytest.mark.no_database

ADD = ("user", "add", "new@rapport.example", "--name", "New")


def refused(ended, sentence):
    assert ended.returncode == 1, ended.stdout
    assert ended.stderr.startswith("planner: ")
    assert ended.stderr.count("\n") == 1, ended.stderr
    assert sentence in ended.stderr


def at_rest():
    db.session.remove()
    db.engine.dispose()


def test_a_held_database(office, tmp_path):
    with office.held():
        refused(planner(*ADD, folder=tmp_path, **url_of(office)), "The database is busy")


def test_a_file_that_can_only_be_read(sqlite_office, tmp_path):
    at_rest()
    url = f"sqlite:///file:{sqlite_office.file}?mode=ro&uri=true"
    ended = planner(*ADD, folder=tmp_path, RAPPORT_DATABASE_URL=url)
    refused(ended, "The database can only be read")


def test_a_server_that_is_not_there(tmp_path):
    url = "postgresql+psycopg://rapport:hunter2@127.0.0.1:9/rapport"
    for words in (["check"], ["migrate"], ["backup", "copy.sqlite"], ["reindex"], ADD):
        ended = planner(*words, folder=tmp_path, RAPPORT_DATABASE_URL=url)
        refused(ended, "The database cannot be reached")
        assert "hunter2" not in ended.stderr


def test_what_is_no_database(sqlite_office, tmp_path):
    at_rest()
    sqlite_office.file.write_bytes(b"This was a database once. " * 500)
    for words in (["check"], ["backup", "copy.sqlite"], ADD):
        refused(planner(*words, folder=tmp_path), "damaged")
