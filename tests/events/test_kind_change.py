"""A change of kind asks about what the new kind has no field for, then clears it."""

from datetime import date

import pytest

from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.events.approval.decisions import agree_to_change
from planner.events.approval.queries import latest_proposal
from planner.events.models import Event
from planner.events.page.parts import facts_of_kind
from planner.events.plan.actions import edit_event, plan_event
from planner.events.plan.copied_plans import plan_of
from planner.events.plan.copy_actions import copy_event
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.details import is_empty, values_lost
from planner.shapes.event_moves import ProposalDecision
from planner.shapes.event_plan import EventChange, EventPlan
from planner.shapes.fields_by_family import all_fields, kind_fields
from planner.viewers import Viewer
from tests.declared import DECLARED
from tests.factories import NOW, make_event, make_nation, make_objective, make_own_nation, make_user
from tests.rows import details_of
from tests.sheets import Sheet

K, S = ShippedKind, EventState
CYBER = {
    "exercise_type": "cyber",
    "domains": ["land", "cyber"],
    "troops": 0,
    "themes": ["openness"],
}


@pytest.fixture(autouse=True)
def office(clock_at):
    clock_at(NOW)
    make_own_nation("AU")
    make_nation("FR", is_partner=True)


def viewer(role=Role.PLANNER):
    return Viewer(make_user([role]).id, frozenset({role}), Marking.OFFICIAL_SENSITIVE, None)


def exercise(**fields):
    return make_event(["AU", "FR"], [make_objective()], details=dict(CYBER), **fields)


def fresh(event):
    return db.session.get(Event, event.id, populate_existing=True)


def test_from_every_kind_to_every_other_nothing_is_kept_silently():
    planner = viewer()
    event = make_event(["AU", "FR"], [make_objective()], marking=Marking.OFFICIAL_SENSITIVE)
    for before in K:
        full = {
            name: value
            for name, value in details_of(DECLARED[before], "full").items()
            if not name.endswith("_on")
        }
        for after in K:
            event.kind, event.details = before, dict(full)
            lost = values_lost(DECLARED[after], full)
            assert lost.keys() == full.keys() - {one.name for one in all_fields(DECLARED[after])}
            if lost:
                with pytest.raises(RuleBroken, match="has no field for what is filled in"):
                    edit_event(event, EventChange(kind=after), viewer=planner, now=NOW)
                assert (event.kind, event.details) == (before, full)
                with pytest.raises(RuleBroken):
                    edit_event(
                        event,
                        EventChange(kind=after, cleared=list(lost)[1:]),
                        viewer=planner,
                        now=NOW,
                    )
            edit_event(event, EventChange(kind=after, cleared=list(lost)), viewer=planner, now=NOW)
            assert event.kind == after
            assert event.details == {k: v for k, v in full.items() if k not in lost}


@pytest.mark.parametrize("values", [{"troops": "many"}, {"venue": "Hall"}, {"scenario": "x"}])
def test_no_door_takes_details_that_do_not_fit(values):
    planner = viewer()
    common = {"title": "X", "kind": K.JOINT_EXERCISE, "partner_codes": ["AU", "FR"]}
    with pytest.raises(RuleBroken, match=next(iter(values))):
        plan_event(EventPlan(**common, details=values), viewer=planner, now=NOW)
    with pytest.raises(RuleBroken, match=next(iter(values))):
        edit_event(exercise(), EventChange(details=values), viewer=planner, now=NOW)
    with pytest.raises(RuleBroken):
        source = exercise()
        other = plan_of(source, planner) | {"kind": K.WORKSHOP_SEMINAR}
        copy_event(source, EventPlan(**other), viewer=planner, now=NOW)


def test_the_form_names_what_would_be_lost_and_waits_for_the_tick(client_as):
    event = exercise()
    sheet = Sheet(client_as("planner"), f"/events/{event.id}/edit")
    asked = sheet.send(kind="workshop_seminar")
    assert asked.status == 422
    for words in (
        "Type of exercise:</b> Cyber exercise",
        "Domains:</b> Land, Cyber",
        "Troops in all:</b> 0",
    ):
        assert words in asked.html or words.replace("Land, Cyber", "Cyber, Land") in asked.html
    assert "Tick this if the values may be cleared" in asked.text
    assert fresh(event).kind == K.JOINT_EXERCISE
    sheet.form()["values"]["clearing"] = ["domains exercise_type troops"]
    assert sheet.send().status == 303
    assert (fresh(event).kind, event.details) == (K.WORKSHOP_SEMINAR, {"themes": ["openness"]})
    assert "Cyber" not in sheet.client.get(f"/events/{event.id}").text


def test_the_earlier_kind_brings_back_what_was_typed(client_as):
    event = exercise()
    sheet = Sheet(client_as("planner"), f"/events/{event.id}/edit")
    sheet.send(kind="official_visit", detail_troops="1250", refresh="1")
    assert sheet.page.status == 200
    sheet.send(kind="joint_exercise", refresh="1")
    assert sheet.send().status == 303
    assert fresh(event).details == CYBER | {"troops": 1250}


