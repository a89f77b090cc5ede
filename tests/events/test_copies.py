"""Copies and editions: shown before they are saved, every day moved, nothing of its time kept."""

from datetime import date

import pytest

from planner.choices import DatePrecision, EventState, Marking, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Coordination, Event
from planner.events.plan.actions import edit_event, plan_event
from planner.events.plan.event_days import months_later
from planner.events.plan.intervals import interval_of
from planner.events.plan.next_of_series import next_title
from planner.events.states.workflow import move_event
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_moves import Postponement
from planner.shapes.event_plan import EventChange, EventPlan
from planner.shapes.fields_by_family import all_fields
from planner.viewers import Viewer
from tests.declared import DECLARED
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_objective,
    make_own_nation,
    make_programme,
    make_user,
)
from tests.sheets import Sheet

S = EventState
DAYS = {
    "initial_conference_on": "2029-09-10",
    "main_conference_on": "2029-11-12",
    "final_conference_on": "2030-01-07",
    "visitors_day_on": "2030-02-05",
}
PLANNER = Viewer(1001, frozenset({Role.PLANNER}), Marking.OFFICIAL_SENSITIVE, None)


@pytest.fixture(autouse=True)
def office(clock_at):
    clock_at(NOW)
    make_user(id=1001)
    make_own_nation("AU")


def exercise(**fields):
    """Return an exercise of 4 to 6 February 2030 with conferences before it."""
    values = {"title": "Southern Cross 2030", "details": dict(DAYS), "edition": "16"}
    return make_event(["AU", "FR"], [make_objective()], **(values | fields))


def values(client, url):
    """Return what the form of a page would send."""
    sheet = Sheet(client, url)
    sheet.url = url.split("?")[0]
    return {name: found[0] for name, found in sheet.form()["values"].items()}


def made_of(event):
    db.session.expire_all()
    return db.session.query(Event).filter_by(copied_from_id=event.id).all()


@pytest.mark.parametrize("step", ["copy", "next-edition", "revive"])
def test_nothing_is_saved_by_looking_at_it(client_as, step):
    event = exercise(state=S.CANCELLED, programme=make_programme())
    planner = client_as("planner")
    page = planner.get(f"/events/{event.id}/{step}")
    assert page.status == 200
    assert "Nothing is saved yet" in page.text
    assert made_of(event) == []
    assert planner.post(f"/events/{event.id}/{step}", {"title": ""}).status == 422
    assert made_of(event) == []


@pytest.mark.parametrize("step", ["copy", "next-edition"])
def test_every_day_of_the_kind_moves_by_as_much_as_the_event(client_as, step):
    event = exercise(state=S.CLOSED, programme=make_programme())
    sheet = Sheet(client_as("planner"), f"/events/{event.id}/{step}")
    assert sheet.send().status == 303
    (new,) = made_of(event)
    distance = new.starts_on - event.starts_on
    assert (new.starts_on, new.ends_on) == (date(2031, 2, 3), date(2031, 2, 5))
    for name, text in DAYS.items():
        moved = date.fromisoformat(new.details[name])
        assert moved - date.fromisoformat(text) == distance, name
        assert moved.weekday() == date.fromisoformat(text).weekday()


@pytest.mark.parametrize("kind", list(ShippedKind))
def test_no_day_of_any_kind_stays_where_it_was(client_as, kind):
    days = {one.name: "2030-02-05" for one in all_fields(DECLARED[kind]) if one.type == "day"}
    event = make_event(["FR"], kind=kind, details=days)
    sent = values(client_as("planner"), f"/events/{event.id}/copy")
    assert "2030-02-05" not in sent.values()
    for one in all_fields(DECLARED[kind]):
        if one.type == "day":
            wanted = "" if one.is_of_its_time else "2031-02-04"
            assert sent[f"detail_{one.name}"] == wanted, one.name


@pytest.mark.parametrize("step", ["copy", "next-edition", "revive"])
def test_all_days_move_to_the_first_day_that_is_asked_for(client_as, step):
    event = exercise(state=S.CANCELLED)
    sent = values(client_as("planner"), f"/events/{event.id}/{step}?from=2030-08-05")
    assert (sent["starts_on"], sent["ends_on"]) == ("2030-08-05", "2030-08-07")
    assert sent["detail_final_conference_on"] == "2030-07-08"
    page = client_as("planner").get(f"/events/{event.id}/{step}?from=soon")
    assert page.status == 200


