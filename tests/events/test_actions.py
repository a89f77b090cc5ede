"""Planning, editing and logging events, without pages."""

from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from planner.choices import AttendanceState, DatePrecision, EventState, Marking, Role
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.approval.models import ProposedChange
from planner.events.page.attendance_actions import add_attendance
from planner.events.page.headcount import attended, planned
from planner.events.page.presence_actions import set_presence
from planner.events.plan.actions import edit_event, plan_event
from planner.events.plan.copy_actions import copy_event
from planner.events.plan.discard_actions import discard_event, restore_event
from planner.events.plan.event_days import EventDays, months_later, period_later, snapped
from planner.events.plan.next_of_series import next_number, next_title
from planner.events.plan.quick_actions import quick_log
from planner.reference.catalogue import shipped_links
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_parts import PlannedLink, PlannedPlace
from planner.shapes.event_plan import EventChange, EventPlan
from planner.shapes.fields_by_family import all_fields
from planner.shapes.quick_log import QuickLog
from planner.viewers import Viewer
from tests.declared import DECLARED
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_person,
    make_user,
)


@pytest.fixture
def planner():
    return make_user().as_viewer


@pytest.fixture
def desk():
    return make_user(roles=[Role.COUNTRY_DESK]).as_viewer


def test_a_planned_event_is_a_concept_of_its_author(planner):
    make_nation("FR")
    event = plan_event(
        EventPlan(
            title="Staff talks",
            kind=ShippedKind.DIALOGUE_CONFERENCE,
            starts_on=date(2030, 5, 1),
            ends_on=None,
            host_code="FR",
            partner_codes=[],
            places=[PlannedPlace(town="Paris", nation_code="FR"), PlannedPlace()],
        ),
        viewer=planner,
        now=NOW,
    )
    db.session.flush()
    assert event.state is EventState.CONCEPT
    assert event.ends_on == date(2030, 5, 1)
    assert [row.nation_code for row in event.partners] == ["FR"]
    assert [row.town for row in event.places] == ["Paris"]
    assert (event.author_id, event.transitions[0].by_id) == (planner.user_id, planner.user_id)
    assert event.marking is Marking.OFFICIAL


def test_a_viewer_plans_nothing():
    viewer = Viewer(1, frozenset({Role.VIEWER}), Marking.OFFICIAL, None)
    with pytest.raises(NotAllowed, match="may not plan"):
        plan_event(EventPlan(title="X", kind=ShippedKind.CEREMONY), viewer=viewer, now=NOW)


def test_nobody_marks_above_their_own_ceiling():
    viewer = make_user(ceiling=Marking.OFFICIAL).as_viewer
    with pytest.raises(NotAllowed, match="You may mark up to OFFICIAL"):
        plan_event(
            EventPlan(title="X", kind=ShippedKind.CEREMONY, marking=Marking.OFFICIAL_SENSITIVE),
            viewer=viewer,
            now=NOW,
        )


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_on": date(2030, 1, 1)}, "comes before the first"),
        ({"start_time": NOW.time()}, "Enter both times"),
        ({"start_time": NOW.time(), "end_time": NOW.time()}, "ends before it starts"),
    ],
)
def test_days_and_times_have_to_fit(planner, values, sentence):
    values = {"starts_on": date(2030, 5, 1), "ends_on": date(2030, 5, 1)} | values
    with pytest.raises(RuleBroken, match=sentence):
        plan_event(
            EventPlan(title="X", kind=ShippedKind.CEREMONY, **values), viewer=planner, now=NOW
        )


def test_an_edit_keeps_what_stays_and_drops_what_goes(planner):
    kept, dropped, new = make_objective(), make_objective(), make_objective()
    event = make_event(partners=["FR", "ID"], objectives=[(kept, 0.2), (dropped, 0.8)])
    event.partners[0].headcount_planned = 50
    key, version = event.links[0].id, event.version
    edit_event(
        event,
        EventChange(
            partner_codes=["FR"],
            links=[
                PlannedLink(
                    objective_id=kept.id, weight=0.5, is_primary=True, intended_effect="More trust"
                ),
                PlannedLink(objective_id=new.id),
            ],
        ),
        viewer=planner,
        now=NOW,
    )
    db.session.flush()
    assert [(row.nation_code, row.headcount_planned) for row in event.partners] == [("FR", 50)]
    assert {row.objective_id: row.weight for row in event.links} == {kept.id: 0.5, new.id: 1.0}
    assert event.links[0].id == key
    assert event.version == version + 1


