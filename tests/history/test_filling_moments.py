"""Entries of before: the migrations read from the history itself what each moment was.

Each story puts rows that no other story touches, and gives way; one climb serves all of them, and
then each looks at what became of its own.
"""

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
        self.users = {}

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

    def user(self, name):
        """Return the key of a user, made when there is none of the name yet."""
        if name not in self.users:
            self.users[name] = self.put("user_account", email=f"{name}@rapport.example",
                name=name.title(), active=True, fs_uniquifier=name, ceiling=HIGH,
                has_all_nations=True, created_at=START, must_change_password=False,
                version=1)  # fmt: skip
            if name == "desk":
                self.put("role_grant", user_id=self.users[name], role="country_desk")
        return self.users[name]


class After:
    """What became of the rows: key to (marking, nations), or to what else is asked."""

    def __init__(self):
        self.tables = MetaData()
        self.entries = self.moments("history_entry")
        self.moves = self.moments("transition")
        events = self.read("event", "id", "owner_keeps_names")
        self.keeps_names = {row.id: row.owner_keeps_names for row in events}

    def read(self, name, *columns):
        table = Table(name, self.tables, autoload_with=db.engine)
        with db.engine.connect() as connection:
            return connection.execute(select(*(table.c[one] for one in columns))).all()

    def moments(self, name):
        rows = self.read(name, "id", "marking", "nations")
        return {row.id: (row.marking, row.nations) for row in rows}


def an_old_entry_gets_the_marking_and_nations_of_its_moment(before):
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

    became = yield
    found = became.entries

    assert {key: found[key] for key in (made, first)} == {made: (1, " FR "), first: (1, " FR ")}
    assert [found[key] for key in (raised, said, lowered, beside)] == [(HIGH, " FR ")] * 4
    assert found[came] == (OFFICIAL, " FR ")
    assert found[last] == (OFFICIAL, " FR ID ")
    assert found[apart] == (None, None)
    assert became.moves == {move: (1, " FR ID "), untold: (HIGH, " FR ")}


def a_nation_that_left_and_a_host_that_changed_are_read_back(before):
    event = before.event(PUBLIC, ["FR"], host_code="AU")
    odd = before.entry("event_nation", "added", {"nation_code": [None, "Old name"]}, event)
    both = before.entry("event", "commented", {}, event)
    left = before.entry("event_nation", "deleted", {"nation_code": ["Indonesia", None]}, event)
    after = before.entry("event", "commented", {}, event)
    moved = before.entry("event", "changed", {"host_code": ["Indonesia", "AU"]}, event)
    last = before.entry("event", "commented", {}, event)

    became = yield
    found = became.entries

    assert found[last] == (PUBLIC, " AU FR ")
    assert found[moved] == (PUBLIC, " FR ")
    assert found[after] == found[left] == found[both] == (PUBLIC, " FR ID ")
    assert found[odd] == (PUBLIC, " ID ")  # that name is not known any more: only the host is sure


def old_entries_of_outcomes_get_what_all_their_events_had(before):
    one = before.event(PUBLIC, ["FR", "ID"])
    two = before.event(OFFICIAL, ["FR"])
    before.entry("event", "changed", {"marking": ["OFFICIAL_SENSITIVE", "OFFICIAL"]}, two)
    told = before.entry("outcome", "added", {"events": [[], [f"#{one}", f"#{two}"]]})
    gone = before.entry("outcome", "deleted", {"events": [["#98765"], []]}, subject_id="2")

    became = yield
    found = became.entries

    assert found[told] == (HIGH, " FR ")
    assert found[gone] == (HIGH, " ")


NAMINGS = [
    (None, "owner", True),
    ("product", "owner", True),
    ("author", "owner", True),
    ("desk", "owner", True),
    ("owner", "owner", False),
    ("other", "owner", False),
    ("desk, owner", "other, owner", False),
]
"""Who named owners, whom they named, and whether the last of them keeps the names."""


def old_namings_of_owners_are_read_back(before):
    keys = {name: before.user(name) for name in ("owner", "author", "desk", "other")}
    expected = {}
    for namer, named, is_given in NAMINGS:
        event = before.event(PUBLIC, ["FR"], owner_id=keys["owner"], author_id=keys["author"])
        for by, whom in zip((namer or "").split(", "), named.split(", "), strict=True):
            if by:
                words = {"owner_id": [None, whom.title()]}
                before.entry("event", "changed", words, event, by_id=keys.get(by))
        expected[event] = is_given

    became = yield
    assert {event: became.keeps_names[event] for event in expected} == expected


STORIES = (
    an_old_entry_gets_the_marking_and_nations_of_its_moment,
    a_nation_that_left_and_a_host_that_changed_are_read_back,
    old_entries_of_outcomes_get_what_all_their_events_had,
    old_namings_of_owners_are_read_back,
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def told(request, tmp_path_factory, own_database):
    """Return the stories, each about to look, and what the climb made of their rows."""
    folder = tmp_path_factory.mktemp("before")
    with create_app(own_database(request.param, folder, "0008")).app_context():
        before = Before()
        for code, name in (("FR", "France"), ("ID", "Indonesia"), ("AU", "Australia")):
            before.put("nation", code=code, name=name, is_name_edited=False, is_own=False,
                       is_partner=True, desk="", version=1)  # fmt: skip
        begun = {story: story(before) for story in STORIES}
        for one in begun.values():
            next(one)
        upgrade(directory=FOLDER)
        after = After()
        db.session.remove()
        db.engine.dispose()
    return begun, after


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_what_each_moment_was_is_read_from_the_history(told, story):
    begun, after = told
    with pytest.raises(StopIteration):
        begun[story].send(after)