def test_a_copy_of_the_past_is_proposed_for_the_next_time_it_is_due(client_as):
    event = exercise(starts_on=date(2012, 2, 6), state=S.CLOSED)
    sent = values(client_as("planner"), f"/events/{event.id}/copy")
    assert sent["starts_on"] == "2031-02-03"


@pytest.mark.parametrize(
    ("stated", "before", "months"),
    [
        (24, date(2029, 2, 5), 24),
        (None, None, 12),
        (None, date(2029, 8, 6), 6),
        (None, date(2028, 2, 7), 24),
        (None, date(2029, 3, 19), 12),
        (None, date(2030, 1, 28), 1),
    ],
)
def test_the_interval_is_that_of_the_series(client_as, stated, before, months):
    programme = make_programme(interval_months=stated)
    if before:
        make_event(["FR"], starts_on=before, programme=programme, state=S.CLOSED)
        off = {"starts_on": date(2029, 12, 3), "programme": programme, "state": S.CANCELLED}
        make_event(["FR"], **off)
        make_event(["FR"], starts_on=date(2029, 12, 3), kind=ShippedKind.CEREMONY)
    event = exercise(programme=programme)
    assert interval_of(event) == months
    sent = values(client_as("planner"), f"/events/{event.id}/next-edition")
    assert sent["starts_on"] == months_later(event.starts_on, months).isoformat()


def test_titles_follow_the_years_of_the_interval():
    assert next_title("Cross 2030 (16th)", 2) == "Cross 2032 (17th)"
    assert next_title("Cross 2030", 0) == "Cross 2030"


def test_months_and_undated_events_are_moved_too(client_as):
    planner, programme = client_as("planner"), make_programme()
    month = {"date_precision": DatePrecision.MONTH, "starts_on": date(2030, 10, 1), "days": 31}
    event = exercise(programme=programme, details={}, **month)
    sent = values(planner, f"/events/{event.id}/next-edition")
    assert (sent["starts_on"], sent["ends_on"]) == ("2031-10-01", "2031-10-31")
    bare = exercise(starts_on=None, state=S.CONCEPT)
    sent = values(planner, f"/events/{bare.id}/copy")
    assert (sent["starts_on"], sent["detail_final_conference_on"]) == ("", "2031-01-06")


def test_a_cancelled_event_is_revived_with_its_days_while_they_are_to_come(client_as):
    planner = client_as("planner")
    ahead = exercise(state=S.CANCELLED, starts_on=date(2030, 9, 2), details={})
    past = exercise(state=S.CANCELLED, details={})
    assert values(planner, f"/events/{ahead.id}/revive")["starts_on"] == "2030-09-02"
    assert values(planner, f"/events/{past.id}/revive")["starts_on"] == "2031-02-03"


def test_days_that_cannot_be_entered_are_left_to_be_set(client_as):
    event = exercise(starts_on=date(2199, 12, 2), details={})
    sent = values(client_as("planner"), f"/events/{event.id}/next-edition")
    assert sent["starts_on"] == ""


@pytest.mark.parametrize(
    ("marking", "wanted"),
    [
        (Marking.PUBLIC, Marking.OFFICIAL),
        (Marking.OFFICIAL, Marking.OFFICIAL),
        (Marking.OFFICIAL_SENSITIVE, Marking.OFFICIAL_SENSITIVE),
    ],
)
@pytest.mark.parametrize("step", ["copy", "next-edition"])
def test_a_public_record_makes_no_public_plan(client_as, step, marking, wanted):
    event = exercise(marking=marking, releasable_to=["FR", "ID"], programme=make_programme())
    assert Sheet(client_as("planner"), f"/events/{event.id}/{step}").send().status == 303
    (new,) = made_of(event)
    assert new.marking is wanted
    assert new.releasable_to == ["AU"]


def test_what_belongs_to_one_event_stays_with_it(client_as):
    details = {"vetting": "cleared", "travel_order": "T-1", "places_filled": 9, "sponsor": "Army"}
    details |= {"announced_on": "2030-01-01"}
    event = make_event(
        ["AU", "FR"],
        kind=ShippedKind.EDUCATION_TRAINING,
        state=S.CLOSED,
        details=details,
        actual_cost=7,
        partner_told=True,
        participants_actual=9,
        baselined_at=NOW,
        baseline_starts_on=date(2030, 2, 4),
        baseline_ends_on=date(2030, 2, 4),
        risks_rated=True,
    )
    event.coordination.append(
        Coordination(party="partner", nation_code="FR", agreed_on=date(2030, 1, 1))
    )
    make_attendance(event, has_attended=True)
    assert Sheet(client_as("planner"), f"/events/{event.id}/copy").send().status == 303
    (new,) = made_of(event)
    assert new.details == {"sponsor": "Army"}
    assert (new.actual_cost, new.participants_actual, new.baselined_at) == (None, None, None)
    assert new.partner_told is None
    assert (new.coordination, new.attendances, new.risks_rated) == ([], [], False)
    assert new.state is S.CONCEPT


