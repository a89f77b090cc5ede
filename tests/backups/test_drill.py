"""The drill: write, save while writing, restore elsewhere, compare the rows, `planner check`."""

import contextvars
from hashlib import sha256
from threading import Event as Flag
from threading import Thread

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.pool import NullPool

from planner.db import db
from tests import launching
from tests.factories import make_attachment, make_event
from tests.served import PATIENCE
from tests.troubles.conftest import SALT

pytestmark = pytest.mark.no_database


def planner(*words, folder, **environment):
    """Run `planner` as a shell would, for the office in a folder."""
    secret = {"RAPPORT_PASSWORD_SALT": SALT, "RAPPORT_INSTANCE": "office"}
    return launching.planner(*words, folder=folder, **secret | environment)


def url_of(office):
    return {"RAPPORT_DATABASE_URL": office.url} if office.url else {}


def rows_in(url):
    """Return every row of every table, comparable whichever the database."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        found = {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in db.metadata.sorted_tables
        }
    engine.dispose()
    return found


class Writer(Thread):
    """Logs one event after another, as fast as the office takes them."""

    def __init__(self, office):
        super().__init__()
        self.client = office.client("planner")
        self.is_over, self.has_begun = Flag(), Flag()
        self.saved = []
        db.session.commit()

    def run(self):
        contextvars.Context().run(self.write)

    def write(self):
        while not self.is_over.is_set():
            title = f"Event number {len(self.saved)}"
            sent = {"title": title, "kind": "cultural_event", "partner_codes": "FR"}
            page = self.client.open_alone(
                "POST", "/events/quick", data=sent | {"day": "2026-05-02"}
            )
            self.saved.append((title, page.status))
            self.has_begun.set()


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_what_is_saved_while_writing_comes_back_elsewhere(office, target, tmp_path, postgres):
    writer = Writer(office)
    paper = make_attachment(make_event(), "Order.pdf").sha256
    db.session.commit()
    writer.start()
    assert writer.has_begun.wait(PATIENCE)
    saved = planner("backup", "copy.sqlite", folder=tmp_path, **url_of(office))
    writer.is_over.set()
    writer.join()
    assert saved.returncode == 0, saved.stderr
    assert "last change" in saved.stdout
    assert {status for _title, status in writer.saved} == {303}
    copy = tmp_path / "copy.sqlite"
    assert copy.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("copy*")] == ["copy.sqlite"]

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    url = {"RAPPORT_DATABASE_URL": postgres.new_url()} if target == "postgresql" else {}
    back = planner("restore", "../copy.sqlite", folder=elsewhere, **url)
    assert back.returncode == 0, back.stderr
    assert "Put the secrets" in back.stdout
    assert "Attachments: 1 documents, each with its SHA-256." in back.stdout
    document = elsewhere / "office" / "attachments" / paper[:2] / paper
    assert sha256(document.read_bytes()).hexdigest() == paper
    assert document.stat().st_mode & 0o777 == 0o600
    checked = planner("check", folder=elsewhere, **url)
    assert (checked.returncode, checked.stdout[:11]) == (0, "All is well"), checked.stdout

    restored = elsewhere / "office" / "rapport.sqlite"
    if target == "sqlite":
        assert restored.stat().st_mode & 0o777 == 0o600
        assert {path.name for path in restored.parent.iterdir()} <= {
            "rapport.sqlite",
            "secret-key",
            "password-salt",
            "attachments",
        }
    found = rows_in(url.get("RAPPORT_DATABASE_URL", f"sqlite:///{restored}"))
    assert found == rows_in(f"sqlite:///{copy}")
    everything = rows_in(office.url or f"sqlite:///{office.file}")
    for table, rows in found.items():
        if table != "rollup_cell":  # counts go on counting; the check above held them to the rows
            assert set(rows) <= set(everything[table]), table
        assert rows or not everything[table] or table == "calendar_entry", table
    assert any("Event number 0" in row for row in found["event"])

    user = planner("user", "add", "new@rapport.example", "--name", "New", folder=elsewhere, **url)
    assert user.returncode == 0, user.stderr  # new rows get numbers of their own
