"""Somebody leaves: what they own is shown, handed over, given back; and what nobody owns."""

import re
from datetime import date, timedelta

import pytest

from planner.calendars.models import CalendarEntry, Feed
from planner.choices import EventState, FollowUpState, LessonState, Marking, Role
from planner.db import Base, db
from planner.desk.holding_queries import HOLDINGS
from planner.desk.leaving_actions import leave, take
from planner.errors import NotAllowed, RuleBroken
from planner.history.models import HistoryEntry
from planner.outcomes.models import Lesson
from planner.shapes.leaving import Leaving
from planner.viewers import EVERYTHING, acting_as
from tests.factories import (
    NOW,
    add,
    make_attendance,
    make_commitment,
    make_event,
    make_follow_up,
    make_objective,
    make_user,
)

NOT_OWNED = {
    "put_aside": "the undo of a step, for an hour",
    "job": "nobody else may have what it makes; it ends with its owner's account",
    "proposed_change": "who wrote it, not who has to do it",
}


@pytest.fixture
def smith():
    """Return somebody who leaves, with one of everything and some that is over."""
    user = make_user(name="Maj Smith")
    event = make_event(["FR"], title="Talks in Lyon", owner=user, owner_keeps_names=True)
    over = {"starts_on": date(2030, 1, 7), "state": EventState.CLOSED}
    make_event(["FR"], title="Old talks", owner=user, **over)
    make_follow_up(event, user, what="Send the report")
    make_follow_up(event, user, what="Sent", state=FollowUpState.DONE, closed_on=NOW.date())
    add(Lesson(event=event, what="Bring maps", owner=user, identified_on=NOW.date()))
    make_commitment("FR", user, what="Send the maps")
    make_objective(name="Trust", owner=user)
    add(Feed(user=user, name="Mine", token_hash="h", created_at=NOW))
    db.session.commit()
    return user


def owners():
    """Return whose the things are, by title."""
    db.session.info["viewer"] = EVERYTHING
    db.session.expire_all()
    return {
        one.title_of(row): row.owner.name if row.owner else None
        for one in HOLDINGS
        for row in db.session.query(one.entity)
    }


def test_every_column_that_names_an_owner_is_handed_over():
    owned = {holding.entity.__tablename__ for holding in HOLDINGS}
    for table in Base.metadata.sorted_tables:
        if "owner_id" in table.columns:
            assert table.name in owned or table.name in NOT_OWNED, (
                f"{table.name} has an owner: add it to planner/desk/holding_queries.py"
            )


def test_the_page_shows_what_they_own_and_leads_to_it(client_as, smith):
    admin = client_as("administrator", user=make_user([Role.ADMINISTRATOR, Role.COUNTRY_DESK]))
    page = admin.get(f"/users/{smith.id}/deactivate")

    for kind in ("Events", "Follow-ups", "Lessons", "Objectives", "Commitments"):
        assert f"{kind}: 1" in page.text
    for title in ("Talks in Lyon", "Send the report", "Bring maps", "Trust", "Send the maps"):
        assert title in page.text
    assert "Old talks" not in page.text
    assert "One calendar subscription ends" in page.text
    rows = r"/(events|follow-ups|lessons|obj|commit)\S*/\d"
    links = [url for url in page.links if re.match(rows, url)]
    assert len(links) == 5
    assert {admin.get(url).status for url in links} == {200}


def test_an_administrator_without_another_role_is_told_numbers_and_no_titles(client_as, smith):
    page = client_as("administrator").get(f"/users/{smith.id}/deactivate")

    assert "Events: 1" in page.text
    assert "Talks in Lyon" not in page.text
    assert "1 that your own roles" in page.text


def test_one_step_hands_everything_over_and_can_be_undone(client_as, smith):
    admin, pat = client_as("administrator"), make_user(name="Pat")
    entries = {row.event_id: row.body for row in db.session.query(CalendarEntry)}
    page = admin.post(f"/users/{smith.id}/deactivate", {"to_all": str(pat.id)})
    assert page.status == 303, page.text[-2000:]
    found = owners()
    assert {found[title] for title in found} == {"Pat", "Maj Smith"}
    assert found["Old talks"] == found["Sent"] == "Maj Smith"
    assert not smith.active
    assert db.session.query(Feed).one().revoked_at
    assert {row.event_id: row.body for row in db.session.query(CalendarEntry)} == entries
    changed = db.session.query(HistoryEntry).filter_by(verb="changed", subject_kind="event").all()
    assert [(entry.by_id, "owner_id" in entry.changes) for entry in changed] == [
        (admin.user_id, True)
    ]

    shown = admin.follow(page)
    assert "5 things were handed over" in shown.text
    undo = re.search(r'action="(/users/\d+/deactivate/undo[^"]+)"', shown.html)[1]
    assert admin.post(undo).status == 303
    assert set(owners().values()) == {"Maj Smith"}
    assert smith.active
    assert db.session.query(Feed).one().revoked_at is None
    (event,) = [e for e in db.session.query(HOLDINGS[0].entity) if e.title == "Talks in Lyon"]
    assert event.owner_keeps_names
    assert "no longer be undone" in admin.post(undo).text


