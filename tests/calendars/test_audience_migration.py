"""Going up, entries for the audiences are made; going down, numbers do not fall: both databases."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import text

from planner import clock
from planner.app import create_app
from planner.calendars.ics_views import TOLD
from planner.calendars.rendering import entry_faults
from planner.choices import Marking
from planner.commands import keep_calendars_told, migrate
from planner.db import db
from planner.viewers import EVERYTHING
from tests.calendars.calendars import make_feed, parsed
from tests.factories import NOW, make_event

pytestmark = pytest.mark.no_database

FOLDER = Path(__file__).parent.parent.parent / "migrations"
(MIGRATION,) = (FOLDER / "versions").glob("*_entries_by_audience.py")
BEFORE = re.search(r'down_revision = "(\d+)"', MIGRATION.read_text())[1]
OPEN, HIDDEN = "Open day", "Nightjar talks"


@pytest.fixture(params=["sqlite", "postgresql"])
def office(request, tmp_path, monkeypatch, own_database):
    """Return an application whose database is as it is now, with an open and a hidden event."""
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: NOW))
    app = create_app(own_database(request.param, tmp_path))
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        make_event(title=OPEN, marking=Marking.OFFICIAL)
        make_event(title=HIDDEN, marking=Marking.OFFICIAL_SENSITIVE)
        db.session.commit()
        app.feed_url = make_feed()[1]
        db.session.remove()
        yield app
        db.session.remove()
        db.engine.dispose()


def told(app):
    """Return title to number of what the feed tells."""
    page = app.test_client().get(app.feed_url)
    db.session.remove()  # or a table that is about to be changed stays in use
    assert page.status_code == 200
    return {str(one["SUMMARY"]): one["SEQUENCE"] for one in parsed(page.data)}


def older(sql="SELECT event_id, sequence, body FROM calendar_entry ORDER BY event_id"):
    """Return the entries as the version before read them."""
    with db.engine.connect() as connection:
        return connection.execute(text(sql)).all()


def test_down_and_up_again_numbers_rise_and_nothing_is_told_in_between(office):
    assert told(office) == {OPEN: 0, "Busy": 0}

    downgrade(directory=str(FOLDER), revision=BEFORE)
    opened, hidden = older()
    assert (opened.sequence, hidden.sequence) == (0, 1)
    assert b"\r\nSEQUENCE:1\r\n" in bytes(hidden.body)
    assert HIDDEN.encode() in bytes(hidden.body)

    upgrade(directory=str(FOLDER))
    del office.extensions[TOLD]  # as in a new process
    assert told(office) == {OPEN: 0, "Busy": 2}
    db.session.info["viewer"] = EVERYTHING
    assert entry_faults() == []


def test_migrating_makes_the_entries_by_itself(office):
    downgrade(directory=str(FOLDER), revision=BEFORE)

    ended = office.test_cli_runner().invoke(migrate)

    assert ended.exception is None
    assert (ended.exit_code, ended.output.splitlines()[-1]) == (0, "The database is up to date.")
    db.session.info["viewer"] = EVERYTHING
    assert entry_faults() == []
    kinds = older("SELECT audience FROM calendar_entry ORDER BY event_id, audience")
    assert [row.audience for row in kinds] == ["full", "busy", "full", "title"]
    keep_calendars_told()  # twice does no more
    assert told(office) == {OPEN: 0, "Busy": 2}
