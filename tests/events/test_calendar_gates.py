"""The calendar gates the states: nothing begins, ends or is told of before its day has come."""

from datetime import UTC, date, datetime

import pytest

from planner.choices import CoordinationParty, EventState, Marking, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.events.models import Coordination, Event
from planner.events.page.actuals_actions import record_actuals
from planner.events.page.agreement_actions import note_agreement
from planner.events.plan.quick_actions import quick_log
from planner.events.states.moves import SAYS
from planner.events.states.workflow import move_event, offered_moves
from planner.outcomes.actions import change_outcome, record_outcome
from planner.outcomes.lesson_actions import observe_lesson
from planner.outcomes.media_actions import log_media_item
from planner.outcomes.report_actions import file_report
from planner.reference.shipped_kinds import ShippedKind
from planner.shapes.event_moves import StateMove
from planner.shapes.event_plan import EventChange
from planner.shapes.event_record import ActualFigures, NewAgreement
from planner.shapes.lesson import WrittenLesson
from planner.shapes.media_item import WrittenMediaItem
from planner.shapes.outcome import WrittenOutcome
from planner.shapes.quick_log import QuickLog
from planner.shapes.report import WrittenReport
from planner.viewers import Viewer
from tests.factories import (
    NOW,
    make_event,
    make_nation,
    make_objective,
    make_outcome,
    make_report,
    make_user,
)

S = EventState
PLANNER = Viewer(1001, frozenset({Role.PLANNER}), Marking.OFFICIAL_SENSITIVE, None)
APPROVER = Viewer(1002, frozenset({Role.APPROVER}), Marking.OFFICIAL_SENSITIVE, None)
TODAY = NOW.date()
LATER = date(2030, 5, 6)


@pytest.fixture(autouse=True)
def users(clock_at):
    clock_at(NOW)
    make_user(id=1001)
    make_user(id=1002, roles=[Role.APPROVER])


def event_of(starts_on, days=3, state=S.APPROVED, **fields):
    """Return an event that lacks nothing but its days."""
    fields = {"participants_actual": 12, "risks_rated": True} | fields
    event = make_event(
        objectives=[make_objective()], starts_on=starts_on, days=days, state=state, **fields
    )
    for party in CoordinationParty:
        event.coordination.append(Coordination(party=party, agreed_on=date(2030, 1, 1)))
    db.session.flush()
    return event


def move(event, to, viewer=PLANNER, now=NOW, **more):
    said = SAYS.get(to, StateMove)(**more) if more else StateMove()
    return move_event(event, to, said, viewer=viewer, now=now)


def test_an_event_begins_on_its_first_day_and_not_before():
    event = event_of(LATER)
    with pytest.raises(RuleBroken, match=r"begins on 6 May 2030.*from that day on"):
        move(event, S.IN_PROGRESS)
    assert event.state is S.APPROVED
    assert move(event_of(TODAY), S.IN_PROGRESS).state is S.IN_PROGRESS


@pytest.mark.parametrize("days", [{}, {"actual_starts_on": TODAY, "actual_ends_on": TODAY}])
@pytest.mark.parametrize("state", [S.APPROVED, S.IN_PROGRESS])
def test_an_event_of_next_year_is_not_executed_this_year(state, days):
    event = event_of(date(2031, 1, 10), state=state)
    with pytest.raises(RuleBroken, match="10 Jan 2031"):
        move(event, S.EXECUTED, **days)
    assert (event.state, event.actual_ends_on) == (state, None)


def test_an_event_is_over_on_its_last_day_or_with_the_real_one():
    event = event_of(TODAY, days=5, state=S.IN_PROGRESS)
    with pytest.raises(RuleBroken, match=r"until 5 Mar 2030.*real last day"):
        move(event, S.EXECUTED)
    with pytest.raises(RuleBroken, match="lie in the future"):
        move(event, S.EXECUTED, actual_starts_on=TODAY, actual_ends_on=date(2030, 3, 5))
    move(event, S.EXECUTED, actual_starts_on=TODAY, actual_ends_on=TODAY)
    assert (event.state, event.actual_ends_on) == (S.EXECUTED, TODAY)