def test_an_undo_leaves_what_was_passed_on_since(client_as, smith):
    admin, pat, ann = client_as("administrator"), make_user(name="Pat"), make_user(name="Ann")
    shown = admin.follow(admin.post(f"/users/{smith.id}/deactivate", {"to_all": str(pat.id)}))
    undo = re.search(r'action="(/users/\d+/deactivate/undo[^"]+)"', shown.html)[1]
    (event,) = [e for e in db.session.query(HOLDINGS[0].entity) if e.title == "Talks in Lyon"]
    event.owner_id = ann.id
    admin.post(undo)

    assert owners()["Talks in Lyon"] == "Ann"
    assert owners()["Send the report"] == "Maj Smith"


def test_each_kind_may_go_to_somebody_else_or_to_nobody(client_as, smith):
    admin, pat, ann = client_as("administrator"), make_user(name="Pat"), make_user(name="Ann")
    sent = {"to_all": str(pat.id), "to_events": "nobody", "to_objectives": str(ann.id)}
    assert admin.post(f"/users/{smith.id}/deactivate", sent | {"to_lessons": ""}).status == 303

    found = owners()
    assert (found["Talks in Lyon"], found["Send the report"]) == (None, "Pat")
    assert found["Bring maps"] == "Maj Smith"


def test_only_colleagues_who_may_hold_all_of_it_are_offered(client_as, smith):
    admin = client_as("administrator")
    (event,) = [e for e in db.session.query(HOLDINGS[0].entity) if e.title == "Talks in Lyon"]
    event.marking = Marking.OFFICIAL_SENSITIVE
    fits = make_user(name="Fits")
    low = make_user(name="Low", ceiling=Marking.OFFICIAL)
    others = {
        low,
        make_user(name="Elsewhere", nations=["ID"]),
        make_user([Role.VIEWER], name="Reader"),
        make_user(name="Gone", active=False),
    }
    page = admin.get(f"/users/{smith.id}/deactivate")
    everything = re.search(r'<select[^>]*name="to_all".*?</select>', page.html, re.S)[0]

    assert "Fits" in everything
    assert not [user.name for user in others if user.name in everything]
    objectives = re.search(r'<select[^>]*name="to_objectives".*?</select>', page.html, re.S)[0]
    assert "Low" in objectives  # which hang on no event
    for user in others:
        refused = admin.post(f"/users/{smith.id}/deactivate", {"to_all": str(user.id)})
        assert refused.status == 422
    assert smith.active
    with pytest.raises(RuleBroken, match="may not hold"):
        leave(smith, Leaving(to={"events": str(low.id)}), viewer=EVERYTHING, now=NOW)
    db.session.rollback()
    assert fits.active


def test_a_promise_needs_somebody(smith):
    with pytest.raises(RuleBroken, match="need an owner"):
        leave(smith, Leaving(to={"follow_ups": "nobody"}), viewer=EVERYTHING, now=NOW)


def test_names_go_along_only_from_who_keeps_them(client_as, smith):
    pat = make_user(name="Pat")
    (event,) = [e for e in db.session.query(HOLDINGS[0].entity) if e.title == "Talks in Lyon"]
    make_attendance(event)
    admin = client_as("administrator")
    admin.post(f"/users/{smith.id}/deactivate", {"to_all": str(pat.id)})

    assert client_as("planner", user=pat).get(f"/events/{event.id}").status == 200
    assert client_as("planner", user=pat).get(f"/events/{event.id}/people").status == 403
    desk = client_as("country_desk")
    desk.post(f"/events/{event.id}/people/give")
    assert client_as("planner", user=pat).get(f"/events/{event.id}/people").status == 200


def test_a_double_click_and_a_plain_button_act_once(client_as, smith):
    admin, pat = client_as("administrator"), make_user(name="Pat")
    body = {"to_all": str(pat.id), "once": "k" * 22}
    first, second = (admin.post(f"/users/{smith.id}/deactivate", body) for _ in range(2))
    assert (first.status, second.status) == (303, 303)
    db.session.info["viewer"] = EVERYTHING
    entries = db.session.query(HistoryEntry).filter_by(verb="changed", subject_kind="event")
    assert entries.count() == 1

    other = make_user(name="Other")
    assert admin.post(f"/users/{other.id}/deactivate").status == 303
    assert not other.active
    own = admin.post(f"/users/{admin.user_id}/deactivate", {"to_all": ""})
    assert "You cannot deactivate yourself" in own.text


