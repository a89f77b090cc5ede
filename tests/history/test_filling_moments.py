"""Entries of before: the migrations read from the history itself what each moment was."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask_migrate import upgrade
from sqlalchemy import MetaData, Table, insert, select

from planner.app import create_app
from planner.db import db

pytestmark = pytest.mark.no_database

FOLDER = str(Path(__file__).parents[2] / "migrations")
START = datetime(2030, 1, 1, tzinfo=UTC)
PUBLIC, OFFICIAL, HIGH = range(3)


class Before:
    """A database of the version before, into which rows are put past the product."""

    def __init__(self):
        self.tables = MetaData()
        self.number = 0
        upgrade(directory=FOLDER, revision="0008")

    def table(self, name):
        return Table(name, self.tables, autoload_with=db.engine, extend_existing=True)

    def put(self, name, /, **values):
        with db.engine.begin() as connection:
            table = self.table(name)
            key = connection.execute(insert(table), values).inserted_primary_key
        return key[0] if key else None

    def event(self, marking, nations, **fields):
        self.number += 1
        key = self.put("event", uid=f"{self.number:032}", title="Talks", kind="ceremony",
            state="concept", edition="", date_precision="day", zone="UTC", travel_days_before=0,
            travel_days_after=0, modality="in_person", currency="", risks_rated=False, details={},
            marking=marking, releasable_to="", created_at=START, sort_on=START.date(),
            version=1, **fields)  # fmt: skip
        for code in nations:
            self.put("event_nation", event_id=key, nation_code=code, role="player")
        return key

    def entry(self, kind, verb, changes, event_id=None, request="", by_id=None, subject_id="1"):
        self.number += 1
        return self.put("history_entry", at=START + timedelta(minutes=self.number), verb=verb,
            subject_kind=kind, subject_id=subject_id, subject_label="", event_id=event_id,
            changes=changes, request_id=request, by_id=by_id)  # fmt: skip

    def moments(self, name="history_entry"):
        upgrade(directory=FOLDER)
        self.tables.clear()
        table = self.table(name)
        with db.engine.connect() as connection:
            rows = connection.execute(select(table.c.id, table.c.marking, table.c.nations))
            return {row.id: (row.marking, row.nations) for row in rows}


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request, tmp_path):
    settings = {"RAPPORT_INSTANCE": str(tmp_path), "TESTING": True, "RATELIMIT_ENABLED": False}
    if request.param == "postgresql":
        settings["RAPPORT_DATABASE_URL"] = request.getfixturevalue("postgres").new_url()
    with create_app(settings).app_context():
        found = Before()
        for code, name in (("FR", "France"), ("ID", "Indonesia"), ("AU", "Australia")):
            found.put("nation", code=code, name=name, is_name_edited=False, is_own=False,
                      is_partner=True, desk="", version=1)  # fmt: skip
        yield found
        db.session.remove()
        db.engine.dispose()


def test_an_old_entry_gets_the_marking_and_nations_of_its_moment(before):
    event = before.event(OFFICIAL, ["FR", "ID"])
    made = before.entry("event", "added", {"marking": [None, "OFFICIAL"]}, event, "r1")
    first = before.entry("event_nation", "added", {"nation_code": [None, "FR"]}, event, "r1")
    raised = before.entry(
        "event", "changed", {"marking": ["OFFICIAL", "OFFICIAL_SENSITIVE"]}, event
    )
    said = before.entry("event", "commented", {"comment": [None, "x"]}, event)
    fall = {"marking": ["OFFICIAL_SENSITIVE", "OFFICIAL"]}
    lowered = before.entry("event", "changed", fall, event, "r2")
    beside = before.entry("place", "deleted", {"town": ["x", None]}, event, "r2")
    came = before.entry("event_nation", "added", {"nation_code": [None, "Indonesia"]}, event)
    last = before.entry("event", "changed", {"summary": ["", "x"]}, event)
    apart = before.entry("plan", "added", {})
    move = before.put("transition", event_id=event, to_state="concept", reason_code="", at=START)
    untold = before.put("transition", event_id=event, to_state="planned", reason_code="", at=START)
    before.entry("transition", "added", {}, event, subject_id=str(move))

    found = before.moments()

    assert {key: found[key] for key in (made, first)} == {made: (1, " FR "), first: (1, " FR ")}
    assert [found[key] for key in (raised, said, lowered, beside)] == [(HIGH, " FR ")] * 4
    assert found[came] == (OFFICIAL, " FR ")
    assert found[last] == (OFFICIAL, " FR ID ")
    assert found[apart] == (None, None)
    assert before.moments("transition") == {move: (1, " FR ID "), untold: (HIGH, " FR ")}


def test_a_nation_that_left_and_a_host_that_changed_are_read_back(before):
    event = before.event(PUBLIC, ["FR"], host_code="AU")
    odd = before.entry("event_nation", "added", {"nation_code": [None, "Old name"]}, event)
    both = before.entry("event", "commented", {}, event)
    left = before.entry("event_nation", "deleted", {"nation_code": ["Indonesia", None]}, event)
    after = before.entry("event", "commented", {}, event)
    moved = before.entry("event", "changed", {"host_code": ["Indonesia", "AU"]}, event)
    last = before.entry("event", "commented", {}, event)

    found = before.moments()

    assert found[last] == (PUBLIC, " AU FR ")
    assert found[moved] == (PUBLIC, " FR ")
    assert found[after] == found[left] == found[both] == (PUBLIC, " FR ID ")
    assert found[odd] == (PUBLIC, " ID ")  # that name is not known any more: only the host is sure


def test_old_entries_of_outcomes_get_what_all_their_events_had(before):
    one = before.event(PUBLIC, ["FR", "ID"])
    two = before.event(OFFICIAL, ["FR"])
    before.entry("event", "changed", {"marking": ["OFFICIAL_SENSITIVE", "OFFICIAL"]}, two)
    told = before.entry("outcome", "added", {"events": [[], [f"#{one}", f"#{two}"]]})
    gone = before.entry("outcome", "deleted", {"events": [["#98765"], []]}, subject_id="2")

    found = before.moments()

    assert found[told] == (HIGH, " FR ")
    assert found[gone] == (HIGH, " ")


@pytest.mark.parametrize(
    ("namer", "named", "is_given"),
    [
        (None, "owner", True),
        ("product", "owner", True),
        ("author", "owner", True),
        ("desk", "owner", True),
        ("owner", "owner", False),
        ("other", "owner", False),
        ("desk, owner", "other, owner", False),
    ],
)
def test_old_namings_of_owners_are_read_back(before, namer, named, is_given):
    users = {
        name: before.put(
            "user_account",
            email=f"{name}@rapport.example",
            name=name.title(),
            active=True,
            fs_uniquifier=name,
            ceiling=HIGH,
            has_all_nations=True,
            created_at=START,
            must_change_password=False,
            version=1,
        )
        for name in ("owner", "author", "desk", "other")
    }
    before.put("role_grant", user_id=users["desk"], role="country_desk")
    event = before.event(PUBLIC, ["FR"], owner_id=users["owner"], author_id=users["author"])
    for by, whom in zip((namer or "").split(", "), named.split(", "), strict=True):
        if by:
            words = {"owner_id": [None, whom.title()]}
            before.entry("event", "changed", words, event, by_id=users.get(by))

    upgrade(directory=FOLDER)
    before.tables.clear()
    table = before.table("event")
    with db.engine.connect() as connection:
        assert connection.execute(select(table.c.owner_keeps_names)).scalar() == is_given
