"""The command-line door: help without a database, one sentence for what is wrong, check, backup."""

import os
import secrets
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from planner.cli import COMMANDS
from planner.commands import faults
from planner.config import (
    REQUIRED_IN_PRODUCTION,
    SETTINGS,
    SettingsError,
    kept_secret,
    read_settings,
)
from planner.db import db
from planner.events.models import Event
from tests import launching
from tests.factories import make_event, make_own_nation
from tests.served import PATIENCE

ROOT = Path(__file__).parent.parent
PRODUCTION = {
    "RAPPORT_ENV": "production",
    "RAPPORT_DATABASE_URL": "postgresql+psycopg://rapport@localhost/rapport",
    "RAPPORT_SECRET_KEY": secrets.token_urlsafe(48),
    "RAPPORT_PASSWORD_SALT": secrets.token_urlsafe(48),
    "RAPPORT_BASE_URL": "https://rapport.example",
}


def planner(*words, folder, **environment):
    """Run `planner` as a shell would, in a folder of the caller's."""
    return launching.planner(*words, folder=folder, **{"RAPPORT_INSTANCE": "office"} | environment)


@pytest.mark.no_database
@pytest.mark.parametrize("words", [[], *([name] for name in COMMANDS)], ids=" ".join)
def test_help_needs_no_database(words, capsys, monkeypatch, tmp_path):
    from planner.cli import main

    monkeypatch.setenv("RAPPORT_INSTANCE", str(tmp_path / "nothing"))
    monkeypatch.setattr(sys, "argv", ["planner", *words, "--help"])
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("Usage:")
    assert not (tmp_path / "nothing").exists()


@pytest.mark.no_database
def test_an_office_is_made_checked_and_saved_from_any_folder(tmp_path):
    early = planner("demo", folder=tmp_path)
    assert (early.returncode, early.stderr.count("\n")) == (1, 1)
    assert "planner migrate" in early.stderr

    assert planner("migrate", folder=tmp_path).returncode == 0
    assert (tmp_path / "office" / "rapport.sqlite").exists()
    assert planner("setup", "--nation", "FR", folder=tmp_path).returncode == 0
    checked = planner("check", folder=tmp_path)
    assert (checked.returncode, checked.stdout[:11]) == (0, "All is well")

    saved = planner("backup", "copy.sqlite", folder=tmp_path)
    assert saved.returncode == 0, saved.stderr
    copy = tmp_path / "copy.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    with sqlite3.connect(copy) as connection:
        assert connection.execute("SELECT code FROM nation WHERE is_own").fetchall() == [("FR",)]
        entries = connection.execute("SELECT verb, subject_kind FROM history_entry").fetchall()
    connection.close()
    assert entries == [("imported", "reference")]


@pytest.mark.no_database
def test_what_is_wrong_is_one_sentence_and_a_bad_exit_code(tmp_path):
    for words, environment, sentence in (
        (["check"], {"RAPPORT_ENV": "production"}, "RAPPORT_DATABASE_URL is not set"),
        (["migrate"], {"RAPPORT_IDLE_MINUTES": "soon"}, "must be a whole number"),
        (["serve"], {"RAPPORT_IDLE_MINUTES": "soon"}, "must be a whole number"),
        (["serve"], {"RAPPORT_ENV": "production"}, "RAPPORT_"),
        (["check"], {"RAPPORT_CALENDAR_SENSITIVE": "some"}, "must be “busy”, “title” or “all”"),
        (["backup", "here"], {}, "There is no database yet"),
        (["backup", "nowhere/here"], {}, "There is no folder"),
        (["setup", "--nation", "QQ"], {}, "The database cannot be used"),
    ):
        ended = planner(*words, folder=tmp_path, **environment)
        assert ended.returncode == 1, words
        assert ended.stderr.startswith("planner: "), ended.stderr
        assert ended.stderr.count("\n") == 1, ended.stderr
        assert sentence in ended.stderr


@pytest.mark.no_database
def test_the_server_says_in_one_sentence_which_setting_is_missing(tmp_path):
    ended = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "RAPPORT_ENV": "production"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "RAPPORT_DATABASE_URL is not set" in ended.stderr


@pytest.mark.no_database
@pytest.mark.parametrize("name", REQUIRED_IN_PRODUCTION)
def test_production_needs_each_of_its_settings(name):
    assert read_settings(PRODUCTION)["RAPPORT_ENV"] == "production"
    with pytest.raises(SettingsError, match=f"{name} is not set"):
        read_settings({key: value for key, value in PRODUCTION.items() if key != name})


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("RAPPORT_ENV", "test"),
        ("RAPPORT_TIME_ZONE", "Nowhere/Atlantis"),
        ("RAPPORT_TIME_ZONE", "../etc"),
        ("RAPPORT_LOCALE", "klingon"),
        ("RAPPORT_LOG_LEVEL", "LOUD"),
        ("RAPPORT_SMTP_TLS", "true"),
        ("RAPPORT_SMTP_PORT", "-1"),
        ("RAPPORT_BASE_URL", "rapport.example"),
        ("RAPPORT_DATABASE_URL", "rapport"),
        ("RAPPORT_DATABASE_URL", "oracle://x"),
        ("RAPPORT_DATABSE_URL", "misspelt"),
    ],
)
def test_a_setting_that_cannot_be_read_is_named(name, value):
    with pytest.raises(SettingsError, match=name):
        read_settings({name: value})


@pytest.mark.no_database
def test_a_database_url_is_not_repeated_with_its_password():
    with pytest.raises(SettingsError) as refusal:
        read_settings({"RAPPORT_DATABASE_URL": "oracle://rapport:hunter2@db/rapport"})
    assert "hunter2" not in str(refusal.value)


@pytest.mark.no_database
def test_the_defaults_can_be_read():
    assert read_settings({}) == {setting.name: setting.default for setting in SETTINGS}


@pytest.mark.no_database
def test_a_secret_is_made_once_and_is_for_its_owner_alone(tmp_path):
    secret = kept_secret(tmp_path / "office", "secret-key")
    assert len(secret) >= 48
    assert kept_secret(tmp_path / "office", "secret-key") == secret
    assert (tmp_path / "office" / "secret-key").stat().st_mode & 0o777 == 0o600


def test_check_finds_an_index_out_of_step():
    make_own_nation()
    event = make_event(title="Cobra Gold")
    db.session.commit()
    assert faults() == []

    db.session.execute(text("DELETE FROM search_index"))
    assert "planner reindex" in faults()[0]
    db.session.rollback()

    db.session.execute(Event.__table__.update().values(title="Written past the product"))
    found = faults()
    assert any("planner reindex" in fault for fault in found)
    assert any("planner calendar rebuild" in fault and str(event.id) in fault for fault in found)


def test_check_finds_an_old_schema():
    db.session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    db.session.commit()
    try:
        assert "planner migrate" in faults()[0]
    finally:
        from planner.commands import newest_revision

        newest = {"newest": newest_revision()}
        db.session.execute(text("UPDATE alembic_version SET version_num = :newest"), newest)
        db.session.commit()
