"""The server works by itself: mails and work are dealt with by a process of its own, for all."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planner.app import create_app
from planner.choices import Role
from planner.db import db
from planner.server import workprocess
from planner.server.workprocess import PAUSES, WorkProcess
from planner.shapes.work import AskedWork
from planner.viewers import EVERYTHING
from tests.factories import NOW, make_person, make_user
from tests.served import served

pytestmark = pytest.mark.no_database


def asked_for(folder, patterns):
    """Make an office in which an administrator has asked for the search index."""
    patterns.migrated_in(folder)
    office = create_app({"RAPPORT_INSTANCE": str(folder)})
    with office.app_context():
        from planner.jobs.actions import start_job

        db.session.info["viewer"] = EVERYTHING
        make_person()
        viewer = make_user([Role.ADMINISTRATOR]).as_viewer
        start_job(AskedWork(kind="reindex"), viewer=viewer, now=NOW.replace(year=2020))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()


def state_of(folder):
    with closing(sqlite3.connect(folder / "rapport.sqlite")) as connection:
        return connection.execute("SELECT state, said FROM job").fetchone()


def workers_of(folder):
    """Return the numbers of the processes that work for an office."""
    found = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            words = (place / "cmdline").read_bytes().split(b"\0")
            mine = f"RAPPORT_INSTANCE={folder}".encode() in (place / "environ").read_bytes()
        except OSError:
            continue
        if mine and b"planner.cli" in words and b"work" in words:
            found.append(int(place.name))
    return found


def test_the_server_does_what_is_asked_for_and_its_worker_ends_with_it(tmp_path, patterns):
    asked_for(tmp_path, patterns)
    with served(tmp_path, "planner.cli", "serve", "--port", "{port}") as running:
        while state_of(tmp_path)[0] in {"waiting", "running"}:
            running.watch()
        assert state_of(tmp_path) == ("done", "The search index was written anew: 1 entries.")
        assert len(workers_of(tmp_path)) == 1
        assert running.stop() == 0
    assert workers_of(tmp_path) == []


class FakeProcess:
    """A process that ends when it is told to."""

    started = []

    def __init__(self, command, **more):
        self.command, self.code = command, None
        FakeProcess.started.append(self)

    def poll(self):
        return self.code


@pytest.fixture
def one(monkeypatch, tmp_path):
    """Return what looks after the process, with settings and no real process."""
    monkeypatch.setattr(workprocess.subprocess, "Popen", FakeProcess)
    FakeProcess.started = []
    made = WorkProcess()
    made.settings = {"RAPPORT_WORK": "yes", "INSTANCE": tmp_path}
    return made


def test_a_process_that_ends_at_once_is_started_again_with_longer_pauses(one):
    now = 0.0
    one.look_after(now)
    for number, pause in enumerate([*PAUSES[1:], PAUSES[-1]], start=1):
        one.look_after(now)
        assert len(FakeProcess.started) == number
        FakeProcess.started[-1].code = 1
        now += 1
        one.look_after(now)
        one.look_after(now + pause - 1)
        assert len(FakeProcess.started) == number
        now += pause
        one.look_after(now)
    assert "--parent" in FakeProcess.started[0].command


@pytest.mark.parametrize("settings", [None, {"RAPPORT_WORK": "no"}, {}])
def test_nothing_is_started_for_another_product_or_against_the_settings(one, settings):
    one.settings = settings
    one.look_after(0.0)
    assert FakeProcess.started == []
