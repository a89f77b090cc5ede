"""No form that offers colleagues tells which of them may see an event."""

import re
from types import SimpleNamespace

import pytest

from planner import clock
from planner.choices import EventState, LessonState, Marking, Role
from planner.db import db
from planner.outcomes.follow_up_actions import hand_out_follow_up
from planner.outcomes.lesson_actions import observe_lesson
from planner.outcomes.models import FollowUp, Lesson
from planner.shapes.follow_up import WrittenFollowUp
from planner.shapes.lesson import WrittenLesson
from tests.factories import NOW, make_event, make_follow_up, make_user
from tests.filled import filled
from tests.pages import RuleBroken

SECRET = "Quetzalcoatl"
KINDS_OF_RIGHTS = {
    "all": {},
    "low": {"ceiling": Marking.PUBLIC},
    "far": {"nations": ["ID"]},
    "approver": {"roles": [Role.APPROVER], "nations": ["ID"]},
}


@pytest.fixture(autouse=True)
def still_clock(monkeypatch):
    """Let no second pass, so that two answers may be compared."""
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: NOW))


@pytest.fixture
def colleagues():
    """Return colleagues of the same name with different rights; three may not see the event."""
    found = {name: make_user(name="Jo Same", **more) for name, more in KINDS_OF_RIGHTS.items()}
    db.session.commit()
    return found


@pytest.fixture
def event():
    found = make_event(
        ["FR"], title=f"{SECRET} talks", state=EventState.EXECUTED, marking=Marking.OFFICIAL
    )
    db.session.commit()
    return found


def told(page, *keys):
    """Return an answer without the keys in it."""
    text = re.sub(r'csrf_token"[^>]*>|base"[^>]*>|nonce="[^"]*"', "", page.html)
    text = re.sub(r'value="\d+"( selected)?|request id[^<]*<[^<]*|/\d+', "", text, flags=re.I)
    return page.status, re.sub(r"/\d+", "", page.location), text


def send_follow_up(client, event, owner):
    form = filled(client.get(f"/follow-ups/new?event={event.id}"))
    form |= {"what": f"{SECRET} promise", "due_on": "2031-01-01", "owner_id": str(owner.id)}
    return client.post(f"/follow-ups/new?event={event.id}", form)


def send_changed_follow_up(client, event, owner):
    row = make_follow_up(event, client.user)
    db.session.commit()
    form = filled(client.get(f"/follow-ups/{row.id}"), owner_id=str(owner.id))
    return client.post(f"/follow-ups/{row.id}", form)


def send_bulk(client, event, owner):
    row = make_follow_up(event, client.user)
    step = {"follow_up_ids": [row.id], "step": "reassign", "owner_id": owner.id}
    return client.post("/follow-ups/bulk", step)


def send_lesson(client, event, owner):
    form = filled(client.get(f"/lessons/new?event={event.id}"))
    form |= {"what": f"{SECRET} lesson", "owner_id": str(owner.id)}
    return client.post(f"/lessons/new?event={event.id}", form)


def send_changed_lesson(client, event, owner):
    row = Lesson(event=event, what="X", identified_on=NOW.date(), state=LessonState.OBSERVED)
    db.session.add(row)
    db.session.commit()
    form = filled(client.get(f"/lessons/{row.id}"), owner_id=str(owner.id))
    return client.post(f"/lessons/{row.id}", form)


def send_report(client, event, owner):
    form = filled(client.get(f"/events/{event.id}/report"), happened="It happened")
    form |= {"follow_ups-0-what": "Owed", "follow_ups-0-due_on": "2031-01-01"}
    form |= {"follow_ups-0-owner_id": str(owner.id), "lessons-0-what": "Seen"}
    form |= {"lessons-0-owner_id": str(owner.id)}
    return client.post(f"/events/{event.id}/report", form)


def send_event_owner(client, event, owner):
    form = filled(client.get(f"/events/{event.id}/edit"), owner_id=str(owner.id))
    return client.post(f"/events/{event.id}/edit", form)


