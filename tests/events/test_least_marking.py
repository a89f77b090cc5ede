"""What asks for a marking: topics, fields, kinds, words; refused at every door, shown where old."""

from datetime import date

import pytest

from planner.choices import EventState, Marking
from planner.db import db
from planner.errors import RuleBroken
from planner.events.approval.decisions import agree_to_change
from planner.events.approval.queries import latest_proposal
from planner.events.models import Event
from planner.events.plan.actions import plan_event
from planner.events.plan.asked_marking import asked_by, fitting_marking
from planner.events.plan.marking_rules import RULES
from planner.events.plan.marking_words import too_low
from planner.events.states.gates import missing_for
from planner.events.states.workflow import move_event
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_moves import ProposalDecision
from planner.shapes.event_plan import EventPlan
from planner.viewers import EVERYTHING, acting_as
from tests.factories import NOW, make_event, make_nation, make_own_nation, make_user
from tests.sheets import Sheet

TALKS = {"kind": "official_visit", "title": "Staff talks", "marking": "0"}
TECH = {"kind": "technology_cooperation", "title": "Laboratory week", "marking": "0"}
TRIP = {"kind": "personnel_exchange", "title": "Staff college", "marking": "0"}
ASKING = {
    "intelligence": (TECH | {"detail_topics": ["intelligence", "cyber"]}, "2"),
    "export control": (TECH | {"detail_is_export_controlled": "y"}, "1"),
    "talking points": (TALKS | {"detail_talking_points": "Ask for the berth"}, "1"),
    "vetting": (TRIP | {"detail_vetting": "refused"}, "1"),
    "travel order": (TRIP | {"detail_travel_order": "TO 7"}, "1"),
    "operation": (TALKS | {"kind": "joint_operation"}, "1"),
    "title": (TALKS | {"title": "Intelligence cooperation"}, "2"),
    "summary": (TALKS | {"summary": "Échange de renseignement"}, "2"),
    "topic": (TALKS | {"kind": "workshop_seminar", "detail_topic": "HUMINT methods"}, "2"),
}


@pytest.fixture
def office():
    make_own_nation("AU")
    make_nation("FR", is_partner=True)


def typed(**more):
    usual = {"version": "0", "date_precision": "day", "zone": "UTC", "modality": "in_person"}
    return usual | {"partner_codes": ["FR", "AU"]} | more


def no_event():
    return db.session.query(Event).count() == 0


@pytest.mark.parametrize("asking", ASKING)
def test_the_form_refuses_what_is_marked_too_low_and_says_why(office, client_as, asking):
    sent, least = ASKING[asking]
    client = client_as("planner")
    refused = client.post("/events/new", typed(**sent))
    assert refused.status == 422
    assert "asks for the marking OFFICIAL" in refused.text
    assert "It is marked PUBLIC" in refused.text
    assert no_event()
    if least == "2":
        assert client.post("/events/new", typed(**sent | {"marking": "1"})).status == 422
    assert client.post("/events/new", typed(**sent | {"marking": least})).status == 303


@pytest.mark.parametrize("asking", ["title", "summary", "topic"])
def test_words_are_let_be_once_somebody_looked_and_topics_are_not(office, client_as, asking):
    client, looked = client_as("planner"), {"detail_marking_looked_at": "y"}
    assert client.post("/events/new", typed(**ASKING[asking][0] | looked)).status == 303
    topic = typed(**ASKING["intelligence"][0] | looked)
    assert client.post("/events/new", topic).status == 422


@pytest.mark.parametrize("title", ["Artificial intelligence day", "Intelligent transport", "Choir"])
def test_harmless_words_ask_for_nothing(title):
    told = {"kind": "workshop_seminar", "state": None, "title": title, "summary": "", "details": {}}
    assert asked_by(told) is None


