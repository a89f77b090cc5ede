"""What outcomes lead to by their type: the draft of an event, a follow-up."""

from datetime import timedelta

import pytest

from planner.choices import EventState, Marking, OutcomeType
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.outcomes.actions import change_outcome, record_outcome
from planner.outcomes.follow_on_actions import OWED, make_follow_on, take_back_follow_on
from planner.outcomes.models import FollowUp, Outcome
from planner.shapes.outcome import WrittenOutcome
from planner.viewers import acting_as
from tests.factories import NOW, make_event, make_objective, make_outcome, make_user

AGREED = OutcomeType.FOLLOW_ON_EVENT
TODAY = NOW.date()


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def held(**fields):
    return make_event(**({"state": EventState.EXECUTED, "partners": ["FR"]} | fields))


def written(*events, **more):
    said = {
        "title": "Agreed in writing",
        "objective_id": make_objective().id,
        "kind": AGREED,
        "seen_on": "2030-02-20",
        "event_ids": [event.id for event in events],
    }
    return WrittenOutcome(**(said | more))


def record(*events, viewer=None, **more):
    viewer = viewer or make_user(roles=["planner"], ceiling=Marking.OFFICIAL_SENSITIVE).as_viewer
    return record_outcome(written(*events, **more), viewer=viewer, now=NOW)


def test_an_agreed_event_is_drafted_like_the_one_it_came_from():
    first = held(starts_on=TODAY - timedelta(days=60))
    last = held(starts_on=TODAY - timedelta(days=20), objectives=[make_objective()])
    outcome = record(first, last)
    draft = outcome.follow_on
    assert (draft.state, draft.kind, draft.starts_on) == (EventState.CONCEPT, last.kind, None)
    assert draft.title == f"Follow-on of {last.title}" and draft.copied_from_id == last.id
    assert [one.nation_code for one in draft.partners] == ["FR"]
    assert [link.objective_id for link in draft.links] == [last.links[0].objective_id]


def test_the_draft_repeats_no_words_and_is_marked_as_high():
    outcome = record(held(), title="Feathered serpent", marking=Marking.OFFICIAL_SENSITIVE)
    draft = outcome.follow_on
    assert draft.marking is Marking.OFFICIAL_SENSITIVE
    assert "erpent" not in draft.title + draft.summary


@pytest.mark.parametrize("kind", OWED)
def test_what_is_owed_has_owner_and_due_day(kind):
    owner = make_user(roles=["planner"])
    event = held(owner=owner)
    outcome = record(event, kind=kind, marking=Marking.OFFICIAL_SENSITIVE, title="Serpent")
    owed = db.session.scalars(db.select(FollowUp)).one()
    assert (owed.outcome, owed.event, owed.owner) == (outcome, event, owner)
    assert owed.due_on == TODAY + timedelta(days=OWED[kind][1])
    assert owed.marking is Marking.OFFICIAL_SENSITIVE and "Serpent" not in owed.what


def test_other_types_closed_events_and_files_make_nothing():
    record(held(), kind=OutcomeType.SKILL_APPLIED)
    record(held(state=EventState.CLOSED), kind=OutcomeType.INCIDENT_RESOLVED)
    record(held(), makes_follow_on=False)
    assert db.session.scalars(db.select(FollowUp)).all() == []
    assert {event.state for event in db.session.scalars(db.select(Event))} <= {
        EventState.EXECUTED,
        EventState.CLOSED,
    }


def test_a_type_that_changes_leads_on_once():
    event, planner = held(), make_user(roles=["planner"]).as_viewer
    outcome = make_outcome(events=[event])
    for _again in range(2):
        change_outcome(outcome, written(event), viewer=planner, now=NOW)
    assert len(db.session.scalars(db.select(Event)).all()) == 2
    with pytest.raises(RuleBroken, match="nothing to make"):
        make_follow_on(outcome, viewer=planner, now=NOW)


def test_what_was_made_is_taken_back_and_made_again(client_as):
    planner = client_as("planner")
    event = held(owner=planner.user, author=planner.user)
    form = {
        "title": "Agreed in writing",
        "objective_id": make_objective().id,
        "sign": "positive",
        "strength": "2",
        "seen_on": "2030-02-20",
        "event_ids": [event.id],
    }
    for kind, words in ((AGREED, "The draft “Follow-on of"), (OutcomeType.ECONOMIC_FOLLOW_ON, "")):
        answer = planner.post("/outcomes/new", form | {"kind": kind.value})
        page = planner.follow(answer)
        assert words in page.text and "Undo" in page.text
        url = answer.location
        assert planner.follow(planner.post(f"{url}/take-back")).status == 200
        assert "Nothing was made of it yet." in planner.get(url).text
        planner.post(f"{url}/follow-on")
        assert "Nothing was made of it yet." not in planner.get(url).text
    draft = db.session.scalars(db.select(Outcome).filter_by(kind=AGREED)).one().follow_on
    assert "Agreed as a follow-on: Agreed in writing" in planner.get(f"/events/{draft.id}").text
    assert draft.title in planner.get(f"/events/{event.id}").text


def test_a_draft_that_went_on_and_a_settled_follow_up_stay():
    planner = make_user(roles=["planner"], ceiling=Marking.OFFICIAL_SENSITIVE).as_viewer
    agreed = record(held(), viewer=planner)
    draft = agreed.follow_on
    draft.starts_on = draft.ends_on = TODAY
    draft.state = EventState.APPROVED
    resolved = record(held(), viewer=planner, kind=OutcomeType.INCIDENT_RESOLVED)
    owed = db.session.scalars(db.select(FollowUp)).one()
    owed.state, owed.closed_on = "done", TODAY
    with acting_as(db.session, planner):
        for outcome in (agreed, resolved):
            with pytest.raises(RuleBroken):
                take_back_follow_on(outcome, viewer=planner, now=NOW)


def test_a_refused_outcome_leaves_no_draft(client_as):
    event = held()
    planner = client_as("planner", nations=["FR"])
    answer = planner.post(
        "/outcomes/new",
        {"title": "", "objective_id": "", "kind": AGREED.value, "event_ids": [event.id]},
    )
    assert answer.status == 422
    assert len(db.session.scalars(db.select(Event)).all()) == 1
