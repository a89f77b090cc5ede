"""Who sees a row: each rule at its limit and at its second branch, on every select."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from planner.calendars.models import CalendarEntry, Feed
from planner.choices import Marking, Role
from planner.db import db
from planner.events.models import Attendance, Event, SavedFilter
from planner.events.visibility import KEPT, kinds_kept_from
from planner.history.models import HistoryEntry
from planner.history.moments import CLOSED, Moment, packed
from planner.jobs.models import Job, JobPart
from planner.objectives.models import Requirement
from planner.outbox.models import Mail
from planner.outcomes.models import Outcome
from planner.participants.models import Person, TwoPeople
from planner.viewers import Viewer, acting_as
from tests.factories import (
    NOW,
    add,
    make_attendance,
    make_event,
    make_nation,
    make_objective,
    make_outcome,
    make_person,
    make_requirement,
    make_user,
)

M = Marking
FR = frozenset({"FR"})
CONTENT = (Role.VIEWER, Role.PLANNER, Role.APPROVER, Role.COUNTRY_DESK)


def viewer(*roles, ceiling=M.OFFICIAL_SENSITIVE, nations=None, user_id=900):
    return Viewer(user_id, frozenset(roles), ceiling, nations)


def seen(column, someone):
    """Return what a viewer finds in a column, in order."""
    with acting_as(db.session, someone):
        return sorted(db.session.scalars(select(column)))


def test_an_event_is_seen_up_to_the_ceiling_by_its_hosts_and_partners_until_it_is_discarded():
    for title, partners, fields in (
        ("public", ["FR"], {}), ("official", ["FR"], {"marking": M.OFFICIAL}),
        ("secret", ["FR"], {"marking": M.OFFICIAL_SENSITIVE}),
        ("host", ["ID"], {"host_code": "FR"}), ("lead", ["ID"], {"lead_code": "FR"}),
        ("two", ["ID", "FR"], {}), ("nobody", [], {}), ("gone", ["FR"], {"discarded_at": NOW}),
    ):  # fmt: skip
        make_nation("FR")
        make_event(partners, title=title, **fields)
    all_open = {"public", "host", "lead", "two", "nobody"}
    for role in CONTENT:
        for ceiling, more in ((M.PUBLIC, set()), (M.OFFICIAL, {"official"})):
            whole = viewer(role, ceiling=ceiling)
            assert set(seen(Event.title, whole)) == all_open | more
            french = viewer(role, ceiling=ceiling, nations=FR)
            assert set(seen(Event.title, french)) == {"public", "host", "two"} | more
        assert "secret" in seen(Event.title, viewer(role)) and "gone" not in seen(
            Event.title, viewer(role)
        )
        assert seen(Event.title, viewer(role, nations=frozenset())) == []
    assert seen(Event.title, viewer(Role.ADMINISTRATOR)) == []
    assert "public" in seen(Event.title, viewer(Role.ADMINISTRATOR, Role.VIEWER))


def test_names_are_seen_by_the_desk_the_approver_and_a_planner_on_their_own_events():
    me = make_user(id=900)
    written, given, owned, other, hidden = (
        make_event(title="w", author=me), make_event(title="g", owner=me, owner_keeps_names=True),
        make_event(title="o", owner=me), make_event(title="x"), make_event(["ID"], title="h"),
    )  # fmt: skip
    given.owner_keeps_names, owned.owner_keeps_names = True, False
    db.session.flush()
    rows = {make_attendance(event, make_person()).id: event.title
            for event in (written, given, owned, other, hidden)}  # fmt: skip

    def named(*roles, **more):
        return {rows[key] for key in seen(Attendance.id, viewer(*roles, **more))}

    assert named(Role.COUNTRY_DESK) == named(Role.APPROVER) == {"w", "g", "o", "x", "h"}
    assert named(Role.COUNTRY_DESK, nations=FR) == {"w", "g", "o", "x"}
    assert named(Role.PLANNER) == {"w", "g"}
    assert named(Role.PLANNER, user_id=901) == set()
    assert named(Role.VIEWER) == named(Role.ADMINISTRATOR) == named(Role.VIEWER) == set()
    assert named(Role.VIEWER, Role.ADMINISTRATOR) == set()


def test_people_and_pairs_are_seen_by_those_who_work_with_them_both():
    ann, bob = make_person("FR", name="Ann"), make_person("ID", name="Bob")
    cho = make_person("FR", name="Cho")
    pairs = {}
    for first, second in ((ann, bob), (ann, cho), (bob, cho)):
        pair = add(TwoPeople(first_id=first.id, second_id=second.id, said_at=NOW))
        pairs[pair.id] = first.name + second.name
    for role in CONTENT:
        works = role is not Role.VIEWER
        assert seen(Person.name, viewer(role)) == ["Ann", "Bob", "Cho"] * works
        assert seen(Person.name, viewer(role, nations=FR)) == ["Ann", "Cho"] * works
        found = [pairs[key] for key in seen(TwoPeople.id, viewer(role, nations=FR))]
        assert found == ["AnnCho"] * works
        assert len(seen(TwoPeople.id, viewer(role))) == 3 * works
    for column in (Person.name, TwoPeople.id):
        assert seen(column, viewer(Role.ADMINISTRATOR)) == []


def test_requirements_are_seen_by_nation_and_kept_searches_and_calendars_by_their_owner():
    objective = make_objective()
    for code in ("FR", "ID"):
        make_requirement(objective, code)
    assert seen(Requirement.nation_code, viewer(Role.VIEWER)) == ["FR", "ID"]
    assert seen(Requirement.nation_code, viewer(Role.PLANNER, nations=FR)) == ["FR"]
    me, other = make_user(id=900), make_user()
    for user in (me, other):
        add(SavedFilter(user_id=user.id, page="events", name=f"of {user.id}", query=""))
        add(Feed(user_id=user.id, name=f"of {user.id}", token_hash=f"{user.id}", created_at=NOW))
    for role in (*CONTENT, Role.ADMINISTRATOR):
        for column in (SavedFilter.name, Feed.name):
            assert seen(column, viewer(role)) == ["of 900"]


def test_an_outcome_is_seen_when_all_of_its_events_are_and_one_without_events_never():
    objective, french, other = make_objective(), make_event(), make_event(["ID"])
    secret = make_event(marking=M.OFFICIAL_SENSITIVE)
    for title, events in (
        ("french", [french]), ("both", [french, other]), ("secret", [french, secret]),
        ("bare", [french]),
    ):  # fmt: skip
        outcome = make_outcome(objective, events, title=title)
        if title == "bare":
            outcome.events = []
    db.session.flush()
    assert seen(Outcome.title, viewer(Role.PLANNER)) == ["both", "french", "secret"]
    assert seen(Outcome.title, viewer(Role.PLANNER, nations=FR)) == ["french", "secret"]
    official = viewer(Role.PLANNER, ceiling=M.OFFICIAL)
    assert seen(Outcome.title, official) == ["both", "french"]
    assert seen(Outcome.title, viewer(Role.ADMINISTRATOR)) == []


def test_work_is_its_owners_and_an_administrator_sees_that_it_is_there_and_not_its_file():
    me, other = make_user(id=900), make_user()
    for user in (me, other):
        job = add(Job(kind="x", title=f"of {user.id}", owner_id=user.id, asked_at=NOW, due_at=NOW))
        add(JobPart(job_id=job.id, position=user.id, octets=b"x"))
    add(Mail(kind="x", recipient="a@b.example", posted_at=NOW, good_until=NOW, due_at=NOW))
    for role in CONTENT:
        assert seen(Job.title, viewer(role)) == ["of 900"]
        assert seen(Mail.recipient, viewer(role)) == []
    administrator = viewer(Role.ADMINISTRATOR)
    assert len(seen(Job.title, administrator)) == 2
    assert seen(JobPart.position, administrator) == [900]
    assert seen(Mail.recipient, administrator) == ["a@b.example"]


def test_calendar_entries_are_seen_with_their_event():
    for title, partners in (("french", ["FR"]), ("other", ["ID"])):
        make_event(partners, title=title, starts_on=NOW.date() + timedelta(days=1))
    db.session.commit()
    assert len(seen(CalendarEntry.event_id, viewer(Role.VIEWER))) == 2
    assert len(seen(CalendarEntry.event_id, viewer(Role.VIEWER, nations=FR))) == 1
    assert seen(CalendarEntry.event_id, viewer(Role.ADMINISTRATOR)) == []


@pytest.mark.no_database
def test_an_administrator_is_told_of_what_a_second_role_lets_them_see_whole():
    people = ["person", "two_people", "attachment"]
    for roles, more, kept in (
        ((Role.ADMINISTRATOR,), {}, list(KEPT)),
        ((Role.ADMINISTRATOR, Role.PLANNER), {}, []),
        ((Role.ADMINISTRATOR, Role.VIEWER), {}, people),
        ((Role.ADMINISTRATOR, Role.PLANNER), {"ceiling": M.OFFICIAL}, list(KEPT)),
        ((Role.ADMINISTRATOR, Role.PLANNER), {"nations": FR}, list(KEPT)),
    ):
        assert kinds_kept_from(viewer(*roles, **more)) == kept


def line(verb, marking=None, nations=None, **fields):
    """Add a line to the history, of a moment that is not today’s."""
    known = {"at": NOW, "by_id": 901, "subject_kind": "event", "subject_id": "1", "changes": {}}
    row = add(HistoryEntry(verb=f"test-{verb}", **known | fields))
    of_then = HistoryEntry.__table__.update().where(HistoryEntry.__table__.c.id == row.id)
    db.session.execute(of_then.values(marking=marking, nations=nations))


def verbs_told(someone):
    """Return which of the lines that a test added are told."""
    found = seen(HistoryEntry.verb, someone)
    return {verb.removeprefix("test-") for verb in found if verb.startswith("test-")}


def test_the_history_of_an_event_is_told_to_who_sees_it_today_and_saw_it_then():
    event, other = make_event(author=make_user(id=900)), make_event(["ID"])
    for verb, of, marking, nations, kind in (
        ("open", event, M.PUBLIC, "FR", "event"), ("marked", event, M.OFFICIAL, "FR", "event"),
        ("elsewhere", event, M.PUBLIC, "ID", "event"), ("hidden", other, M.PUBLIC, "FR", "event"),
        ("named", event, M.PUBLIC, "FR", "attendance"),
    ):  # fmt: skip
        line(verb, event_id=of.id, marking=marking, nations=packed([nations]), subject_kind=kind)

    def told(*roles, **more):
        return verbs_told(viewer(*roles, **more))

    every = {"open", "marked", "elsewhere", "hidden", "named"}
    assert told(Role.APPROVER) == told(Role.COUNTRY_DESK) == every
    assert told(Role.VIEWER) == every - {"named"}
    assert told(Role.PLANNER) == every, "their own event’s names"
    assert told(Role.PLANNER, user_id=902) == every - {"named"}
    assert told(Role.VIEWER, ceiling=M.PUBLIC) == every - {"named", "marked"}
    assert told(Role.VIEWER, nations=FR) == {"open", "marked"}
    assert told(Role.ADMINISTRATOR) == set()


def test_the_history_of_the_rest_is_told_to_administrators_and_to_whoever_did_it():
    french, other = make_person("FR"), make_person("ID")
    line("set", subject_kind="office")
    line("added", subject_kind="person", subject_id=str(french.id))
    line("mine", subject_kind="person", subject_id=str(french.id), by_id=900)
    line("no longer", subject_kind="person", subject_id=str(other.id), by_id=900)
    line("kept", subject_kind="saved_filter", subject_id="", by_id=900)
    line("list", subject_kind="person", subject_id="", by_id=900)
    line("nobody’s", subject_kind="office", by_id=None)

    def told(*roles, **more):
        return verbs_told(viewer(*roles, **more))

    own = {"mine", "kept", "list"}
    assert told(Role.PLANNER, nations=FR) == own
    assert told(Role.PLANNER) == own | {"no longer"}
    assert told(Role.VIEWER) == {"kept", "list"}
    assert told(Role.PLANNER, user_id=None) == set()
    assert told(Role.ADMINISTRATOR) == {"set", "nobody’s", "kept", "list"}
    both = told(Role.ADMINISTRATOR, Role.PLANNER)
    assert both == {"set", "added", "nobody’s", *own, "no longer"}


@pytest.mark.no_database
def test_two_moments_together_let_in_whom_both_let_in():
    low, high = Moment(M.PUBLIC, frozenset({"FR", "ID"})), Moment(M.OFFICIAL, FR)
    assert low.narrowed(high) == high.narrowed(low) == Moment(M.OFFICIAL, FR)
    assert (packed(["ID", "FR"]), packed([])) == (" FR ID ", " ")
    assert Moment.of_columns(M.PUBLIC, " FR ID ") == low
    assert Moment.of_columns(None, " FR ") == CLOSED == Moment(M.OFFICIAL_SENSITIVE, frozenset())
    assert Moment.of_columns(M.PUBLIC, None) == Moment(M.PUBLIC, frozenset())
