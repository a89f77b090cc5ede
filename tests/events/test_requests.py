"""Asking an approver to postpone or call off an approved event; what replaces an event."""

from datetime import date

import pytest

from planner.choices import EventState, Marking, ProposalState
from planner.db import db
from planner.events.approval.models import ProposedChange
from planner.events.models import Event
from planner.reference.shipped_kinds import ShippedKind
from tests.factories import NOW, make_event, make_objective, make_own_nation, make_user
from tests.sheets import Sheet

S = EventState
CEREMONY = ShippedKind.CEREMONY
NEW = {"new_starts_on": "2030-11-04", "new_ends_on": "2030-11-06"}


@pytest.fixture(autouse=True)
def office(clock_at):
    clock_at(NOW)
    make_own_nation("AU")


def approved(**fields):
    values = {
        "state": S.APPROVED,
        "starts_on": date(2030, 9, 2),
        "baselined_at": NOW,
        "baseline_starts_on": date(2030, 9, 2),
        "baseline_ends_on": date(2030, 9, 4),
        "author": make_user(),
        "risks_rated": True,
    }
    return make_event(["AU", "FR"], [make_objective()], **(values | fields))


def stored(event):
    db.session.expire_all()
    return db.session.get(Event, event.id)


def ask(client, event, state="postponed", **sent):
    return client.post(f"/events/{event.id}/ask/{state}", {"reason_code": "weather", **sent})


def decide(client, event, verdict="agree", note="Fine"):
    proposal = db.session.query(ProposedChange).filter_by(event_id=event.id).one()
    url = f"/events/{event.id}/changes/{proposal.id}"
    seen = Sheet(client, url).form("/agree")["values"]["seen"]
    return client.post(f"{url}/{verdict}", {"seen": seen, "note": note})


def test_a_postponement_is_asked_for_and_decided(client_as):
    event, planner, approver = approved(), client_as("planner"), client_as("approver")
    page = planner.get(f"/events/{event.id}")
    assert f"/events/{event.id}/ask/postponed" in page.links
    sheet = Sheet(planner, f"/events/{event.id}/ask/postponed")
    assert sheet.send(reason_code="weather", note="Monsoon", **NEW).status == 303
    assert stored(event).state is S.APPROVED
    assert stored(event).starts_on == date(2030, 9, 2)
    assert "A postponement waits for an approver" in planner.get(f"/events/{event.id}").text
    desk = approver.get("/")
    assert "Ask for postponement" in desk.text
    link = next(url for url in desk.links if "/changes/" in url)
    text = approver.get(link).text
    for words in ("State Approved Postponed", "Weather", "Monsoon", "2 Sep 2030", "4 Nov 2030"):
        assert words in text, words
    assert decide(approver, event).status == 303
    found = stored(event)
    assert (found.state, found.starts_on, found.ends_on) == (
        S.POSTPONED,
        date(2030, 11, 4),
        date(2030, 11, 6),
    )
    assert found.baseline_starts_on == date(2030, 9, 2)
    move = found.transitions[-1]
    assert (move.reason_code, move.note, move.by_id) == ("weather", "Monsoon", approver.user_id)
    assert move.old_starts_on == date(2030, 9, 2)
    assert found.writer_ids == [planner.user_id]
    (proposal,) = db.session.query(ProposedChange).all()
    assert proposal.state is ProposalState.AGREED


def test_a_postponement_without_new_days_leaves_none(client_as):
    event = approved()
    assert ask(client_as("planner"), event).status == 303
    approver = client_as("approver")
    url = next(link for link in approver.get("/").links if "/changes/" in link)
    assert "Not set yet" in approver.get(url).text
    assert decide(approver, event).status == 303
    assert (stored(event).state, stored(event).starts_on) == (S.POSTPONED, None)


def test_a_cancellation_is_asked_for_and_decided(client_as):
    event = approved()
    assert ask(client_as("planner"), event, "cancelled", note="Partner withdrew").status == 303
    assert decide(client_as("approver"), event).status == 303
    assert stored(event).state is S.CANCELLED


