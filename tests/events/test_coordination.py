"""Coordination: each partner nation agrees by itself, and a nation that comes later is asked."""

from datetime import date

import pytest

from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Coordination, Event, EventNation
from planner.events.page.agreement_actions import note_agreement, withdraw_agreement
from planner.events.page.coordination import nations_lacking
from planner.events.states.workflow import move_event
from planner.history.models import HistoryEntry
from planner.shapes.event_record import NewAgreement
from planner.viewers import Viewer
from tests.factories import (
    NOW,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_user,
)
from tests.sheets import Sheet

S = EventState
DAY = date(2030, 1, 5)
PLANNER = Viewer(1001, frozenset({Role.PLANNER}), Marking.OFFICIAL_SENSITIVE, None)
APPROVER = Viewer(1002, frozenset({Role.APPROVER}), Marking.OFFICIAL_SENSITIVE, None)


@pytest.fixture(autouse=True)
def office(clock_at):
    clock_at(NOW)
    make_user(id=1001)
    make_user(id=1002, roles=[Role.APPROVER])
    make_own_nation("AU")


def event_with(*codes, state=S.PLANNED, **fields):
    fields = {"risks_rated": True, "author_id": 1001} | fields
    return make_event(["AU", *codes], [make_objective()], state=state, **fields)


def note(event, party, *codes, day=DAY):
    note_agreement(
        event,
        NewAgreement(party=party, nation_codes=codes, agreed_on=day, note="Letter 7"),
        viewer=PLANNER,
        today=NOW.date(),
    )
    db.session.flush()


def to(event, state, viewer=PLANNER):
    move_event(event, state, viewer=viewer, now=NOW)
    db.session.flush()


def stored(event):
    db.session.expire_all()
    return db.session.get(Event, event.id)


def sheet_of(client, link):
    """Return a page whose own form is sent to its address without the query."""
    sheet = Sheet(client, link)
    sheet.url = link.split("?")[0]
    return sheet


def test_one_entry_satisfies_one_nation_and_the_gate_names_the_others():
    event = event_with("FR", "ID", "NZ")
    note(event, "agencies")
    note(event, "funding")
    note(event, "partner", "FR")
    with pytest.raises(RuleBroken) as refusal:
        to(event, S.COORDINATED)
    assert str(refusal.value) == (
        "To mark it coordinated, add: the agreement of Indonesia; the agreement of New Zealand."
    )
    note(event, "partner", "ID", "NZ")
    to(event, S.COORDINATED)
    assert event.state is S.COORDINATED
    named = sorted(one.nation_code for one in event.coordination if one.party == "partner")
    assert named == ["FR", "ID", "NZ"]


def test_the_own_nation_is_not_asked():
    assert nations_lacking(event_with("FR")) == ["FR"]


@pytest.mark.parametrize("codes", [("FR",), ("FR", "ID")])
def test_an_entry_of_before_counts_where_it_can_mean_one_nation_only(codes):
    event = event_with(*codes)
    event.coordination.append(Coordination(party="partner", agreed_on=DAY))
    assert nations_lacking(event) == ([] if len(codes) == 1 else ["FR", "ID"])


def test_a_nation_that_comes_later_is_asked_before_the_approval():
    event = event_with("FR", state=S.COORDINATED)
    note(event, "partner", "FR")
    event.partners.append(EventNation(nation=make_nation("ID")))
    db.session.flush()
    with pytest.raises(RuleBroken, match=r"add: the agreement of Indonesia\."):
        to(event, S.APPROVED, APPROVER)
    note(event, "partner", "ID")
    to(event, S.APPROVED, APPROVER)
    assert event.state is S.APPROVED


@pytest.mark.parametrize(
    ("party", "codes", "sentence"),
    [
        ("partner", (), "Tick the nations that agreed"),
        ("partner", ("ZA",), "Not among the partner nations of this event: South Africa"),
        ("partner", ("AU",), "Not among the partner nations of this event: Australia"),
        ("agencies", ("FR",), "for “Partner nation” only"),
    ],
)
def test_what_cannot_be_an_agreement_is_refused_in_words(party, codes, sentence):
    event = event_with("FR", "ID")
    with pytest.raises(RuleBroken, match=sentence):
        note(event, party, *codes)
    assert event.coordination == []


def test_an_agreement_of_a_day_to_come_is_refused():
    with pytest.raises(RuleBroken, match="lies in the future"):
        note(event_with("FR"), "partner", "FR", day=date(2030, 3, 2))


@pytest.mark.parametrize("state", [S.CLOSED, S.CANCELLED])
def test_a_finished_event_takes_no_agreements(state):
    event = event_with("FR", state=state)
    with pytest.raises(RuleBroken, match="Nothing more is written"):
        note(event, "partner", "FR")
    with pytest.raises(NotAllowed):
        withdraw_agreement(event, 1, viewer=APPROVER)


