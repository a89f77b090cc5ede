import json
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from planner import clock
from planner.accounts.passwords import set_password
from planner.choices import Marking, Role
from planner.db import db
from planner.history.actions import record, without_history
from planner.history.listening import HistoryIsAppendOnly
from planner.history.models import HistoryEntry
from planner.viewers import Viewer
from tests.factories import (
    make_attendance,
    make_event,
    make_nation,
    make_objective,
    make_outcome,
    make_user,
)

MOMENT = datetime(2030, 5, 1, 9, 30, tzinfo=UTC)


def entries(kind, verb=None):
    db.session.flush()
    found = db.session.query(HistoryEntry).filter_by(subject_kind=kind)
    return (found.filter_by(verb=verb) if verb else found).order_by(HistoryEntry.id).all()


def test_a_change_is_written_with_before_and_after_who_when_and_request(monkeypatch):
    event = make_event(title="Old", marking=Marking.PUBLIC)
    db.session.commit()
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: MOMENT))
    monkeypatch.setitem(
        db.session.info, "viewer", Viewer(7, frozenset(Role), Marking.OFFICIAL_SENSITIVE, None)
    )
    monkeypatch.setitem(db.session.info, "request_id", "abc")

    event.title, event.marking = "New", Marking.OFFICIAL
    event.starts_on = date(2030, 2, 3)

    [entry] = entries("event", "changed")
    assert entry.changes == {
        "title": ["Old", "New"],
        "marking": ["PUBLIC", "OFFICIAL"],
        "starts_on": ["2030-02-04", "2030-02-03"],
    }
    assert (entry.at, entry.by_id, entry.request_id) == (MOMENT, 7, "abc")
    assert (entry.subject_id, entry.subject_label, entry.event_id) == (
        str(event.id),
        "New",
        event.id,
    )


def test_a_new_row_and_a_deleted_row_are_written():
    event = make_event(title="Short-lived", partners=())
    place = event.places[0]
    db.session.commit()

    event.places.remove(place)

    [added] = entries("event", "added")
    assert added.changes["title"] == [None, "Short-lived"]
    [deleted] = entries("place", "deleted")
    assert deleted.changes["town"] == ["Town", None]
    assert deleted.event_id == event.id


def test_rows_that_hang_on_an_event_carry_its_number():
    attendance = make_attendance()

    [entry] = entries("attendance", "added")
    assert entry.event_id == attendance.event_id
    assert entry.subject_label == ""
    assert entry.changes["person_id"] == [None, f"#{attendance.person_id}"]


def test_a_foreign_key_is_written_by_name_where_the_name_may_be_told():
    first, second = make_objective(name="Trust"), make_objective(name="Reach")
    event = make_event(objectives=[first])
    db.session.commit()

    assert first.name == "Trust"  # loaded, as on a page that shows it
    event.links[0].objective = second

    [entry] = entries("objective_link", "changed")
    assert entry.changes == {"objective_id": ["Trust", "Reach"]}


def test_a_change_of_links_alone_is_written():
    user = make_user(nations=["FR"])
    outcome = make_outcome(events=[make_event(title="Hidden")])
    db.session.commit()

    user.nations = [*user.nations, make_nation("ID")]
    outcome.events.append(other := make_event(title="Secret title"))
    db.session.flush()

    assert entries("user_account", "changed")[0].changes["nations"] == [
        ["France"],
        ["France", "Indonesia"],
    ]
    [entry] = entries("outcome", "changed")
    assert entry.changes["events"][1][-1] == f"#{other.id}"
    assert "Secret" not in json.dumps(entry.changes)


def test_secrets_never_enter_the_history(app):
    user = make_user(password="hash-of-before", fs_uniquifier="unique-before")
    db.session.commit()
    set_password(user, "three quiet herons")
    db.session.flush()
    db.session.delete(user)
    db.session.flush()

    [changed] = entries("user_account", "changed")
    assert set(changed.changes) == {"password"}
    everything = json.dumps([entry.changes for entry in db.session.query(HistoryEntry)])
    for secret in ("hash-of-before", "unique-before", "argon2", "herons", user.fs_uniquifier):
        assert secret not in everything


def test_a_row_set_to_what_it_was_is_no_change():
    event = make_event(title="Same")
    db.session.commit()
    before = len(entries("event"))

    event.title = "Same"

    assert len(entries("event")) == before


def test_entries_are_never_changed_or_deleted():
    entry = record("exported", "list")
    db.session.commit()

    entry.verb = "viewed"
    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()
    db.session.rollback()
    db.session.delete(entry)
    with pytest.raises(HistoryIsAppendOnly):
        db.session.flush()
    db.session.rollback()
    with pytest.raises(HistoryIsAppendOnly):
        db.session.execute(update(HistoryEntry).values(verb="viewed"))
    with pytest.raises(HistoryIsAppendOnly):
        db.session.query(HistoryEntry).delete()


def test_a_rolled_back_change_leaves_no_entry():
    make_event()
    db.session.rollback()

    assert entries("event") == []


def test_a_bulk_load_leaves_one_entry():
    with without_history(db.session):
        for _ in range(3):
            make_event()
    record("imported", "sample", "", "3 events")

    db.session.flush()
    assert [entry.verb for entry in db.session.query(HistoryEntry)] == ["imported"]
    assert make_event()
    assert len(entries("event")) == 1


def test_saving_an_event_takes_two_statements_for_its_history(queries):
    event = make_event()
    db.session.commit()
    event.title, event.version  # noqa: B018 - loaded, as on a form

    def statements(title):
        event.title = title
        with queries() as seen:
            db.session.flush()
        return len(seen)

    written = statements("Another title")
    db.session.info["history"] = "off"
    unwritten = statements("A third title")
    db.session.info.pop("history")

    assert 0 < written - unwritten <= 2