def test_what_is_typed_over_the_proposal_is_what_is_saved(client_as):
    event = exercise(programme=make_programme(), details={})
    sheet = Sheet(client_as("planner"), f"/events/{event.id}/next-edition")
    days = {"starts_on": "2031-05-05", "ends_on": "2031-05-09"}
    assert sheet.send(title="Northern Cross", **days).status == 303
    (new,) = made_of(event)
    assert (new.title, new.starts_on) == ("Northern Cross", date(2031, 5, 5))


def test_only_who_plans_makes_copies(client_as):
    event = exercise()
    for role in ("viewer", "approver", "administrator"):
        assert client_as(role).get(f"/events/{event.id}/copy").status == 403


ORDERS = [
    ("joint_exercise", "final_conference_on", "2030-02-10", "has to come before “First day”"),
    ("joint_exercise", "initial_conference_on", "2030-02-04", "has to come before “First day”"),
    ("joint_operation", "main_conference_on", "2030-02-06", "has to come before “First day”"),
    ("joint_exercise", "visitors_day_on", "2030-02-07", "comes after “Last day”"),
    ("joint_exercise", "visitors_day_on", "2030-02-03", "“First day” (4 Feb 2030) comes after"),
    ("personnel_exchange", "returns_on", "2030-02-03", "“First day” (4 Feb 2030) comes after"),
    ("official_visit", "reciprocity_due_on", "2030-02-05", "“Last day” (6 Feb 2030) comes after"),
]


@pytest.mark.parametrize(("kind", "name", "day", "words"), ORDERS)
def test_days_out_of_order_are_refused_in_a_sentence(client_as, kind, name, day, words):
    event = make_event(["FR"], kind=kind, details={})
    planner = client_as("planner")
    sheet = Sheet(planner, f"/events/{event.id}/edit")
    page = sheet.send(**{f"detail_{name}": day})
    assert page.status == 422
    assert words in page.text
    with pytest.raises(RuleBroken) as refusal:
        edit_event(event, EventChange(details={name: day}), viewer=PLANNER, now=NOW)
    assert words in str(refusal.value)
    db.session.rollback()
    days = {"starts_on": date(2030, 2, 4), "ends_on": date(2030, 2, 6), "details": {name: day}}
    with pytest.raises(RuleBroken):
        plan_event(EventPlan(title="New", kind=kind, **days), viewer=PLANNER, now=NOW)
    db.session.rollback()


@pytest.mark.parametrize(
    "pair",
    [
        ("main_conference_on", "initial_conference_on"),
        ("final_conference_on", "main_conference_on"),
        ("final_conference_on", "initial_conference_on"),
    ],
)
def test_conferences_stand_in_order_among_themselves(pair):
    earlier, later = pair
    with pytest.raises(RuleBroken, match="comes after"):
        plan_event(
            EventPlan(
                title="New",
                kind=ShippedKind.JOINT_EXERCISE,
                details={earlier: "2030-01-07", later: "2030-01-08"},
            ),
            viewer=PLANNER,
            now=NOW,
        )
    db.session.rollback()


def test_an_event_is_not_postponed_before_its_own_conferences():
    event = exercise(author_id=1001)
    with pytest.raises(RuleBroken, match="Final planning conference"):
        move_event(
            event,
            S.POSTPONED,
            Postponement(
                reason_code="weather",
                new_starts_on=date(2030, 1, 2),
                new_ends_on=date(2030, 1, 3),
            ),
            viewer=PLANNER,
            now=NOW,
        )
    assert event.starts_on == date(2030, 2, 4)


def test_a_month_holds_any_of_its_days():
    plan_event(
        EventPlan(
            title="Vague",
            kind=ShippedKind.JOINT_EXERCISE,
            date_precision="month",
            starts_on=date(2031, 2, 1),
            partner_codes=["AU"],
            details={"final_conference_on": "2031-02-10", "visitors_day_on": "2031-02-20"},
        ),
        viewer=PLANNER,
        now=NOW,
    )


def test_an_old_mistake_does_not_hold_up_other_changes(client_as):
    event = exercise(details={"final_conference_on": "2030-02-10"})
    sheet = Sheet(client_as("planner"), f"/events/{event.id}/edit")
    assert sheet.send(summary="Told anew").status == 303