def test_on_its_last_day_an_event_may_be_over():
    event = event_of(date(2030, 2, 27), state=S.IN_PROGRESS)
    days = {"actual_starts_on": event.starts_on, "actual_ends_on": event.ends_on}
    assert move(event, S.EXECUTED, **days).state is S.EXECUTED


def test_an_event_that_is_cut_short_keeps_its_real_last_day():
    event = event_of(date(2030, 2, 27), days=9, state=S.IN_PROGRESS)
    with pytest.raises(RuleBroken, match="real last day"):
        move(event, S.CANCELLED, APPROVER, reason_code="weather")
    with pytest.raises(RuleBroken, match="future"):
        move(event, S.CANCELLED, APPROVER, reason_code="weather", actual_ends_on=LATER)
    with pytest.raises(RuleBroken, match="before its first day"):
        move(event, S.CANCELLED, APPROVER, reason_code="weather", actual_ends_on=date(2030, 1, 1))
    move(event, S.CANCELLED, APPROVER, reason_code="weather", actual_ends_on=date(2030, 2, 28))
    assert (event.state, event.actual_ends_on) == (S.CANCELLED, date(2030, 2, 28))


def test_what_was_entered_too_early_before_is_not_reported_or_closed():
    held = {"actual_starts_on": LATER, "actual_ends_on": LATER}
    event = event_of(TODAY, state=S.EXECUTED, **held)
    with pytest.raises(RuleBroken, match="future"):
        move(event, S.REPORTED)
    with pytest.raises(RuleBroken, match="future"):
        file_report(
            event,
            WrittenReport(happened="It rained", participants_actual=3),
            viewer=PLANNER,
            now=NOW,
        )
    event.state = S.REPORTED
    with pytest.raises(RuleBroken, match="future"):
        move(event, S.CLOSED)
    assert move(event, S.EXECUTED, APPROVER, reason_code="error").state is S.EXECUTED


def test_actual_days_are_days_that_have_come():
    event = event_of(date(2030, 2, 27), state=S.IN_PROGRESS)
    rest = {"participants_actual": 3, "actual_cost": None}
    with pytest.raises(RuleBroken, match="2 Mar 2030 can be entered from that day on"):
        record_actuals(
            event,
            ActualFigures(actual_starts_on=TODAY, actual_ends_on=date(2030, 3, 2), **rest),
            viewer=PLANNER,
            now=NOW,
        )
    record_actuals(
        event,
        ActualFigures(actual_starts_on=TODAY, actual_ends_on=TODAY, **rest),
        viewer=PLANNER,
        now=NOW,
    )
    assert event.actual_ends_on == TODAY


@pytest.mark.parametrize(
    ("zone", "hour", "allowed"),
    [
        ("Pacific/Kiritimati", 10, True),  # there it is the next day from 10:00 UTC on
        ("Pacific/Kiritimati", 9, False),
        ("UTC", 23, False),
        ("Pacific/Honolulu", 23, False),
    ],
)
def test_a_zone_ahead_of_the_office_opens_the_gate(zone, hour, allowed):
    event = event_of(date(2030, 3, 2), days=1, zone=zone)
    moment = datetime(2030, 3, 1, hour, 0, tzinfo=UTC)
    if not allowed:
        with pytest.raises(RuleBroken, match="2 Mar 2030"):
            move(event, S.IN_PROGRESS, now=moment)
        return
    move(event, S.IN_PROGRESS, now=moment)
    days = {"actual_starts_on": date(2030, 3, 2), "actual_ends_on": date(2030, 3, 2)}
    move(event, S.EXECUTED, now=moment, **days)
    found = record_outcome(
        WrittenOutcome(event_ids=[event.id], **outcome_fields(seen_on=date(2030, 3, 2))),
        viewer=PLANNER,
        now=moment,
    )
    assert found.seen_on == date(2030, 3, 2)


def test_the_office_ahead_of_the_events_zone_opens_the_gate_too(app):
    event = event_of(date(2030, 3, 2), days=1, zone="Pacific/Honolulu")
    before = app.config["RAPPORT_TIME_ZONE"]
    app.config["RAPPORT_TIME_ZONE"] = "Pacific/Kiritimati"
    try:
        assert move(event, S.IN_PROGRESS).state is S.IN_PROGRESS
    finally:
        app.config["RAPPORT_TIME_ZONE"] = before


