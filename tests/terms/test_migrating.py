"""Codes and words that were text become rows and pointers, and text again, with nothing lost."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask_migrate import downgrade, upgrade
from sqlalchemy import MetaData, Table, insert, select

from planner.app import create_app
from planner.db import db

pytestmark = pytest.mark.no_database

FOLDER = str(Path(__file__).parent.parent.parent / "migrations")
START = datetime(2026, 1, 1, tzinfo=UTC)
DETAILS = {"themes": ["openness", "old_theme"], "topics": ["intelligence"], "project": "Radar"}


def revision_before(words):
    """Return the revision before the migration of a name."""
    (path,) = Path(FOLDER, "versions").glob(f"*_{words}.py")
    return f"{int(path.name[:4]) - 1:04}"


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request, tmp_path, own_database):
    """Return an application whose database stands before there were reference tables."""
    revision = revision_before("reasons_and_risk_categories")
    app = create_app(own_database(request.param, tmp_path, revision))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def table(name):
    return Table(name, MetaData(), autoload_with=db.engine)


def put(name, /, **values):
    """Put a row into a table as it is now; columns that have to be filled in are."""
    made = table(name)
    for column in made.columns:
        is_free = column.nullable or column.server_default or column.name == "id"
        if not is_free:
            values.setdefault(column.name, USUAL.get(column.type.python_type))
    with db.engine.begin() as connection:
        return connection.execute(insert(made), values).inserted_primary_key[0]


USUAL = {str: "", int: 0, bool: False, datetime: START, date: START.date()}


def rows(name, *columns):
    """Return the columns of a table, in order of their values."""
    made = table(name)
    with db.engine.connect() as connection:
        found = connection.execute(select(*(made.c[one] for one in columns))).all()
    return sorted((tuple(row) for row in found), key=repr)


def test_what_was_text_is_rows_and_is_text_again(before):
    put("nation", code="FR", name="France", version=1)
    event = put(
        "event", uid=f"{1:032}", title="Old", kind="technology_cooperation", state="concept",
        date_precision="day", zone="UTC", modality="in_person", details=DETAILS, version=1,
    )  # fmt: skip
    for code in ("", "weather", "old_reason"):
        put("transition", event_id=event, to_state="concept", reason_code=code)
    put("risk", event_id=event, category="old_risk", likelihood=1, impact=1)
    for rank, service in (("Colonel", "army"), ("Kapitän", "Gendarmerie"), (" major ", "")):
        typed = {"rank": rank, "armed_service": service}
        put("person", name="P", nation_code="FR", retention="contact", **typed)
    for service in ("navy", "", "old_service"):
        put("institution", name=f"A{service}", armed_service=service, version=1)

    upgrade(directory=FOLDER)
    assert rows("transition", "reason_code") == [("old_reason",), ("weather",), (None,)]
    assert rows("event_theme", "theme_code") == [("old_theme",), ("openness",)]
    assert rows("event_topic", "topic_code") == [("intelligence",)]
    assert rows("person", "rank", "rank_code", "armed_service", "armed_service_code") == [
        (" major ", "major", "", None),
        ("Colonel", "colonel", "army", "army"),
        ("Kapitän", None, "Gendarmerie", None),
    ]
    assert rows("institution", "armed_service") == [("navy",), ("old_service",), (None,)]
    for name, code in (
        ("transition_reason", "old_reason"),
        ("risk_category", "old_risk"),
        ("theme", "old_theme"),
        ("armed_service", "old_service"),
    ):
        retired = [row[0] for row in rows(name, "code", "retired_at") if row[1] is not None]
        assert retired == [code]
    assert [row for row in rows("topic", "least_marking", "code") if row[0]] == [
        (2, "intelligence")
    ]
    assert ("other", True) in rows("transition_reason", "code", "asks_for_note")

    downgrade(directory=FOLDER, revision=revision_before("reasons_and_risk_categories"))
    assert rows("transition", "reason_code") == [("",), ("old_reason",), ("weather",)]
    assert rows("risk", "category") == [("old_risk",)]
    assert rows("institution", "armed_service") == [("",), ("navy",), ("old_service",)]
    assert rows("person", "rank", "armed_service")[2] == ("Kapitän", "Gendarmerie")
    ((kept,),) = rows("event", "details")
    kept = json.loads(kept) if isinstance(kept, str) else kept
    assert kept == DETAILS | {"themes": ["old_theme", "openness"]}
    upgrade(directory=FOLDER)
    assert rows("event_theme", "theme_code") == [("old_theme",), ("openness",)]
