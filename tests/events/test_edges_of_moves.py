"""What a move writes down and asks for: nought, one and the same day, and what was said before."""

from datetime import date, timedelta

import pytest

from planner.choices import EventState, Marking, ProposalState, Role
from planner.db import db
from planner.errors import RuleBroken
from planner.events.approval.models import ProposedChange
from planner.events.states.moves import JUST_SO, MOVES, S, find_move, shape_of
from planner.events.states.recording import record_cancellation, record_execution
from planner.events.states.replacement_queries import replacement_choices, replacements_after
from planner.events.states.replacements import set_replacement
from planner.events.states.steps import is_open
from planner.events.states.workflow import move_event
from planner.shapes.event_moves import Cancellation, ReasonedMove, TookPlace
from planner.viewers import Viewer
from tests.factories import NOW, add, make_event, make_objective, make_programme, make_user

TODAY = NOW.date()
DAY = timedelta(days=1)


@pytest.fixture
def planner():
    make_user(id=1001)
    return Viewer(1001, frozenset({Role.PLANNER, Role.APPROVER}), Marking.OFFICIAL_SENSITIVE, None)


def cancelled(**said):
    return Cancellation(reason_code="weather", **said)


def test_nobody_came_is_a_number_and_an_answer(planner):
    event = make_event(state=S.IN_PROGRESS, starts_on=TODAY, days=1, participants_actual=12)
    said = TookPlace(actual_starts_on=TODAY, actual_ends_on=TODAY, participants_actual=0)
    move_event(event, S.EXECUTED, said, viewer=planner, now=NOW)
    assert (event.state, event.participants_actual) == (S.EXECUTED, 0)
    record_execution(event, NOW, TookPlace())
    assert event.participants_actual == 0, "what is not said stays"


def test_on_its_last_day_an_event_lacks_its_actual_days_and_before_it_the_day(planner):
    for days, words in ((1, "add: the actual first and last day"), (2, "is planned until")):
        event = make_event(state=S.IN_PROGRESS, starts_on=TODAY, days=days, participants_actual=1)
        with pytest.raises(RuleBroken, match=words):
            move_event(event, S.EXECUTED, viewer=planner, now=NOW)


def test_a_cancellation_keeps_a_cost_of_nought_and_what_it_does_not_say():
    other = make_event(starts_on=TODAY)
    event = make_event(state=S.PLANNED, actual_cost=5, currency="EUR", replaced_by_id=other.id)
    record_cancellation(event, NOW, cancelled())
    assert (event.actual_cost, event.replaced_by_id, event.partner_told) == (5, other.id, False)
    record_cancellation(event, NOW, cancelled(actual_cost=0, currency="EUR", partner_told=True))
    assert (event.actual_cost, event.partner_told) == (0, True)
    record_cancellation(event, NOW, ReasonedMove(reason_code="weather"))
    assert event.partner_told is False


def test_an_event_may_be_cut_short_on_its_first_day_and_not_before():
    event = make_event(state=S.IN_PROGRESS, starts_on=TODAY, days=4)
    with pytest.raises(RuleBroken, match="before its first day"):
        record_cancellation(event, NOW, cancelled(actual_ends_on=TODAY - DAY))
    record_cancellation(event, NOW, cancelled(actual_ends_on=TODAY))
    assert (event.actual_starts_on, event.actual_ends_on) == (TODAY, TODAY)
    planned = make_event(state=S.PLANNED, starts_on=TODAY)
    record_cancellation(planned, NOW, cancelled())
    assert planned.actual_ends_on is None