def test_the_page_of_the_move_leads_to_the_form_with_the_nation_set(client_as):
    event, planner = event_with("FR", "ID"), client_as("planner")
    note(event, "partner", "FR")
    page = planner.get(f"/events/{event.id}/move/coordinated")
    (link,) = [url for url in page.links if "nation=ID" in url]
    sheet = sheet_of(planner, link)
    form = sheet.form()
    assert (form["values"]["party"], form["values"]["nation_codes"]) == (["partner"], ["ID"])
    assert sheet.send(agreed_on="2030-01-05").status == 303
    assert nations_lacking(stored(event)) == []
    agencies = planner.get(f"/events/{event.id}/coordination?party=agencies").html
    assert '<option selected value="agencies">' in agencies


def test_several_nations_are_noted_at_once_each_by_itself_and_taken_back_at_once(client_as):
    event, planner = event_with("FR", "ID", "NZ"), client_as("planner")
    url = f"/events/{event.id}/coordination"
    sent = {"party": "partner", "nation_codes": ["FR", "NZ"], "agreed_on": "2030-01-05"}
    page = planner.follow(planner.post(url, sent))
    assert "2 agreements were noted" in page.text
    assert nations_lacking(stored(event)) == ["ID"]
    kept = {one.subject_kind for one in db.session.query(HistoryEntry).all()}
    assert "coordination" in kept
    undo = Sheet(planner, url)  # the notice was shown once
    assert "2 agreements" not in undo.page.text
    action = page.html.split(f'action="{url}/undo?kept=')[1].split('"')[0]
    assert client_as("planner").post(f"{url}/undo?kept={action}").status == 422
    assert "taken back" in planner.follow(planner.post(f"{url}/undo?kept={action}")).text
    assert stored(event).coordination == []
    assert planner.post(f"{url}/undo?kept={action}").status == 422


def test_a_removed_entry_comes_back_as_it_was(client_as):
    event, planner = event_with("FR", "ID"), client_as("planner")
    note(event, "partner", "FR")
    url = f"/events/{event.id}/coordination"
    page = planner.follow(planner.post(f"{url}/{event.coordination[0].id}/remove"))
    assert nations_lacking(stored(event)) == ["FR", "ID"]
    again = page.html.split(f'action="{url}/restore?kept=')[1].split('"')[0]
    other = event_with("FR", "ID")
    planner.post(f"/events/{other.id}/coordination/restore?kept={again}")
    assert stored(other).coordination == []


def test_the_undo_of_a_removal_keeps_day_note_and_writer(client_as):
    event, planner = event_with("FR", "ID"), client_as("planner")
    note(event, "partner", "FR")
    url = f"/events/{event.id}/coordination"
    page = planner.follow(planner.post(f"{url}/{event.coordination[0].id}/remove"))
    again = page.html.split(f'action="{url}/restore?kept=')[1].split('"')[0]
    assert planner.post(f"{url}/restore?kept={again}").status == 303
    (entry,) = stored(event).coordination
    assert (entry.nation_code, entry.agreed_on, entry.note, entry.by_id) == (
        "FR",
        DAY,
        "Letter 7",
        1001,
    )


def test_who_decides_reads_that_a_proposed_nation_has_not_agreed(client_as):
    event = event_with("FR", state=S.APPROVED, baselined_at=NOW)
    planner, approver = client_as("planner"), client_as("approver")
    sheet = Sheet(planner, f"/events/{event.id}/edit")
    make_nation("ID", is_partner=True)
    sheet = Sheet(planner, f"/events/{event.id}/edit")
    assert sheet.send(partner_codes=["AU", "FR", "ID"]).status == 303
    line = next(link for link in approver.get("/").links if "/changes/" in link)
    assert "the agreement of Indonesia" in approver.get(line).text
    assert Sheet(approver, line).send("/agree", note="").status == 303
    assert nations_lacking(stored(event)) == ["FR", "ID"]
    assert "the agreement of Indonesia" in planner.get(f"/events/{event.id}").text


def test_a_proposed_nation_may_be_noted_before_the_decision(client_as):
    event = event_with("FR", state=S.APPROVED, baselined_at=NOW)
    make_nation("ID", is_partner=True)
    planner = client_as("planner")
    Sheet(planner, f"/events/{event.id}/edit").send(partner_codes=["AU", "FR", "ID"])
    url = f"/events/{event.id}/coordination?nation=ID"
    assert sheet_of(planner, url).send(agreed_on="2030-01-05").status == 303
    assert [one.nation_code for one in stored(event).coordination] == ["ID"]
