"""A worker brings along what it serves pages with, and nothing that only commands need."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOR_COMMANDS = {"alembic", "flask_migrate", "xlsxwriter", "psycopg", "mako", "planner.sample"}
"""Migrations, workbooks, the driver of another database, sample data: read when asked for."""
LOADED = """
import json, sys
from planner.app import create_app
create_app({"RAPPORT_INSTANCE": sys.argv[1]})
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.no_database
def test_a_worker_on_sqlite_loads_nothing_that_only_commands_need(tmp_path):
    command = [sys.executable, "-c", LOADED, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "planner.app" in loaded
    assert not FOR_COMMANDS & loaded


SERVED = """
import json, os, sys
from planner.cli import main
def take_over(_program, words):
    print(json.dumps([words[1:], "planner.app" in sys.modules]))
    sys.exit()
os.execv = take_over
main(["serve", "--port", "5999"])
"""


@pytest.mark.no_database
def test_the_command_that_serves_leaves_the_application_to_its_workers(tmp_path):
    command = [sys.executable, "-c", SERVED]
    given = os.environ | {"RAPPORT_INSTANCE": str(tmp_path), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=given, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    words, has_application = json.loads(done.stdout.splitlines()[-1])
    assert words[:2] == ["-m", "gunicorn"]
    assert words[-2:] == ["127.0.0.1:5999", "wsgi:app"]
    assert not has_application