@pytest.mark.parametrize(
    ("old", "new", "lapses"),
    [
        (S.APPROVED, S.PLANNED, True),
        (S.APPROVED, S.CANCELLED, True),
        (S.APPROVED, S.POSTPONED, True),
        (S.APPROVED, S.IN_PROGRESS, False),
        (S.REPORTED, S.CLOSED, True),
    ],
)
def test_a_proposed_change_lapses_when_nothing_binds_any_more_or_it_is_finished(
    planner, old, new, lapses
):
    needs = {"objectives": [make_objective()], "baselined_at": NOW}
    event = make_event(state=old, starts_on=TODAY, days=1, **needs)
    proposal = add(
        ProposedChange(
            event=event, changes={}, state=ProposalState.OPEN, proposed_at=NOW, writer_ids=[1001]
        )
    )
    move = find_move(event, new)
    said = shape_of(move)(reason_code="weather") if move.needs_reason else JUST_SO
    move_event(event, new, said, viewer=planner, now=NOW)
    db.session.flush()
    assert (proposal.state is not ProposalState.OPEN) is lapses


def offered(event):
    return {title for _key, title, _day in replacement_choices(event, TODAY)}


def test_what_replaces_an_event_is_still_to_come_or_near_and_never_itself_or_cancelled():
    series = make_programme()
    event = make_event(title="it", state=S.CANCELLED, programme=series, starts_on=TODAY + DAY)
    for title, days, state, fields in (
        ("today", 0, S.PLANNED, {}), ("yesterday", -1, S.PLANNED, {}),
        ("held", 0, S.EXECUTED, {}), ("off", 3, S.CANCELLED, {}),
        ("series", -9, S.CLOSED, {"programme": series}), ("copy", -9, S.CLOSED, {}),
        ("series off", 3, S.CANCELLED, {"programme": series}),
    ):  # fmt: skip
        row = make_event(title=title, starts_on=TODAY + days * DAY, days=1, state=state, **fields)
        if title == "copy":
            row.copied_from_id = event.id
    put_off = make_event(title="put off", state=S.POSTPONED, starts_on=TODAY + DAY)
    alone = make_event(title="alone", state=S.CANCELLED)
    db.session.flush()
    assert offered(event) == {"today", "series", "copy", "put off"}
    assert offered(alone) == {"today", "put off"}
    assert offered(put_off) == {"today"}
    held = next(key for key, title, _day in replacement_choices(event, TODAY) if title == "series")
    alone.replaced_by_id = held
    db.session.flush()
    assert offered(alone) == {"today", "put off", "series"}, "the one already chosen"


def test_replacements_go_in_no_circle_however_long():
    first, second, third = (make_event(starts_on=TODAY + n * DAY) for n in range(3))
    set_replacement(first, second.id, TODAY)
    set_replacement(second, third.id, TODAY)
    db.session.flush()
    assert replacements_after(first.id) == [first.id, second.id, third.id]
    for key in (first.id, second.id, third.id):
        with pytest.raises(RuleBroken, match=r"circle|does not replace itself"):
            set_replacement(third, key, TODAY)
    assert third.replaced_by_id is None
    past = make_event(starts_on=TODAY - DAY, days=1)
    with pytest.raises(RuleBroken, match="still to come"):
        set_replacement(third, past.id, TODAY)
    set_replacement(first, None, TODAY)
    assert first.replaced_by_id is None


def test_a_move_that_ends_or_goes_back_asks_why():
    reasons = {(state, one.to) for state in S for one in MOVES[state] if one.needs_reason}
    assert (S.IN_PROGRESS, S.CANCELLED) in reasons
    assert {new for _old, new in reasons} == {
        S.CANCELLED, S.POSTPONED, S.PLANNED, S.EXECUTED, S.REPORTED,
    }  # fmt: skip


@pytest.mark.parametrize("state", EventState)
def test_actual_figures_are_recorded_from_its_beginning_until_it_is_closed(planner, state):
    event = make_event(state=state)
    running = {S.IN_PROGRESS, S.EXECUTED, S.REPORTED}
    assert is_open("actuals", event, planner) is (state in running)


def test_days_of_a_cancelled_event_stay_where_they_were(planner):
    event = make_event(state=S.PLANNED, starts_on=date(2030, 5, 1))
    move_event(event, S.CANCELLED, cancelled(), viewer=planner, now=NOW)
    assert event.starts_on == date(2030, 5, 1)
