"""Folders are made 700 and files 600 by every command that makes them, under any umask."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from planner.cli import COMMANDS
from planner.server.files import close_to_others, open_paths, private_file, private_folder
from tests.launching import OPEN_UMASK, planner
from tests.served import PATIENCE

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parent.parent
MAKES_NOTHING = {"serve"}  # a process that the last test here starts through wsgi
STEPS = (
    ["migrate"],
    ["setup", "--nation", "FR"],
    ["user", "add", "ann@office.example", "--name", "Ann", "--role", "administrator"],
    ["demo", "--nation", "FR"],
    ["kind", "list"],
    ["term", "list", "rank"],
    ["reindex"],
    ["calendar", "rebuild"],
    ["rollup", "rebuild"],
    ["work", "--once"],
    ["outbox"],
    ["check"],
    ["backup", "copies/office.sqlite"],
    ["restore", "copies/office.sqlite", "--force"],
)


def command(folder, *words):
    """Run a command of the product as a shell with the usual umask would."""
    done = planner(*words, folder=folder, umask=OPEN_UMASK, RAPPORT_INSTANCE="new/office")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def run(folder, *words):
    """Run a program of Python as a shell with the usual umask would."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=kept | {"RAPPORT_INSTANCE": "new/office", "PYTHONPATH": str(ROOT)},
        umask=OPEN_UMASK,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def modes(folder):
    """Return what is open to others below a folder, with its mode."""
    return {
        str(path.relative_to(folder)): oct(stat.S_IMODE(path.stat().st_mode))
        for path in folder.rglob("*")
        if path.stat().st_mode & 0o077
    }


def test_no_command_makes_anything_that_others_can_open(tmp_path):
    private_folder(tmp_path / "copies")
    for words in STEPS:
        command(tmp_path, *words)
        assert not modes(tmp_path), words
    names = {path.name for path in (tmp_path / "new" / "office").iterdir()}
    assert {"rapport.sqlite", "secret-key", "password-salt"} <= names
    assert (tmp_path / "copies" / "office.sqlite").exists()


def test_the_commands_that_are_tried_are_all_there_are():
    tried = {words[0] for words in STEPS}
    assert tried | MAKES_NOTHING >= set(COMMANDS), (
        "try the new command under an open umask too: add it to STEPS"
    )


WHILE_OPEN = """
import wsgi
from planner.db import db
with wsgi.app.app_context(), db.engine.connect() as connection:
    connection.exec_driver_sql("CREATE TABLE note (word TEXT)")
    connection.exec_driver_sql("INSERT INTO note VALUES ('kept')")
    connection.commit()
    print(*sorted(path.name for path in wsgi.app.config["INSTANCE"].iterdir()))
    import pathlib
    for path in wsgi.app.config["INSTANCE"].iterdir():
        assert not path.stat().st_mode & 0o077, path
"""


def test_the_server_makes_nothing_that_others_can_open(tmp_path):
    told = run(tmp_path, "-c", WHILE_OPEN)
    assert "rapport.sqlite-shm rapport.sqlite-wal" in told
    assert not modes(tmp_path)


def test_a_database_is_private_even_where_no_door_set_the_umask(tmp_path):
    program = (
        "import os, sqlalchemy, planner.db\n"
        "engine = sqlalchemy.create_engine('sqlite:///made.sqlite')\n"
        "engine.connect().exec_driver_sql('CREATE TABLE note (word TEXT)')\n"
        "for entry in os.scandir():\n"
        "    assert not entry.stat().st_mode & 0o077, entry.name\n"
    )
    run(tmp_path, "-c", program)
    assert (tmp_path / "made.sqlite").stat().st_mode & 0o777 == 0o600


def test_the_script_makes_the_instance_private(tmp_path):
    start = (ROOT / "run.sh").read_text().partition("# --- Debian packages")[0]
    program = start + "make_instance\n"
    (tmp_path / "run.sh").write_text(program)
    subprocess.run(
        ["sh", "run.sh"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "RAPPORT_INSTANCE": "office"},
        umask=OPEN_UMASK,
        check=True,
        timeout=PATIENCE,
    )
    office = tmp_path / "office"
    assert office.stat().st_mode & 0o777 == 0o700
    assert {path.name for path in office.iterdir()} == {"setup.log", "server.log"}
    assert not modes(tmp_path / "office")


def test_every_door_keeps_to_its_owner():
    for door in ("planner/cli.py", "wsgi.py", "planner/benchmark/__main__.py"):
        assert "keep_to_owner()" in (ROOT / door).read_text(), door


def test_migrate_closes_what_an_earlier_version_left_open(tmp_path):
    office = tmp_path / "new" / "office"
    command(tmp_path, "migrate")
    office.chmod(0o755)
    for path in office.iterdir():
        path.chmod(0o644)
    assert len(open_paths(office, None)) >= 4
    told = command(tmp_path, "migrate")
    assert "Closed to others: " in told
    assert "rapport.sqlite" in told
    assert not modes(tmp_path)


def test_only_what_the_product_made_is_closed(tmp_path):
    own = tmp_path / "notes.txt"
    own.write_text("mine")
    own.chmod(0o644)
    database = private_file(tmp_path / "other.sqlite")
    database.chmod(0o640)
    tmp_path.chmod(0o700)
    assert close_to_others(tmp_path, database) == [database]
    assert open_paths(tmp_path, database) == [own]