def outcome_fields(**fields):
    return {
        "objective_id": make_objective().id,
        "kind": "agreement_reached",
        "sign": "positive",
        "strength": 2,
        "title": "Agreed",
        "evidence": "",
        "evidence_url": "",
        "seen_on": TODAY,
    } | fields


def test_an_outcome_is_seen_between_the_first_event_and_today():
    first = event_of(date(2030, 2, 4), state=S.EXECUTED, title="The first")
    second = event_of(date(2030, 2, 18), state=S.EXECUTED)
    ids = [second.id, first.id]
    for day, words in ((date(2030, 2, 3), "“The first” began on 4 Feb 2030"), (LATER, "future")):
        with pytest.raises(RuleBroken, match=words):
            record_outcome(
                WrittenOutcome(event_ids=ids, **outcome_fields(seen_on=day)),
                viewer=PLANNER,
                now=NOW,
            )
    kept = record_outcome(
        WrittenOutcome(event_ids=ids, **outcome_fields(seen_on=date(2030, 2, 4))),
        viewer=PLANNER,
        now=NOW,
    )
    with pytest.raises(RuleBroken, match="began on 18 Feb 2030"):
        change_outcome(
            kept,
            WrittenOutcome(event_ids=[second.id], **outcome_fields(seen_on=date(2030, 2, 17))),
            viewer=PLANNER,
            now=NOW,
        )


def test_actual_days_fit_what_was_told_already():
    event = event_of(date(2030, 2, 4), state=S.EXECUTED)
    rest = {"participants_actual": 3, "actual_cost": None}
    make_outcome(title="Seen", events=[event], seen_on=date(2030, 2, 6))
    with pytest.raises(RuleBroken, match="“Seen” was seen on 6 Feb 2030"):
        record_actuals(
            event,
            ActualFigures(actual_starts_on=date(2030, 2, 7), actual_ends_on=TODAY, **rest),
            viewer=PLANNER,
            now=NOW,
        )
    db.session.expire(event)
    make_report(event, reported_on=date(2030, 2, 20))
    with pytest.raises(RuleBroken, match="filed on 20 Feb 2030"):
        record_actuals(
            event,
            ActualFigures(
                actual_starts_on=date(2030, 2, 4), actual_ends_on=date(2030, 2, 21), **rest
            ),
            viewer=PLANNER,
            now=NOW,
        )


def test_days_on_which_something_happened_are_not_to_come():
    event = event_of(date(2030, 2, 4), state=S.EXECUTED)
    with pytest.raises(RuleBroken, match="future"):
        observe_lesson(
            event, WrittenLesson(what="X", identified_on=LATER), viewer=PLANNER, today=TODAY
        )
    with pytest.raises(RuleBroken, match="future"):
        log_media_item(
            event,
            WrittenMediaItem(title="X", kind="news_report", published_on=TODAY, answered_on=LATER),
            viewer=PLANNER,
            today=TODAY,
        )
    with pytest.raises(RuleBroken, match="future"):
        note_agreement(
            event_of(LATER, state=S.PLANNED),
            NewAgreement(party="partner", agreed_on=LATER, note=""),
            viewer=PLANNER,
            today=TODAY,
        )


def test_the_quick_log_executes_by_the_offices_day(app):
    before = app.config["RAPPORT_TIME_ZONE"]
    app.config["RAPPORT_TIME_ZONE"] = "Pacific/Honolulu"
    make_nation("FR")
    common = {"title": "Call", "kind": ShippedKind.OFFICIAL_VISIT, "partner_codes": ["FR"],
              "objective_ids": [], "line": ""}  # fmt: skip
    evening = datetime(2030, 3, 2, 5, 6, tzinfo=UTC)  # 19:06 on 1 March in Honolulu
    try:
        there = quick_log(QuickLog(day=date(2030, 3, 2), **common), viewer=PLANNER, now=evening)
        held = quick_log(QuickLog(day=date(2030, 3, 1), **common), viewer=PLANNER, now=evening)
        assert (there.state, there.zone, held.state) == (S.CONCEPT, "Pacific/Honolulu", S.EXECUTED)
        event = event_of(date(2030, 3, 2), zone="Pacific/Honolulu")
        with pytest.raises(RuleBroken, match="begins on 2 Mar 2030"):
            move(event, S.IN_PROGRESS, now=evening)
    finally:
        app.config["RAPPORT_TIME_ZONE"] = before