def test_an_edit_that_changes_nothing_leaves_the_version(planner):
    event = make_event()
    version = event.version
    edit_event(event, EventChange(title=event.title, partner_codes=["FR"]), viewer=planner, now=NOW)
    db.session.flush()
    assert event.version == version


@pytest.mark.parametrize(
    ("name", "nothing", "zero"),
    [("planned_cost", None, Decimal(0)), ("participants_planned", None, 0)],
)
def test_nothing_known_and_zero_are_two_things(planner, name, nothing, zero):
    event = make_event(**{name: nothing})
    for value in (zero, nothing, zero):
        version = event.version
        edit_event(event, EventChange(**{name: value}), viewer=planner, now=NOW)
        db.session.commit()
        assert getattr(event, name) == value
        assert event.version == version + 1


def test_of_an_approved_event_a_cost_of_zero_is_proposed_like_any_other(planner):
    event = make_event(state=EventState.APPROVED, baselined_at=NOW)
    edit_event(event, EventChange(planned_cost=Decimal(0)), viewer=planner, now=NOW)
    db.session.commit()
    (proposal,) = db.session.scalars(select(ProposedChange))
    assert proposal.changes.keys() == {"planned_cost"}
    assert event.planned_cost is None


@pytest.mark.parametrize("precision", [DatePrecision.MONTH, DatePrecision.YEAR])
def test_days_that_are_not_exact_have_no_times(planner, precision):
    hours = {"start_time": time(9), "end_time": time(17)}
    days = {"starts_on": date(2030, 5, 6), "ends_on": date(2030, 5, 6)}
    plan = EventPlan(
        title="X", kind=ShippedKind.CEREMONY, date_precision=precision, **days, **hours
    )
    exact = make_event(**days, **hours)
    edit_event(exact, EventChange(date_precision=precision, **days), viewer=planner, now=NOW)
    for event in (plan_event(plan, viewer=planner, now=NOW), exact):
        db.session.commit()
        assert (event.start_time, event.end_time) == (None, None)


def test_a_kind_s_number_may_be_zero(planner):
    plan = EventPlan(title="X", kind=ShippedKind.JOINT_EXERCISE, details={"tanks": 0, "sorties": 0})
    event = plan_event(plan, viewer=planner, now=NOW)
    db.session.commit()
    db.session.refresh(event)
    assert {name: event.details[name] for name in ("tanks", "sorties")} == {
        "tanks": 0,
        "sorties": 0,
    }


def test_a_planned_event_does_not_lose_its_days(planner):
    with pytest.raises(RuleBroken, match="postpone the event"):
        edit_event(make_event(), EventChange(starts_on=None, ends_on=None), viewer=planner, now=NOW)


def test_a_past_event_is_logged_as_executed_and_a_future_one_as_concept(planner):
    make_own_nation("AU")
    make_nation("FR")
    common = {
        "title": "Reception",
        "kind": ShippedKind.CULTURAL_EVENT,
        "partner_codes": ["FR"],
        "objective_ids": [],
        "line": "",
    }
    today = quick_log(QuickLog(day=NOW.date(), **common), viewer=planner, now=NOW)
    later = quick_log(QuickLog(day=date(2030, 3, 2), **common), viewer=planner, now=NOW)
    db.session.flush()
    assert today.state is EventState.EXECUTED
    assert today.actual_starts_on == NOW.date()
    assert sorted(row.nation_code for row in today.partners) == ["AU", "FR"]
    assert (later.state, later.actual_starts_on) == (EventState.CONCEPT, None)
    assert today.baselined_at is None


def test_only_concepts_are_discarded(planner):
    concept = make_event(state=EventState.CONCEPT)
    assert discard_event(concept, viewer=planner, now=NOW).discarded_at == NOW
    with pytest.raises(RuleBroken, match="Cancel this event instead"):
        discard_event(make_event(), viewer=planner, now=NOW)


