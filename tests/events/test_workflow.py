"""States of events: the table of moves, their gates, and what they record."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from planner.choices import CoordinationParty, EventState, Marking, Role
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.models import Coordination
from planner.events.states.moves import MOVES, SAYS
from planner.events.states.workflow import move_event, offered_moves
from planner.shapes.event_moves import StateMove
from planner.viewers import Viewer
from tests.factories import NOW, make_attendance, make_event, make_objective, make_user

S = EventState
PLANNER = Viewer(1001, frozenset({Role.PLANNER}), Marking.OFFICIAL_SENSITIVE, None)
APPROVER = Viewer(1002, frozenset({Role.APPROVER}), Marking.OFFICIAL_SENSITIVE, None)


@pytest.fixture(autouse=True)
def users():
    make_user(id=1001)
    make_user(id=1002, roles=[Role.APPROVER])


def ready_event(state=S.CONCEPT, **fields):
    """Return an event that lacks nothing on its way to execution."""
    fields = {"risks_rated": True, "author_id": 1001} | fields
    event = make_event(objectives=[make_objective()], state=state, **fields)
    for party in CoordinationParty:
        event.coordination.append(Coordination(party=party, agreed_on=date(2030, 1, 1)))
    db.session.flush()
    return event


def move(event, to, viewer=PLANNER, **more):
    said = SAYS.get(to, StateMove)(**more) if more else StateMove()
    result = move_event(event, to, said, viewer=viewer, now=NOW)
    db.session.flush()
    return result


def test_an_event_goes_all_the_way_from_concept_to_executed():
    event = ready_event()
    for to, viewer in (
        (S.PLANNED, PLANNER),
        (S.COORDINATED, PLANNER),
        (S.APPROVED, APPROVER),
        (S.IN_PROGRESS, PLANNER),
    ):
        move(event, to, viewer)
    move(
        event,
        S.EXECUTED,
        actual_starts_on=date(2030, 2, 4),
        actual_ends_on=date(2030, 2, 5),
        participants_actual=12,
    )
    assert event.state is S.EXECUTED
    assert [row.to_state for row in event.transitions][-1] is S.EXECUTED
    assert (event.baseline_starts_on, event.baseline_ends_on) == (event.starts_on, event.ends_on)
    assert event.transitions[2].by_id == 1002


def test_planned_names_everything_that_is_missing():
    event = make_event(
        partners=[], state=S.CONCEPT, starts_on=None, benefit_own="", benefit_partner=""
    )
    event.places = []
    with pytest.raises(RuleBroken) as refusal:
        move(event, S.PLANNED)
    sentence = str(refusal.value)
    for part in (
        "dates",
        "a place",
        "a partner nation",
        "an objective",
        "what we gain",
        "what the partner gains",
    ):
        assert part in sentence
    assert event.state is S.CONCEPT


def test_the_own_nation_alone_is_no_partner():
    from tests.factories import make_own_nation

    make_own_nation("AU")
    event = make_event(partners=["AU"], objectives=[make_objective()], state=S.CONCEPT)
    with pytest.raises(RuleBroken, match="a partner nation"):
        move(event, S.PLANNED)


def test_coordinated_needs_partner_agencies_and_funding():
    event = make_event(objectives=[make_objective()])
    with pytest.raises(RuleBroken, match="agencies’ agreement; the agreed funding"):
        move(event, S.COORDINATED)


def test_the_author_cannot_approve_their_own_event():
    both = Viewer(1001, frozenset({Role.PLANNER, Role.APPROVER}), Marking.OFFICIAL_SENSITIVE, None)
    event = ready_event(S.COORDINATED)
    with pytest.raises(NotAllowed, match="somebody else has to approve"):
        move(event, S.APPROVED, both)
    assert S.APPROVED not in [found.to for found in offered_moves(event, both, NOW.date())]


def test_a_planner_cannot_approve():
    with pytest.raises(NotAllowed, match="Only an approver"):
        move(ready_event(S.COORDINATED), S.APPROVED)


def test_approval_needs_rated_risks():
    with pytest.raises(RuleBroken, match="risks"):
        move(ready_event(S.COORDINATED, risks_rated=False), S.APPROVED, APPROVER)


def test_the_baseline_is_frozen_at_the_first_approval_only():
    event = ready_event(S.COORDINATED)
    first = event.starts_on
    move(event, S.APPROVED, APPROVER)
    move(
        event,
        S.POSTPONED,
        APPROVER,
        reason_code="weather",
        new_starts_on=date(2030, 9, 2),
        new_ends_on=date(2030, 9, 3),
    )
    move(event, S.PLANNED)
    move(event, S.COORDINATED)
    make_user(id=1003, roles=[Role.APPROVER])
    with pytest.raises(NotAllowed, match="somebody else has to approve"):
        move(event, S.APPROVED, APPROVER)  # who set the new days
    move(event, S.APPROVED, replace(APPROVER, user_id=1003))
    assert event.starts_on == date(2030, 9, 2)
    assert event.baseline_starts_on == first


def test_a_postponed_event_keeps_its_old_days_in_the_history():
    event = ready_event(S.PLANNED)
    old = (event.starts_on, event.ends_on)
    move(event, S.POSTPONED, reason_code="health", note="Outbreak")
    row = event.transitions[-1]
    assert event.starts_on is None
    assert (row.old_starts_on, row.old_ends_on, row.note) == (*old, "Outbreak")
    with pytest.raises(RuleBroken, match="the dates or the period"):
        move(event, S.PLANNED)


def test_postponing_needs_a_reason_and_other_needs_a_note():
    event = ready_event(S.PLANNED)
    with pytest.raises(RuleBroken, match="Choose a reason"):
        move(event, S.POSTPONED)
    with pytest.raises(RuleBroken, match="say in the note"):
        move(event, S.POSTPONED, reason_code="other")


@pytest.mark.parametrize("to", [S.CANCELLED, S.POSTPONED])
def test_after_approval_only_an_approver_cancels_or_postpones(to):
    event = ready_event(S.APPROVED)
    with pytest.raises(NotAllowed, match="Only an approver"):
        move(event, to, reason_code="funding")
    move(event, to, APPROVER, reason_code="funding")
    assert event.state is to


def test_what_was_approved_once_is_cancelled_by_an_approver_also_while_postponed():
    approved = move(ready_event(S.COORDINATED), S.APPROVED, APPROVER)
    move(approved, S.POSTPONED, APPROVER, reason_code="weather")
    with pytest.raises(NotAllowed, match="Only an approver"):
        move(approved, S.CANCELLED, reason_code="weather")
    assert S.CANCELLED not in {one.to for one in offered_moves(approved, PLANNER, NOW.date())}
    assert move(approved, S.CANCELLED, APPROVER, reason_code="weather").state is S.CANCELLED
    never = move(ready_event(S.PLANNED), S.POSTPONED, reason_code="weather")
    assert move(never, S.CANCELLED, reason_code="weather").state is S.CANCELLED


def test_a_cancellation_records_cost_and_whether_the_partner_knows():
    event, other = ready_event(S.PLANNED), make_event(starts_on=date(2040, 1, 1))
    move(
        event,
        S.CANCELLED,
        reason_code="merged",
        actual_cost=Decimal("120.50"),
        partner_told=True,
        replaced_by_id=other.id,
    )
    assert event.actual_cost == Decimal("120.50")
    assert event.partner_told is True
    assert event.replaced_by_id == other.id


def test_execution_needs_days_and_attendance_and_is_undone_when_refused():
    event = ready_event(S.IN_PROGRESS)
    with pytest.raises(RuleBroken, match="how many took part"):
        move(event, S.EXECUTED, actual_starts_on=date(2030, 2, 4), actual_ends_on=date(2030, 2, 4))
    assert event.actual_starts_on is None
    make_attendance(event, has_attended=True)
    move(event, S.EXECUTED, actual_starts_on=date(2030, 2, 4), actual_ends_on=date(2030, 2, 4))
    assert event.state is S.EXECUTED


def test_a_coordinated_event_is_sent_back_with_a_reason():
    event = ready_event(S.COORDINATED)
    move(event, S.PLANNED, APPROVER, reason_code="incomplete")
    assert event.transitions[-1].reason_code == "incomplete"


def test_only_an_administrator_with_a_content_role_reopens():
    event = ready_event(S.CLOSED)
    with pytest.raises(NotAllowed):
        move(event, S.REPORTED, reason_code="error")
    admin = Viewer(1001, frozenset({Role.ADMINISTRATOR}), Marking.OFFICIAL_SENSITIVE, None)
    with pytest.raises(NotAllowed, match="second role"):
        move(event, S.REPORTED, admin, reason_code="error")


def test_a_cancelled_event_goes_nowhere_but_is_revived_as_a_copy():
    event = ready_event(S.CANCELLED)
    assert MOVES[S.CANCELLED] == ()
    with pytest.raises(RuleBroken, match="Revive it as a copy"):
        move(event, S.CONCEPT)


@pytest.mark.parametrize("state", list(S))
def test_every_move_that_the_table_lacks_is_refused(state):
    allowed = {found.to for found in MOVES[state]}
    event = ready_event(state)
    for to in S:
        if to not in allowed and to is not state:
            with pytest.raises(RuleBroken, match=r"cannot become|Revive"):
                move(event, to)
    assert event.state is state


def test_an_event_out_of_scope_cannot_be_moved():
    abroad = Viewer(1001, frozenset({Role.PLANNER}), Marking.OFFICIAL, frozenset({"ID"}))
    with pytest.raises(NotAllowed, match="one of your nations"):
        move(ready_event(marking=Marking.PUBLIC), S.PLANNED, abroad)