def test_who_may_not_mark_so_high_reads_whom_to_ask(office, client_as):
    low = client_as("planner", ceiling=Marking.OFFICIAL)
    refused = low.post("/events/new", typed(**ASKING["intelligence"][0] | {"marking": "1"}))
    assert refused.status == 422
    assert "Ask somebody who may mark higher" in refused.text
    logged = low.post("/events/quick", quick("Intelligence brief"))
    assert logged.status == 422
    assert "Ask somebody who may mark higher" in logged.text
    assert no_event()


def quick(title):
    return {"title": title, "kind": "workshop_seminar", "day": "2020-03-01", "partner_codes": "FR"}


def test_the_quick_log_marks_as_high_as_is_asked_for_and_says_so(office, client_as):
    client = client_as("planner")
    page = client.follow(client.post("/events/quick", quick("Intelligence brief")))
    assert "It is marked OFFICIAL-SENSITIVE, because it speaks of “Intelligence”" in page.text
    (event,) = db.session.query(Event)
    assert event.marking is Marking.OFFICIAL_SENSITIVE


def sensitive(**fields):
    usual = {
        "kind": ShippedKind.TECHNOLOGY_COOPERATION,
        "marking": Marking.OFFICIAL_SENSITIVE,
        "details": {"topics": ["intelligence"]},
        "state": EventState.CONCEPT,
    }
    return make_event(["FR", "AU"], **usual | fields)


def test_nobody_lowers_the_marking_below_what_is_asked_for(office, client_as):
    event = sensitive()
    page = f"/events/{event.id}/marking"
    refused = client_as("approver").post(page, {"marking": "1", "version": str(event.version)})
    assert refused.status == 422
    assert "intelligence cooperation stands here as a topic only" in refused.text
    assert db.session.get(Event, event.id).marking is Marking.OFFICIAL_SENSITIVE


def test_topic_out_and_marking_down_go_in_one_save(office, client_as):
    event = sensitive(author=make_user())
    both = client_as("planner", user=make_user(["planner", "approver"]))
    page = Sheet(both, f"/events/{event.id}/edit").send(detail_topics=["cyber"], marking="1")
    assert page.status == 303, page.text[:900]
    assert db.session.get(Event, event.id, populate_existing=True).marking is Marking.OFFICIAL


def old_one(**fields):
    """Return an event that an earlier version let through."""
    return sensitive(marking=Marking.PUBLIC, **fields)


def test_an_old_event_is_shown_with_a_warning_and_can_be_mended(office, client_as):
    event, client = old_one(title="Old one"), client_as("planner")
    for page in (f"/events/{event.id}", f"/events/{event.id}/edit"):
        assert "This asks for the marking OFFICIAL-SENSITIVE" in client.get(page).text
    assert Sheet(client, f"/events/{event.id}/edit").send(summary="Told anew").status == 303
    assert Sheet(client, f"/events/{event.id}/edit").send(marking="2").status == 303
    assert "asks for the marking" not in client.get(f"/events/{event.id}").text


def test_a_copy_of_an_old_event_is_not_public_either(office, client_as):
    event, client = old_one(starts_on=date(2020, 1, 1)), client_as("planner")
    for way in ("copy", "next-edition"):
        client.post(f"/events/{event.id}/{way}")
    made = db.session.query(Event).filter(Event.id != event.id)
    assert all(copy.marking is Marking.OFFICIAL_SENSITIVE for copy in made)


def test_an_old_event_is_not_approved_like_that(office):
    event = old_one(state=EventState.COORDINATED, risks_rated=True)
    with acting_as(db.session, EVERYTHING), pytest.raises(RuleBroken, match="the marking OFFICIAL"):
        move_event(event, EventState.APPROVED, viewer=EVERYTHING, now=NOW)


AT_THE_EDGE = {
    "intelligence": (sensitive, {}, Marking.OFFICIAL_SENSITIVE),
    "a word": (make_event, {"title": "Intelligence brief"}, Marking.OFFICIAL_SENSITIVE),
    "export control": (sensitive, {"details": {"is_export_controlled": True}}, Marking.OFFICIAL),
    "an operation": (make_event, {"kind": ShippedKind.JOINT_OPERATION}, Marking.OFFICIAL),
    "nothing": (make_event, {}, Marking.PUBLIC),
}