@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "country_desk", None])
def test_only_administrators_let_somebody_leave(client_as, smith, role):
    client = client_as(role)
    for method in ("GET", "POST"):
        page = client.open(method, f"/users/{smith.id}/deactivate")
        assert page.status in ({403} if role else {303, 403})
    with pytest.raises(NotAllowed), acting_as(db.session, client_as("planner").user.as_viewer):
        leave(smith, Leaving(to={}), viewer=client_as("planner").user.as_viewer, now=NOW)


def test_an_owner_who_left_is_shown_as_such_and_can_be_cleared(client_as, smith):
    smith.active = False
    db.session.commit()
    desk = client_as("country_desk")
    rows = {one.name: db.session.query(one.entity).all() for one in HOLDINGS}
    event, objective = rows["events"][0], rows["objectives"][0]
    with desk.app.test_request_context():
        pages = [one.address_of(row) for one in HOLDINGS for row in rows[one.name]]
    lists = ["/follow-ups/?tab=all", "/lessons/", f"/objectives/{objective.id}"]
    files = ["/events.csv", "/follow-ups.csv?tab=all", "/lessons.csv"]
    choices = [f"/events/{event.id}/edit", f"/objectives/{objective.id}/edit", "/events/filter"]
    for url in [*pages, *lists, *choices, *files]:
        page = desk.get(url)
        assert page.status == 200, url
        assert "Maj Smith" not in page.text.replace("Maj Smith (left)", ""), url
    for url in (pages[0], lists[0], choices[0]):
        assert "Maj Smith (left)" in desk.get(url).text, url

    plan = {"line_id": objective.line_id, "code": objective.code, "name": "Trust"}
    plan |= {"smart": "By 2031"}
    plan |= {"outcome_window_days": "180", "version": objective.version}
    assert desk.post(choices[0], desk.fields(choices[0])).status == 303
    assert owners()["Talks in Lyon"] == "Maj Smith"  # saved untouched, it stays
    assert desk.post(choices[1], plan | {"owner_id": smith.id}).status == 303
    assert desk.post(choices[0], desk.fields(choices[0]) | {"owner_id": ""}).status == 303
    assert desk.post(choices[1], plan | {"owner_id": ""}).status == 303
    found = owners()
    assert found["Talks in Lyon"] is None
    assert found[f"{objective.code} Trust"] is None


@pytest.mark.parametrize("role", ["approver", "country_desk"])
def test_the_desk_lists_what_nobody_owns_with_rows_to_take(client_as, smith, role):
    smith.active = False
    make_event(["FR"], title="Ownerless", owner=None, starts_on=NOW.date() + timedelta(days=90))
    client = client_as(role)
    page = client.get("/")
    for words in ("Events without an owner", "Ownerless", "Maj Smith (left)", "Send the report"):
        assert words in page.text
    assert "Old talks" not in page.text
    for url in re.findall(r'action="(/desk/[^"]+/take)"', page.html):
        assert client.post(url).status == 303
    assert "Events without an owner" not in client.get("/").text
    mine = [title for title, name in owners().items() if name == client.user.name]
    assert len(mine) == 6


def test_what_somebody_owns_is_not_taken_and_nobody_else_takes(client_as, smith):
    planner, desk = client_as("planner"), client_as("country_desk")
    (event,) = [e for e in db.session.query(HOLDINGS[0].entity) if e.title == "Talks in Lyon"]
    assert "without an owner" not in planner.get("/").text
    assert planner.post(f"/desk/events/{event.id}/take").status == 403
    assert "owns this already" in desk.follow(desk.post(f"/desk/events/{event.id}/take")).text
    limited = client_as("country_desk", nations=["ID"])
    assert limited.post(f"/desk/events/{event.id}/take").status == 404
    with pytest.raises(NotAllowed):
        take(event, HOLDINGS[0], viewer=planner.user.as_viewer)


def test_a_lesson_that_was_learned_is_nobodys_work(client_as):
    event = make_event(["FR"], owner=make_user())
    state = {"state": LessonState.VALIDATED, "closed_on": NOW.date()}
    add(Lesson(event=event, what="Learned", identified_on=NOW.date(), **state))

    assert "Learned" not in client_as("approver").get("/").text


def test_a_commitment_goes_to_those_alone_who_may_see_it(client_as, smith):
    admin = client_as("administrator")
    held = {
        "of the nation": make_user(name="Keeper", nations=["FR"]),
        "of another nation": make_user(name="Far", nations=["ID"]),
        "below its marking": make_user(name="Low", ceiling=Marking.PUBLIC),
    }
    db.session.commit()
    page = admin.get(f"/users/{smith.id}/deactivate")
    offered = re.search(r'<select[^>]*name="to_commitments".*?</select>', page.html, re.S)[0]
    assert [name for name, user in held.items() if f">{user.name}<" in offered] == ["of the nation"]