def test_a_declined_request_leaves_the_event_and_tells_the_planner(client_as):
    event, planner = approved(), client_as("planner")
    ask(planner, event, **NEW)
    assert decide(client_as("approver"), event, "decline", "Hold the days").status == 303
    assert (stored(event).state, stored(event).starts_on) == (S.APPROVED, date(2030, 9, 2))
    assert "The postponement was declined" in planner.get(f"/events/{event.id}").text
    assert "Hold the days" in planner.get("/").text


def test_a_request_joins_the_change_that_waits_already(client_as):
    event, planner = approved(), client_as("planner")
    Sheet(planner, f"/events/{event.id}/edit").send(title="Another title")
    assert ask(planner, event, **NEW).status == 303
    assert decide(client_as("approver"), event).status == 303
    found = stored(event)
    assert (found.title, found.state, found.starts_on) == (
        "Another title",
        S.POSTPONED,
        date(2030, 11, 4),
    )


def test_a_request_is_withdrawn_and_lapses(client_as):
    event, planner = approved(), client_as("planner")
    ask(planner, event, **NEW)
    (proposal,) = db.session.query(ProposedChange).all()
    planner.post(f"/events/{event.id}/changes/{proposal.id}/withdraw")
    assert stored(event).state is S.APPROVED
    assert db.session.get(ProposedChange, proposal.id).state is ProposalState.WITHDRAWN
    ask(planner, event, **NEW)
    sheet = Sheet(client_as("approver"), f"/events/{event.id}/move/postponed")
    assert sheet.send(reason_code="health").status == 303
    states = {row.state for row in db.session.query(ProposedChange)}
    assert states == {ProposalState.WITHDRAWN, ProposalState.LAPSED}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"reason_code": ""}, "Choose a reason"),
        ({"reason_code": "other"}, "say in the note"),
        ({"new_starts_on": "2030-09-02", "new_ends_on": "2030-09-04"}, "days it has"),
        ({"new_starts_on": "2030-09-09", "new_ends_on": "2030-09-04"}, "before the first"),
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(client_as, sent, words):
    page = ask(client_as("planner"), approved(), **sent)
    assert page.status == 422
    assert words in page.text
    assert db.session.query(ProposedChange).count() == 0


@pytest.mark.parametrize("state", [one for one in S if one is not S.APPROVED])
def test_it_is_asked_of_approved_events_only(client_as, state):
    event, planner = approved(state=state), client_as("planner")
    assert not any("/ask/" in link for link in planner.get(f"/events/{event.id}").links)
    back = planner.follow(planner.get(f"/events/{event.id}/ask/postponed"))
    assert "approved events only" in back.text
    assert ask(planner, event).status == 422
    assert db.session.query(ProposedChange).count() == 0


def test_who_may_postpone_is_not_sent_to_ask(client_as):
    event = approved()
    both = make_user(roles=["planner", "approver"])
    page = client_as("planner", user=both).get(f"/events/{event.id}")
    assert f"/events/{event.id}/move/postponed" in page.links
    assert not any("/ask/" in link for link in page.links)
    for role in ("viewer", "approver", "administrator"):
        assert client_as(role).get(f"/events/{event.id}/ask/postponed").status == 403
    assert client_as("planner").get(f"/events/{event.id}/ask/closed").status == 404


def test_whoever_asked_does_not_agree(client_as):
    event = approved()
    user = make_user()
    planner = client_as("planner", user=user)
    ask(planner, event, **NEW)
    user.grants.append(type(user.grants[0])(role="approver"))
    db.session.commit()
    (proposal,) = db.session.query(ProposedChange).all()
    page = planner.post(
        f"/events/{event.id}/changes/{proposal.id}/agree", {"seen": str(proposal.version)}
    )
    assert page.status == 422
    assert "somebody else has to agree" in page.text


