"""A past event comes in by a door of its own: what it may leave out, and what it says of itself."""

from datetime import date, timedelta

import pytest

from planner.choices import DatePrecision, EventState, Marking, Role
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.plan.closing_actions import close_at_once
from planner.events.plan.past_actions import record_past_event
from planner.events.states.gates import missing_for
from planner.outcomes.report_actions import file_report
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.base import Misfit
from planner.shapes.event_plan import PastEvent
from planner.shapes.report import WrittenReport
from planner.viewers import Viewer, acting_as
from tests.factories import NOW, make_nation, make_own_nation, make_user

DAY = date(2030, 2, 4)
LEAST = {"title": "Old visit", "kind": ShippedKind.OFFICIAL_VISIT, "starts_on": DAY, "ends_on": DAY}


@pytest.fixture
def planner():
    make_own_nation("AU")
    make_nation("FR")
    return make_user().as_viewer


def record(planner, **values):
    event = record_past_event(PastEvent(**LEAST | values), viewer=planner, now=NOW)
    db.session.flush()
    return event


def test_it_may_leave_out_what_a_planned_event_needs(planner):
    event = record(planner)
    assert (event.state, event.actual_starts_on, event.actual_ends_on) == ("executed", DAY, DAY)
    assert missing_for(event, EventState.PLANNED) == [
        "a place",
        "a partner nation",
        "an objective that it serves",
        "what we gain",
        "what the partner gains",
    ]
    assert (event.baselined_at, event.coordination, event.risks_rated) == (None, [], False)
    assert (event.marking, event.author_id) == (Marking.OFFICIAL, planner.user_id)
    (row,) = event.transitions
    assert (row.from_state, row.to_state, row.by_id, row.at) == (
        None,
        "executed",
        planner.user_id,
        NOW,
    )
    assert event.is_recorded_afterwards


def test_it_keeps_all_that_is_known_of_it(planner):
    event = record(
        planner,
        date_precision="month",
        partner_codes=["FR"],
        places=[{"town": "Lyon", "nation_code": "FR"}],
        participants_actual=12,
        actual_cost="120.50",
        currency="EUR",
        risks_rated=True,
        source_note="Diary",
        note="From the diary",
        marking=Marking.PUBLIC,
    )
    assert event.date_precision is DatePrecision.MONTH
    assert (event.actual_starts_on, event.actual_ends_on) == (date(2030, 2, 1), date(2030, 2, 28))
    assert (event.participants_actual, event.source_note) == (12, "Diary")
    assert event.transitions[0].note == "From the diary"
    assert (str(event.actual_cost), event.currency, event.risks_rated) == ("120.50", "EUR", True)


@pytest.mark.parametrize("ended", ["cancelled", "postponed"])
def test_what_did_not_take_place_says_why(planner, ended):
    with pytest.raises(Misfit) as found:
        record(planner, ended=ended)
    assert found.value.faults == {"reason_code": "Choose a reason."}
    event = record(planner, ended=ended, reason_code="weather")
    assert (event.state, event.transitions[0].reason_code) == (ended, "weather")
    assert (event.starts_on, event.actual_starts_on) == (DAY, None)


@pytest.mark.parametrize("values", [{}, {"ended": "cancelled", "reason_code": "weather"}])
def test_what_is_still_to_come_is_no_past_event(planner, values):
    later = NOW.date() + timedelta(days=2)
    with pytest.raises(RuleBroken, match=r"future|still to come"):
        record(planner, starts_on=later, ends_on=later, **values)


def test_who_plans_nothing_records_nothing():
    viewer = Viewer(1, frozenset({Role.VIEWER}), Marking.OFFICIAL, None)
    with pytest.raises(NotAllowed, match="may not plan"):
        record(viewer)


def test_it_has_to_lie_in_the_writers_scope(planner):
    make_nation("ID")
    desk = make_user(nations=["ID"]).as_viewer
    with pytest.raises(NotAllowed, match="Add one of your nations"):
        record(desk, partner_codes=["FR"])
    with pytest.raises(RuleBroken, match="OFFICIAL-SENSITIVE"):
        record(
            planner,
            kind=ShippedKind.TECHNOLOGY_COOPERATION,
            details={"topics": ["intelligence"]},
            marking=Marking.PUBLIC,
        )


def test_it_is_closed_at_once_only_with_all_that_closing_needs(planner):
    event = record(planner, participants_actual=3)
    with pytest.raises(RuleBroken, match="after-action report"):
        close_at_once(event, viewer=planner, now=NOW)
    with pytest.raises(NotAllowed, match="being recorded"):
        close_at_once(event, viewer=planner, now=NOW + timedelta(days=1))
    file_known_report(event, planner)
    close_at_once(event, viewer=planner, now=NOW)
    assert [row.to_state for row in event.transitions] == [EventState.CLOSED]
    assert event.is_recorded_afterwards


def file_known_report(event, viewer):
    nothing = {"has_no_outcomes": True, "has_no_lessons": True, "has_no_media": True}
    told = WrittenReport(happened="As told", participants_actual=3, **nothing)
    file_report(event, told, viewer=viewer, now=NOW)


def test_its_page_and_its_story_say_so(planner, client_as):
    with acting_as(db.session, planner):
        event = record(planner, partner_codes=["AU", "FR"])
        db.session.commit()
    page = client_as("planner").get(f"/events/{event.id}")
    assert page.text.count("recorded afterwards") == 2


def test_a_quick_log_of_a_past_day_is_such_a_record_and_a_plan_is_not(planner, client_as):
    client = client_as("planner")
    sent = {"title": "Talks", "kind": "ceremony", "partner_codes": "France", "line": "Good"}
    past = client.follow(client.post("/events/quick", sent | {"day": "2026-01-05"}))
    assert "recorded afterwards" in past.text
    assert "Logged after the fact" in past.text
    ahead = client.follow(client.post("/events/quick", sent | {"day": "2199-01-05"}))
    assert "recorded afterwards" not in ahead.text
