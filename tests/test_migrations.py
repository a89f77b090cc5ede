"""Migrations run up, agree with the models, and run down, on both databases, with rows there."""

import re
from pathlib import Path

import pytest
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text

from planner.app import create_app
from planner.db import db
from planner.viewers import EVERYTHING
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_objective,
    make_own_nation,
    make_requirement,
    make_verified_outcome,
)

pytestmark = pytest.mark.no_database

FOLDER = Path(__file__).parent.parent / "migrations"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_app(request, tmp_path):
    """Return an application on an empty database of each kind."""
    settings = {"RAPPORT_INSTANCE": str(tmp_path), "TESTING": True, "RATELIMIT_ENABLED": False}
    if request.param == "postgresql":
        settings["RAPPORT_DATABASE_URL"] = request.getfixturevalue("postgres").new_url()
    app = create_app(settings)
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        yield app
        db.session.remove()
        db.engine.dispose()


def put_rows():
    """Put a row into the tables of the whole chain."""
    make_own_nation()
    objective = make_objective()
    event = make_event(objectives=[objective])
    make_requirement(objective)
    make_attendance(event)
    make_follow_up(event)
    make_verified_outcome(objective=objective, events=[event])
    db.session.commit()
    db.session.remove()


def test_migrations_go_up_agree_with_the_models_and_go_down(empty_app):
    upgrade(directory=str(FOLDER))
    check(directory=str(FOLDER))
    put_rows()
    downgrade(directory=str(FOLDER), revision="base")
    left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert left == set()
    upgrade(directory=str(FOLDER))
    check(directory=str(FOLDER))


def test_foreign_keys_are_enforced(empty_app):
    upgrade(directory=str(FOLDER))
    with db.engine.connect() as connection, pytest.raises(Exception, match=r"(?i)foreign key"):
        connection.execute(
            text("INSERT INTO place (event_id, position, town, phase) VALUES (12345, 0, 'x', '')")
        )
        connection.commit()


def test_sqlite_survives_a_power_cut_and_waits_its_turn(tmp_path):
    app = create_app({"RAPPORT_INSTANCE": str(tmp_path), "TESTING": True})
    with app.app_context(), db.engine.connect() as connection:
        read = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("foreign_keys", "journal_mode", "busy_timeout", "synchronous")
        }
        db.engine.dispose()
    assert read == {
        "foreign_keys": 1,
        "journal_mode": "wal",
        "busy_timeout": 5000,
        "synchronous": 2,
    }


def test_migrations_are_numbered_in_one_line_and_import_nothing_of_the_product():
    files = sorted((FOLDER / "versions").glob("*.py"))
    for number, path in enumerate(files, start=1):
        source = path.read_text()
        assert path.name.startswith(f"{number:04}_"), path.name
        before = "None" if number == 1 else f"['\"]{number - 1:04}['\"]"
        assert re.search(rf"down_revision = {before}", source), path.name
        assert not re.search(r"(?m)^(from|import) planner|planner\.db", source), path.name
        assert "def downgrade" in source