def test_a_tick_for_less_than_what_is_lost_by_now_is_not_enough(client_as):
    event = exercise()
    sheet = Sheet(client_as("planner"), f"/events/{event.id}/edit")
    sheet.send(kind="workshop_seminar", refresh="1")
    edit_event(event, EventChange(details={"tanks": 7}), viewer=viewer(), now=NOW)
    db.session.commit()
    asked = sheet.send(clearing="domains exercise_type troops")
    assert asked.status == 422
    assert "Battle tanks" in asked.text
    assert sheet.send(clearing="domains exercise_type tanks troops").status == 303
    assert fresh(event).details == {"themes": ["openness"]}


def test_a_new_event_and_a_copy_ask_as_well(client_as):
    client = client_as("planner")
    copy = Sheet(client, f"/events/{exercise().id}/copy")
    assert copy.send(kind="ceremony").status == 422
    assert "Cyber exercise" in copy.page.text
    new = Sheet(client, "/events/new?kind=joint_exercise&nation=FR")
    new.send(title="New", detail_exercise_type="air", kind="ceremony")
    assert new.page.status == 422
    assert "In the air" in new.page.text
    assert new.send(clearing="exercise_type").status == 303
    (made,) = db.session.query(Event).filter_by(title="New")
    assert (made.kind, made.details) == (K.CEREMONY, {})


def test_a_kind_changed_by_somebody_else_is_looked_at_first(client_as):
    event = exercise()
    sheet = Sheet(client_as("planner"), f"/events/{event.id}/edit")
    edit_event(event, EventChange(kind=K.CEREMONY, cleared=list(CYBER)), viewer=viewer(), now=NOW)
    db.session.commit()
    answer = sheet.send(title="Renamed", detail_troops="9")
    assert answer.status == 422
    assert "changed the kind to “Ceremony”" in answer.text
    assert "Troops in all" in sheet.send().text
    assert fresh(event).title != "Renamed"


def approved():
    event = exercise(state=S.APPROVED, marking=Marking.OFFICIAL, baselined_at=NOW, risks_rated=True)
    event.baseline_starts_on = event.baseline_ends_on = date(2030, 2, 4)
    db.session.commit()
    return event


def test_an_approved_event_loses_nothing_before_an_approver_agrees(client_as):
    event, client = approved(), client_as("planner")
    sheet = Sheet(client, f"/events/{event.id}/edit")
    assert sheet.send(kind="ceremony", change_note="Why").status == 422
    assert sheet.send(clearing="domains exercise_type troops").status == 303
    assert (fresh(event).kind, event.details) == (K.JOINT_EXERCISE, CYBER)
    proposal = latest_proposal(event)
    assert proposal.changes["details.exercise_type"] == ["cyber", None]
    assert "Cyber exercise" in client.get(f"/events/{event.id}").text

    again = Sheet(client, f"/events/{event.id}/edit")
    assert again.form()["values"]["clearing"] == ["domains exercise_type troops"]
    assert again.send(summary="More").status == 303
    assert latest_proposal(fresh(event)).changes["details.troops"] == [0, None]

    proposal = latest_proposal(fresh(event))
    agree_to_change(
        proposal,
        event,
        ProposalDecision(seen=proposal.version),
        viewer=viewer(Role.APPROVER),
        now=NOW,
    )
    assert (fresh(event).kind, event.details) == (K.CEREMONY, {"themes": ["openness"]})


def test_what_was_filled_in_meanwhile_stops_the_agreement():
    event, planner = approved(), viewer()
    lost = values_lost(DECLARED[K.CEREMONY], CYBER)
    edit_event(event, EventChange(kind=K.CEREMONY, cleared=list(lost)), viewer=planner, now=NOW)
    db.session.flush()
    edit_event(event, EventChange(details={"tanks": 4}), viewer=planner, now=NOW)
    db.session.flush()
    proposal = latest_proposal(event)
    with pytest.raises(RuleBroken, match="Battle tanks: 4"):
        agree_to_change(
            proposal,
            event,
            ProposalDecision(seen=proposal.version),
            viewer=viewer(Role.APPROVER),
            now=NOW,
        )


def test_nought_is_shown():
    assert ("Troops in all", "0") in [(str(a), b) for a, b in facts_of_kind(exercise())]
    assert not is_empty(0)


def test_a_form_has_a_control_for_every_field_of_its_kind(client_as):
    client = client_as("planner")
    for kind in {kind_fields(kind): kind for kind in DECLARED.values()}.values():
        page = client.get(f"/events/new?kind={kind.code}")
        for declared in all_fields(kind):
            assert f'name="detail_{declared.name}"' in page.html, (kind.code, declared.name)


def test_saving_the_form_as_it_stands_changes_nothing(client_as):
    client, event = client_as("planner"), exercise()
    assert Sheet(client, f"/events/{event.id}/edit").send().status == 303
    assert fresh(event).details == CYBER