# --- what replaces an event


def test_any_event_to_come_is_offered_and_both_pages_lead_to_each_other(client_as):
    planner = client_as("planner")
    gone = make_event(state=S.CANCELLED, title="Gone")
    other = make_event(
        ["ID"], starts_on=date(2030, 9, 2), title="Another kind", kind=ShippedKind.CEREMONY
    )
    vague = make_event(starts_on=None, state=S.CONCEPT, title="Vague")
    past = make_event(["ID"], title="Long over", kind=CEREMONY, starts_on=date(2029, 9, 2))
    off = make_event(starts_on=date(2030, 9, 2), state=S.CANCELLED, title="Off too")
    hidden = make_event(
        ["ID"], starts_on=date(2030, 9, 2), marking=Marking.OFFICIAL_SENSITIVE, title="Hidden"
    )
    low = client_as("planner", ceiling=Marking.OFFICIAL)
    page = planner.get(f"/events/{gone.id}/replacement").text
    for event, is_there in ((other, True), (vague, True), (past, False), (off, False)):
        assert (event.title in page) is is_there, event.title
    assert "Hidden" not in low.get(f"/events/{gone.id}/replacement").text
    cancel = planner.get(f"/events/{make_event(starts_on=date(2030, 9, 9)).id}/move/cancelled")
    assert "Another kind" in cancel.text
    answer = planner.post(f"/events/{gone.id}/replacement", {"replaced_by_id": str(other.id)})
    assert answer.status == 303
    assert "Replaced by Another kind" in planner.get(f"/events/{gone.id}").text
    shown = planner.get(f"/events/{other.id}")
    assert "Replaces Gone" in shown.text
    assert f"/events/{gone.id}" in shown.links
    refused = low.post(f"/events/{gone.id}/replacement", {"replaced_by_id": str(hidden.id)})
    assert refused.status == 422
    assert "still to come" in refused.text


def test_a_replacement_is_undone(client_as):
    planner = client_as("planner")
    first, second = (make_event(starts_on=date(2030, 9, day)) for day in (2, 3))
    gone = make_event(state=S.POSTPONED, replaced_by_id=first.id)
    sent = {"replaced_by_id": str(second.id)}
    page = planner.follow(planner.post(f"/events/{gone.id}/replacement", sent))
    assert stored(gone).replaced_by_id == second.id
    undo = page.html.split("/replacement/undo?kept=")[1].split('"')[0]
    planner.post(f"/events/{gone.id}/replacement/undo?kept={undo}")
    assert stored(gone).replaced_by_id == first.id
    planner.post(f"/events/{gone.id}/replacement", {"replaced_by_id": ""})
    assert stored(gone).replaced_by_id is None


def test_events_do_not_replace_one_another_in_a_circle(client_as):
    planner = client_as("planner")
    one = make_event(state=S.POSTPONED, starts_on=date(2030, 9, 2))
    two = make_event(state=S.POSTPONED, starts_on=date(2030, 9, 2), replaced_by_id=one.id)
    three = make_event(state=S.POSTPONED, starts_on=date(2030, 9, 2), replaced_by_id=two.id)
    for event, other, words in (
        (one, three, "round in a circle"),
        (one, one, "does not replace itself"),
        (one, make_event(state=S.CANCELLED), "still to come"),
    ):
        sent = {"replaced_by_id": str(other.id)}
        page = planner.post(f"/events/{event.id}/replacement", sent)
        assert page.status == 422
        assert words in page.text
    assert stored(one).replaced_by_id is None


@pytest.mark.parametrize("state", [S.PLANNED, S.APPROVED, S.CLOSED])
def test_only_what_was_given_up_is_replaced(client_as, state):
    event = make_event(state=state)
    planner = client_as("planner")
    page = planner.follow(planner.get(f"/events/{event.id}/replacement"))
    assert "Only a postponed or cancelled event is replaced" in page.text
    assert f"/events/{event.id}/replacement" not in page.links