@pytest.mark.parametrize("asking", AT_THE_EDGE)
@pytest.mark.parametrize("marking", Marking)
def test_the_approval_asks_for_the_marking_itself_and_not_for_one_above(office, asking, marking):
    make, fields, least = AT_THE_EDGE[asking]
    event = make(state=EventState.COORDINATED, risks_rated=True, marking=marking, **fields)
    lacking = missing_for(event, EventState.APPROVED)
    if marking >= least:
        assert lacking == []
        return
    (phrase,) = lacking
    assert phrase.startswith(f"the marking {least.label} (")
    assert phrase.page == "marking"


def test_the_page_of_the_move_leads_to_the_marking_that_is_lacking(office, client_as):
    event = old_one(state=EventState.COORDINATED, risks_rated=True)
    page = client_as("approver").get(f"/events/{event.id}/move/approved")
    assert "the marking OFFICIAL-SENSITIVE" in page.text
    assert f"/events/{event.id}/marking" in page.links


def test_bulk_approval_refuses_it_too(office, client_as):
    event = old_one(state=EventState.COORDINATED, risks_rated=True, title="Old one")
    page = client_as("approver").post(f"/events/bulk?selected=1&id={event.id}", {"to": "approved"})
    assert "the marking OFFICIAL-SENSITIVE" in page.text
    assert db.session.get(Event, event.id).state is EventState.COORDINATED


def test_a_proposal_to_lower_it_cannot_be_agreed_to_once_a_topic_asks_for_more(office, client_as):
    author = make_user()
    event = sensitive(
        state=EventState.APPROVED,
        baselined_at=NOW,
        author=author,
        risks_rated=True,
        details={"topics": ["cyber"]},
    )
    db.session.commit()
    planner = client_as("planner", user=author)
    assert Sheet(planner, f"/events/{event.id}/edit").send(marking="1").status == 303
    proposal = latest_proposal(event)
    page = Sheet(planner, f"/events/{event.id}/edit").send(detail_topics=["intelligence"])
    assert page.status == 303
    event = db.session.get(Event, event.id, populate_existing=True)
    assert event.details["topics"] == ["intelligence"]
    with pytest.raises(RuleBroken, match="asks for the marking OFFICIAL-SENSITIVE"):
        agree_to_change(
            proposal, event, ProposalDecision(seen=proposal.version), viewer=EVERYTHING, now=NOW
        )


def test_the_last_door_refuses_what_no_action_looked_at(office):
    event, user = sensitive(), make_user(["approver"])
    db.session.commit()
    with acting_as(db.session, user.as_viewer):
        event.marking = Marking.PUBLIC
        with pytest.raises(RuleBroken, match="OFFICIAL-SENSITIVE"):
            db.session.flush()
        db.session.rollback()


def test_every_rule_has_a_reason_and_the_action_a_fitting_default(office):
    assert all(str(rule.why) and rule.least > Marking.PUBLIC for rule in RULES)
    told = {"kind": ShippedKind.TECHNOLOGY_COOPERATION, "state": None, "title": "", "summary": ""}
    told["details"] = {"topics": ["intelligence"]}
    assert fitting_marking(told, Marking.PUBLIC) is Marking.OFFICIAL_SENSITIVE
    assert fitting_marking(told | {"details": {}}, Marking.OFFICIAL) is Marking.OFFICIAL
    event = plan_event(
        EventPlan(
            title="Talk",
            kind=ShippedKind.TECHNOLOGY_COOPERATION,
            partner_codes=["FR"],
            details={"topics": ["intelligence"]},
        ),
        viewer=EVERYTHING,
        now=NOW,
    )
    assert event.marking is Marking.OFFICIAL_SENSITIVE
    assert too_low(event) is None
