"""My desk tells what others did at one's events, until it is marked as seen."""

from datetime import timedelta

import pytest

from planner.choices import EventState, Marking
from planner.clock import now
from planner.db import db
from planner.desk.actions import mark_seen
from planner.desk.models import DeskSeen
from planner.errors import RuleBroken
from planner.events.models import Coordination, Event, EventNation, Transition
from planner.history.models import HistoryEntry
from planner.viewers import NOBODY
from tests.factories import add, make_event, make_nation, make_objective, make_own_nation, make_user
from tests.sheets import Sheet

S = EventState


def moved(event, by, to=S.APPROVED, at=None, **fields):
    """Note a move by somebody as if it had been made."""
    values = {"from_state": S.COORDINATED, "to_state": to, "marking": event.marking}
    values |= {"nations": " FR ", "at": at or now(), "by_id": by.id}
    return add(Transition(event_id=event.id, **(values | fields)))


@pytest.fixture
def desk(client_as):
    """Return an owner, their desk's client and one event of theirs."""
    owner = make_user(name="Olga Owner")
    event = make_event(["FR"], state=S.APPROVED, owner=owner, title="Harbour Days")
    return owner, client_as("planner", user=owner), event


def test_what_was_decided_returned_postponed_and_commented_stands_on_the_owners_desk(desk):
    _owner, client, event = desk
    chief = make_user(name="Carl Chief")
    moved(event, chief, S.APPROVED, note="Well prepared")
    moved(event, chief, S.PLANNED, reason_code="funding")
    moved(event, chief, S.POSTPONED, reason_code="weather")
    add(
        HistoryEntry(
            at=now(),
            by_id=chief.id,
            verb="commented",
            subject_kind="event",
            subject_id=str(event.id),
            event_id=event.id,
            changes={"comment": [None, "Mind the tide"]},
            marking=event.marking,
            nations=" FR ",
        )
    )
    text = client.get("/").text
    assert "New on your events" in text
    for words in (
        "Approved: Carl Chief",
        "Well prepared",
        "Planned (",
        "Postponed (Weather",
        "Comment: Carl Chief",
        "Mind the tide",
    ):
        assert words in text, words
    assert "New on your events" in client.get("/").text  # a reload takes nothing away


def test_marking_as_seen_clears_what_was_shown_and_no_more(desk):
    _owner, client, event = desk
    chief = make_user()
    moved(event, chief)
    sheet = Sheet(client, "/")
    moved(event, chief, S.POSTPONED, at=now() + timedelta(minutes=1))
    page = client.follow(sheet.send("/desk/news/seen"))
    assert "Approved:" not in page.text
    assert "Postponed:" in page.text
    undo = page.html.split("/desk/news/unseen?kept=")[1].split('"')[0]
    client.post(f"/desk/news/unseen?kept={undo}")
    assert "Approved:" in client.get("/").text
    assert client.post(f"/desk/news/unseen?kept={undo}").status == 422


def test_seen_again_goes_on_from_there_and_is_undone_to_there(desk):
    owner, client, event = desk
    first = now() - timedelta(days=3)
    add(DeskSeen(user_id=owner.id, seen_at=first))
    moved(event, make_user(), at=now() - timedelta(days=5))
    assert "New on your events" not in client.get("/").text
    moved(event, make_user(), S.PLANNED)
    page = client.follow(Sheet(client, "/").send("/desk/news/seen"))
    undo = page.html.split("/desk/news/unseen?kept=")[1].split('"')[0]
    client.post(f"/desk/news/unseen?kept={undo}")
    db.session.expire_all()
    assert db.session.query(DeskSeen).one().seen_at == first


@pytest.mark.parametrize("until", ["", "yesterday", "2999-01-01T00:00:00+00:00"])
def test_nobody_marks_what_is_still_to_come_as_seen(desk, until):
    owner, client, _event = desk
    client.post("/desk/news/seen", {"until": until})
    assert db.session.query(DeskSeen).filter_by(user_id=owner.id).one().seen_at <= now()
    with pytest.raises(RuleBroken):
        mark_seen(until=now(), viewer=NOBODY, now=now())


def test_own_steps_others_events_and_what_is_hidden_are_no_news(desk, client_as):
    owner, client, event = desk
    chief = make_user()
    moved(event, owner)
    moved(make_event(["FR"], owner=make_user(), title="Not mine"), chief)
    moved(event, chief, from_state=None)
    moved(event, chief, at=now() - timedelta(days=90))
    assert "New on your events" not in client.get("/").text
    row = moved(event, chief, note="Beneath the rose")
    kept = db.update(Transition).where(Transition.id == row.id)
    db.session.execute(kept.values(marking=Marking.OFFICIAL_SENSITIVE))
    assert "Beneath the rose" in client.get("/").text
    owner.ceiling = Marking.OFFICIAL
    db.session.commit()
    assert "Beneath the rose" not in client.get("/").text
    assert client_as("viewer").post("/desk/news/seen").status == 403


def test_who_wrote_what_nobody_owns_is_told(desk):
    owner, client, _event = desk
    moved(make_event(["FR"], author=owner, owner=None, title="Ownerless"), make_user())
    assert "Ownerless" in client.get("/").text


def test_a_decision_on_a_proposed_change_is_news(desk, client_as):
    _owner, client, event = desk
    make_own_nation("AU")
    event.links = []
    event.risks_rated = True
    make_objective()
    Sheet(client, f"/events/{event.id}/edit").send(title="Harbour Weeks")
    approver = client_as("approver")
    url = next(link for link in approver.get("/").links if "/changes/" in link)
    assert Sheet(approver, url).send("/agree", note="Go on").status == 303
    text = client.get("/").text
    assert "Proposed change: agreed" in text
    assert "Go on" in text
    page = client.get("/desk/news")
    assert "Proposed change: agreed" in page.text


def test_a_nation_that_joined_and_was_not_asked_stands_on_the_owners_desk(desk):
    _owner, client, event = desk
    note = {"party": "partner", "agreed_on": event.starts_on}
    event.coordination.append(Coordination(nation_code="FR", **note))
    db.session.commit()
    assert "Agreements to note" not in client.get("/").text
    event.partners.append(EventNation(nation=make_nation("ID")))
    db.session.commit()
    page = client.get("/")
    assert "Agreements to note" in page.text
    assert f"/events/{event.id}/coordination" in page.links
    event = db.session.get(Event, event.id)
    event.coordination.append(Coordination(nation_code="ID", **note))
    db.session.commit()
    assert "Agreements to note" not in client.get("/").text


@pytest.mark.parametrize(
    "url", ["/", "/events/", "/calendar/", "/follow-ups/", "/reports/", "/lessons/", "/search"]
)
def test_an_administrator_reads_why_lists_are_empty(client_as, url):
    make_event()
    page = client_as("administrator").get(url)
    assert page.status == 200
    assert "Your role administers accounts and settings" in page.text
    assert "/users/" in page.links
    for other in ("viewer", "planner"):
        assert "Your role administers" not in client_as(other).get(url).text


def test_the_pages_of_administration_hold_no_such_note(client_as):
    both = make_user(roles=["administrator", "viewer"])
    assert "Your role administers" not in client_as("administrator").get("/users/").text
    assert "Your role administers" not in client_as("viewer", user=both).get("/events/").text
