"""The documents of attachments in a backup: whole, checked, and put back where they lie."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.attachments.store import store
from planner.backups.files import copy_file
from planner.backups.octets import TABLE, bring_octets, save_octets, words_of_octets
from planner.db import db
from planner.errors import RuleBroken
from tests.factories import make_attachment, make_event


@pytest.fixture
def copy(app, tmp_path, monkeypatch):
    """Return a saved office with a document of three parts and one that is missing."""
    before = app.config["RAPPORT_FILES"]
    app.config["RAPPORT_FILES"] = str(tmp_path / "store")
    event = make_event()
    monkeypatch.setattr("planner.attachments.arriving.CHUNK", 16)
    monkeypatch.setattr("planner.backups.octets.CHUNK", 16)
    small = make_attachment(event, "Three parts and more.pdf")
    missing = make_attachment(event, "missing.pdf")
    store().remove(missing.sha256)
    db.session.commit()
    target = tmp_path / "copy.sqlite"
    copy_file(Path(db.engine.url.database), target)
    yield target, small.sha256, missing.sha256
    app.config["RAPPORT_FILES"] = before


def test_documents_come_back_as_they_were_and_missing_ones_are_told(app, copy, tmp_path):
    target, small, _missing = copy
    with store().open(small) as stream:
        octets = stream.read()
    assert save_octets(target) == 1
    assert save_octets(target) == 0  # they are in it already
    assert words_of_octets(target) == "1 documents"
    app.config["RAPPORT_FILES"] = str(tmp_path / "elsewhere")
    told = bring_octets(target, target)
    assert told == "1 documents, each with its SHA-256; 1 were not in the backup"
    with store().open(small) as stream:
        assert stream.read() == octets
    with closing(sqlite3.connect(target)) as connection:
        assert not connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = ?", (TABLE,)
        ).fetchall()
    assert bring_octets(target, target) == ""


def test_a_spoiled_document_refuses_the_whole_backup(app, copy, tmp_path):
    target, _small, _missing = copy
    save_octets(target)
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute(f"UPDATE {TABLE} SET octets = x'00'")
    app.config["RAPPORT_FILES"] = str(tmp_path / "elsewhere")
    with pytest.raises(RuleBroken, match="is damaged: the document"):
        bring_octets(target, target)
    assert not (tmp_path / "elsewhere").exists()