def test_it_took_place_is_offered_once_the_last_day_has_passed():
    event = event_of(date(2030, 2, 27), days=2)
    offered = [each.to for each in offered_moves(event, PLANNER, date(2030, 2, 28))]
    assert S.EXECUTED not in offered
    assert offered_moves(event, PLANNER, TODAY)[0].to is S.EXECUTED
    days = {"actual_starts_on": event.starts_on, "actual_ends_on": event.ends_on}
    assert move(event, S.EXECUTED, **days).state is S.EXECUTED


# --- the doors


def state_of(event):
    return db.session.get(Event, event.id, populate_existing=True).state


def test_every_door_says_from_when_it_is_possible(client_as):
    planner = client_as("planner")
    event = event_of(LATER)
    page = planner.get(f"/events/{event.id}/move/in_progress")
    assert "Too early" in page.text and "6 May 2030" in page.text
    for answer in (
        planner.post(f"/events/{event.id}/move/in_progress", {}),
        planner.post(
            f"/events/{event.id}/move/executed",
            {
                "actual_starts_on": "2030-05-06",
                "actual_ends_on": "2030-05-08",
                "participants_actual": "3",
            },
        ),
        planner.post(f"/events/bulk?id={event.id}", {"to": "in_progress"}),
    ):
        assert "“" in answer.text and "begins on 6 May 2030" in answer.text
    assert state_of(event) is S.APPROVED


def test_the_bulk_move_takes_no_planned_days_that_have_not_come(client_as):
    event = event_of(date(2030, 2, 28), days=9, state=S.IN_PROGRESS)
    page = client_as("planner").post(
        f"/events/bulk?id={event.id}", {"to": "executed", "as_planned": "y"}
    )
    assert "8 Mar 2030 can be entered from that day on" in page.text
    assert state_of(event) is S.IN_PROGRESS


def test_the_form_of_the_end_proposes_only_days_that_have_come(client_as):
    planner = client_as("planner")
    running = event_of(date(2030, 2, 28), days=9, state=S.IN_PROGRESS)
    page = planner.get(f"/events/{running.id}/move/executed")
    assert "Planned until 8 Mar 2030. If it ended earlier" in page.text
    assert 'value="2030-02-28"' in page.html and 'value="2030-03-08"' not in page.html
    past = event_of(date(2030, 2, 4), state=S.IN_PROGRESS)
    page = planner.get(f"/events/{past.id}/move/executed").html
    assert 'value="2030-02-04"' in page and 'value="2030-02-06"' in page
    assert 'value="2030-03-08"' not in planner.get(f"/events/{running.id}/actuals").html
    late = {"actual_starts_on": "2030-02-28", "actual_ends_on": "2030-03-08", "version": "1"}
    refused = planner.post(f"/events/{running.id}/actuals", late)
    assert refused.status == 422


def test_cutting_short_asks_for_the_real_last_day(client_as):
    event = event_of(date(2030, 2, 28), days=9, state=S.IN_PROGRESS)
    approver = client_as("approver")
    address = f"/events/{event.id}/move/cancelled"
    assert "Real last day" in approver.get(address).text
    done = approver.post(address, {"reason_code": "weather", "actual_ends_on": "2030-03-01"})
    assert done.status == 303
    assert db.session.get(Event, event.id, populate_existing=True).actual_ends_on == TODAY


def test_an_event_that_goes_on_is_not_moved_to_days_to_come(client_as):
    from planner.events.plan.actions import edit_event

    event = event_of(date(2030, 2, 28), days=9, state=S.IN_PROGRESS)
    with pytest.raises(RuleBroken, match="begins on 6 May 2030"):
        edit_event(event, EventChange(starts_on=LATER, ends_on=LATER), viewer=PLANNER, now=NOW)