@pytest.mark.parametrize(
    "user", [{"ceiling": Marking.OFFICIAL}, {"nations": ["JP"]}], ids=["ceiling", "nations"]
)
def test_what_is_out_of_scope_is_not_brought_back(user):
    fields = {"state": EventState.CONCEPT, "marking": Marking.OFFICIAL_SENSITIVE}
    event = make_event(discarded_at=NOW, **fields)
    with pytest.raises(NotAllowed):
        restore_event(event, viewer=make_user(**user).as_viewer)
    assert event.discarded_at == NOW
    assert restore_event(event, viewer=make_user().as_viewer).discarded_at is None


def test_a_copy_takes_the_plan_and_leaves_the_days(planner):
    event = make_event(objectives=[make_objective()], details={"troops": 900})
    make_attendance(event)
    copy = copy_event(event, viewer=planner, now=NOW)
    db.session.flush()
    assert (copy.title, copy.details, copy.starts_on) == (event.title, {"troops": 900}, None)
    assert copy.uid != event.uid
    assert len(copy.links) == 1
    assert copy.attendances == []


def test_a_name_is_on_a_list_once(desk):
    event, person = make_event(), make_person()
    add_attendance(event, person, viewer=desk)
    with pytest.raises(RuleBroken, match="on the list already"):
        add_attendance(event, person, viewer=desk)


def test_the_owner_keeps_the_names(planner):
    with pytest.raises(NotAllowed, match="owner of the event"):
        add_attendance(make_event(), make_person(), viewer=planner)


def test_a_tick_and_the_state_agree():
    row = make_attendance()
    set_presence(row, AttendanceState.INVITED, True)
    assert (row.state, row.has_attended) == (AttendanceState.ATTENDED, True)
    set_presence(row, AttendanceState.ATTENDED, False)
    assert (row.state, row.has_attended) == (AttendanceState.NO_SHOW, False)
    set_presence(row, AttendanceState.ATTENDED, False)
    assert (row.state, row.has_attended) == (AttendanceState.ATTENDED, True)


def test_attendance_is_the_number_else_headcounts_else_ticks():
    event = make_event(partners=["FR", "ID"])
    assert attended(event) is None
    assert attended(event, ticked=3) == 3
    event.partners[0].headcount_actual = 40
    assert attended(event, ticked=3) == 40
    event.participants_actual = 55
    assert attended(event, ticked=3) == 55
    event.partners[1].headcount_planned = 7
    assert planned(event) == 7


@pytest.mark.no_database
def test_months_and_years_are_kept_whole():
    month = snapped(EventDays(date(2028, 2, 9), None, DatePrecision.MONTH))
    assert (month.starts_on, month.ends_on) == (date(2028, 2, 1), date(2028, 2, 29))
    year = snapped(EventDays(date(2028, 2, 9), None, DatePrecision.YEAR))
    assert (year.starts_on, year.ends_on) == (date(2028, 1, 1), date(2028, 12, 31))
    later = period_later(month, 12)
    assert (later.starts_on, later.ends_on) == (date(2029, 2, 1), date(2029, 2, 28))


@pytest.mark.no_database
@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_year_later_it_is_the_same_weekday_of_the_same_month(day):
    later = months_later(day, 12)
    assert (later.weekday(), later.month, later.year) == (day.weekday(), day.month, day.year + 1)
    assert abs((later - day).days - 365) <= 7


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("edition", "following"),
    [
        ("16", "17"),
        ("XX", "XX"),
        ("No. 9 of 2030", "No. 9 of 2031"),
        ("10th edition", "11th edition"),
        ("11th", "12th"),
        ("20th edition", "21st edition"),
        ("21st", "22nd"),
        ("22ND", "23rd"),
        ("112th", "113th"),
    ],
)
def test_the_next_edition_has_the_next_number(edition, following):
    assert next_number(edition) == following


@pytest.mark.no_database
def test_the_next_edition_has_the_next_year_in_its_title():
    assert next_title("Yudh Abhyas 2021 (17th)") == "Yudh Abhyas 2022 (18th)"
    assert next_title("1st Marine Talks") == "2nd Marine Talks"


@pytest.mark.no_database
@pytest.mark.parametrize("kind", list(ShippedKind))
def test_every_kind_has_fields_and_weights_that_add_to_one(kind):
    names = [declared.name for declared in all_fields(DECLARED[kind])]
    assert len(names) == len(set(names)) > 7
    assert sum(shipped_links(kind).values()) == pytest.approx(1)
