"""Migrations run up, agree with the models, and run down, on both databases, with rows there."""

import json
import re
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, text

from planner.app import create_app
from planner.choices import EventState, Marking, WayKind
from planner.db import db
from planner.events.models import Event, Transition
from planner.history.actions import record
from planner.viewers import EVERYTHING
from planner.ways.models import Way
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_own_nation,
    make_requirement,
    make_user,
    make_verified_outcome,
    make_way,
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


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_app(request, tmp_path, own_database):
    """Return an application on a database of each kind that was brought to the newest schema."""
    app = create_app(own_database(request.param, tmp_path))
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


def before_writers():
    """Return the revision before the one that reads the writers from the history."""
    (path,) = (FOLDER / "versions").glob("*_writers_from_the_history.py")
    return f"{int(path.name[:4]) - 1:04}"


def test_who_wrote_is_read_from_the_history(migrated_app):
    drafted, approved = make_event(), make_event()
    one, two = make_user(), make_user()
    approved.transitions.append(
        Transition(to_state=EventState.APPROVED, at=datetime(2030, 1, 2, tzinfo=UTC))
    )
    written = [
        (drafted, one, "event", {"title": ["A", "B"]}),
        (drafted, two, "event", {"marking": ["OFFICIAL", "PUBLIC"]}),
        (drafted, two, "risk", {"impact": [1, 2]}),
        (approved, one, "objective_link", {"weight": [1, 2]}),
        (approved, two, "event_nation", {"headcount_planned": [1, 2]}),
    ]
    for event, user, kind, changes in written:
        at = datetime(2030, 1, 1, tzinfo=UTC)
        record("changed", kind, event.id, event_id=event.id, changes=changes, by_id=user.id, at=at)
    outcome = make_outcome(events=[drafted])
    changes = {"strength": [1, 2]}
    record("changed", "outcome", outcome.id, changes=changes, by_id=two.id)
    record("changed", "outcome", outcome.id, changes={"verified_at": [None, "x"]}, by_id=one.id)
    db.session.commit()

    downgrade(directory=str(FOLDER), revision=before_writers())
    upgrade(directory=str(FOLDER))

    db.session.expire_all()
    assert drafted.writer_ids == [one.id]
    assert approved.writer_ids == []
    assert outcome.writer_ids == [two.id]


def test_foreign_keys_are_enforced(migrated_app):
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


def test_what_an_earlier_kind_left_is_cleared(migrated_app):
    (path,) = (FOLDER / "versions").glob("*_details_of_the_kind.py")
    downgrade(directory=str(FOLDER), revision=f"{int(path.name[:4]) - 1:04}")
    topic = {"topic": "Law", "themes": ["openness"], "places_filled": 0, "places_offered": 9}
    topic |= {"cultural_elements": ["food", "art"], "announced_on": "2030-01-05"}
    topic |= {"has_community_part": True}
    left = json.dumps({"exercise_type": "cyber", "partner_told": True} | topic)
    with db.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO event (uid, title, kind, state, summary, edition, date_precision,"
                " zone, travel_days_before, travel_days_after, modality, currency, risks_rated,"
                " details, marking, releasable_to, created_at, sort_on, version) VALUES (:uid,"
                " 'Old', 'workshop_seminar', 'cancelled', '', '', 'day', 'UTC', 0, 0, 'in_person',"
                " '', :no, :left, 0, '', '2030-01-01', '9999-12-31', 1)"
            ),
            {"uid": uuid4().hex, "no": False, "left": left},
        )
    upgrade(directory=str(FOLDER))
    (event,) = db.session.query(Event)
    assert event.details == topic
    assert event.more_details == {"topic": "Law"}
    assert event.codes_of("themes") == ["openness"]
    assert event.partner_told is True
    db.session.remove()
    downgrade(directory=str(FOLDER), revision=f"{int(path.name[:4]) - 1:04}")
    with db.engine.connect() as connection:
        kept = connection.execute(text("SELECT details FROM event")).scalar()
    kept = json.loads(kept) if isinstance(kept, str) else kept
    assert kept == topic | {"partner_told": True}


def told_of_nations():
    """Return customs and days to avoid of each nation, as the older schema kept them."""
    with db.engine.connect() as connection:
        rows = connection.execute(text("SELECT code, customs, days_to_avoid FROM nation"))
        return {code: (customs, days) for code, customs, days in rows if customs or days}


def test_free_texts_of_nations_become_rows_and_texts_again(migrated_app):
    (path,) = (FOLDER / "versions").glob("*_customs.py")
    before = f"{int(path.name[:4]) - 1:04}"
    for code in ("FR", "IT", "ID"):
        make_nation(code)
    db.session.commit()
    db.session.remove()
    downgrade(directory=str(FOLDER), revision=before)
    texts = {"FR": ("Shake hands.\nSit late.", "14 July"), "IT": ("Coffee first.", "")}
    with db.engine.begin() as connection:
        for code, (customs, days) in texts.items():
            connection.execute(
                text("UPDATE nation SET customs = :c, days_to_avoid = :d WHERE code = :code"),
                {"c": customs, "d": days, "code": code},
            )
    upgrade(directory=str(FOLDER))
    db.session.info["viewer"] = EVERYTHING
    found = db.session.query(Way).order_by(Way.nation_code, Way.id).all()
    assert [(w.nation_code, w.kind, w.text, w.marking, w.looked_on) for w in found] == [
        ("FR", WayKind.CUSTOM, "Shake hands.\nSit late.", None, None),
        ("FR", WayKind.DAY_TO_AVOID, "14 July", None, None),
        ("IT", WayKind.CUSTOM, "Coffee first.", None, None),
    ]
    db.session.remove()
    downgrade(directory=str(FOLDER), revision=before)
    assert told_of_nations() == texts
    upgrade(directory=str(FOLDER))


def test_rows_on_nations_go_back_into_texts_and_open_nothing(migrated_app):
    (path,) = (FOLDER / "versions").glob("*_customs.py")
    day = {"first_on": date(2026, 12, 29), "last_on": date(2027, 1, 3), "is_yearly": True}
    make_way("FR", "Offices are closed", WayKind.DAY_TO_AVOID, source="Ministry", **day)
    make_way(
        "FR", "A plaque is fine.", WayKind.GIFT, gift_limit="EUR 150", marking=Marking.OFFICIAL
    )
    make_way("FR", "Quiet", WayKind.RED_LINE, marking=Marking.OFFICIAL_SENSITIVE)
    event = make_event()
    event.details = {"customs_checked": True, "final_conference_on": "2030-02-03"}
    key = event.id
    db.session.commit()
    db.session.remove()
    downgrade(directory=str(FOLDER), revision=f"{int(path.name[:4]) - 1:04}")
    days = "12-29 – 01-03: Offices are closed (Ministry)"
    assert told_of_nations() == {"FR": ("A plaque is fine. (EUR 150)", days)}
    with db.engine.connect() as connection:
        kept = connection.execute(text("SELECT details FROM event")).scalar()
    kept = json.loads(kept) if isinstance(kept, str) else kept
    assert kept == {"customs_checked": True, "final_conference_on": "2030-02-03"}
    upgrade(directory=str(FOLDER))
    db.session.info["viewer"] = EVERYTHING
    again = db.session.get(Event, key)
    assert (again.customs_checked, again.final_conference_on) == (True, date(2030, 2, 3))
    assert again.more_details == {}