SENDERS = [
    send_follow_up,
    send_changed_follow_up,
    send_bulk,
    send_lesson,
    send_changed_lesson,
    send_report,
    send_event_owner,
]


@pytest.mark.parametrize("send", SENDERS, ids=lambda send: send.__name__)
@pytest.mark.parametrize("role", ["planner", "country_desk"])
def test_every_colleague_is_taken_alike(client_as, colleagues, event, send, role):
    client = client_as(role)

    answers = {name: told(send(client, event, owner)) for name, owner in colleagues.items()}

    assert answers["all"][0] == 303
    assert len(set(answers.values())) == 1, answers


@pytest.mark.parametrize("send", SENDERS, ids=lambda send: send.__name__)
def test_who_may_not_see_the_event_learns_nothing_of_what_they_own(
    client_as, colleagues, event, send
):
    pages = (
        "/",
        "/follow-ups/",
        "/follow-ups/?tab=all",
        "/follow-ups.csv",
        "/lessons/",
        "/lessons.csv",
        f"/search?q={SECRET}",
        f"/events/{event.id}",
        "/history/event/1",
        "/follow-ups/1",
        "/lessons/1",
        "/events/",
    )
    strangers = {name: user for name, user in colleagues.items() if name != "all"}
    clients = {name: client_as("planner", user=user) for name, user in strangers.items()}

    def looks(client):
        return {url: told(client.get(url)) for url in pages}

    planner = client_as("planner")
    before = {name: looks(client) for name, client in clients.items()}
    for owner in strangers.values():
        assert send(planner, event, owner).status == 303

    after = {name: looks(client) for name, client in clients.items()}
    changed = [(n, url) for n in before for url in pages if before[n][url] != after[n][url]]
    assert changed == []


@pytest.mark.parametrize(
    "url",
    [
        "/follow-ups/new?event={}",
        "/lessons/new?event={}",
        "/events/{}/report",
        "/events/{}/edit",
        "/follow-ups/?tab=all",
    ],
)
def test_the_lists_offer_every_colleague_whatever_they_may_see(client_as, colleagues, event, url):
    make_follow_up(event, colleagues["all"])
    page = client_as("planner").get(url.format(event.id))

    assert {f'value="{user.id}"' in page.html for user in colleagues.values()} == {True}


def test_the_form_says_the_same_of_every_owner(client_as, event):
    page = client_as("planner").get(f"/follow-ups/new?event={event.id}")

    assert "It comes to their desk if they may see this event." in page.text


def test_only_who_keeps_rights_is_told_that_a_follow_up_does_not_arrive(
    client_as, colleagues, event
):
    row = make_follow_up(event, colleagues["low"])
    lesson = Lesson(
        event=event,
        what="X",
        identified_on=NOW.date(),
        owner=colleagues["far"],
        state=LessonState.OBSERVED,
    )
    fine = make_follow_up(event, colleagues["all"])
    db.session.add(lesson)
    db.session.commit()
    both = make_user(roles=[Role.ADMINISTRATOR, Role.PLANNER])
    keeper = client_as("administrator", user=both)

    for url in (f"/follow-ups/{row.id}", f"/lessons/{lesson.id}"):
        assert "Jo Same may not see this event" in keeper.get(url).text
        for role in ("planner", "approver", "country_desk", "viewer"):
            assert "may not see" not in client_as(role).get(url).text
        assert client_as("administrator").get(url).status == 404
    assert "may not see" not in keeper.get(f"/follow-ups/{fine.id}").text


def test_an_owner_works_here(event):
    gone = make_user(active=False)
    planner = make_user().as_viewer

    for key in (gone.id, 987654):
        with pytest.raises(RuleBroken, match="works here"):
            hand_out_follow_up(
                event,
                WrittenFollowUp(owner_id=key, what="X", due_on=NOW.date()),
                viewer=planner,
                now=NOW,
            )
        with pytest.raises(RuleBroken, match="works here"):
            observe_lesson(
                event,
                WrittenLesson(owner_id=key, what="X", identified_on=NOW.date()),
                viewer=planner,
                today=NOW.date(),
            )
        db.session.rollback()
    assert db.session.query(FollowUp).count() == 0
