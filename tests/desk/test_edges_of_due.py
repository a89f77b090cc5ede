"""When something comes to stand on a desk, is late, ends or is tried again: the day, the second."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest

from planner.accounts.brakes import Brake, Try, rules
from planner.accounts.models import BrakeKind
from planner.accounts.tokens import VALID_FOR, read_token, reset_token
from planner.choices import EventState, LessonState, MailState, Marking, ProposalState, Role
from planner.db import db
from planner.desk.approval_queries import approvals, changes_declined
from planner.desk.due_lines import due_rows
from planner.desk.holding_queries import HOLDINGS
from planner.desk.news_queries import news
from planner.desk.queries import WaitingRows, coming_up, waiting
from planner.desk.verification_queries import values_to_verify, verifications
from planner.desk.work_queries import nobodys_own, unanswered, undated_concepts
from planner.events.approval.models import ProposedChange
from planner.events.mine import is_mine
from planner.events.models import Event, Transition
from planner.office.queries import office
from planner.outbox.sending import KEPT_FOR, PAUSES, ended, later
from planner.outcomes.due_items import FOLLOW_UPS_DUE, REPORTS_DUE
from planner.outcomes.follow_up_due import is_overdue
from planner.outcomes.models import FollowUp, Lesson
from planner.outcomes.report_due import Due, outcome_due, report_due
from planner.viewers import Viewer
from planner.web.session_limits import is_over
from tests.factories import (
    NOW,
    add,
    make_event,
    make_follow_up,
    make_indicator,
    make_objective,
    make_outcome,
    make_report,
    make_user,
)

PURE = pytest.mark.no_database
TODAY = date(2030, 3, 1)
follow_ups_due, reports_due = due_rows(FOLLOW_UPS_DUE), due_rows(REPORTS_DUE)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
S = EventState


def viewer(user, *roles):
    return Viewer(user.id, frozenset(roles or {Role.PLANNER}), Marking.OFFICIAL_SENSITIVE, None)


def titles(found):
    """Return the titles of rows that wait, once their number was found to be right."""
    assert found.total == len(found.every()) == len(found.rows)
    return [getattr(row, "what", None) or row.title for row in found.rows]


def test_what_is_owed_within_a_week_stands_on_the_owners_desk():
    owner, other = make_user(), make_user()
    for days in (8, 7, -300, 0):
        make_follow_up(owner=owner, due_on=TODAY + days * DAY, what=f"{days}")
    make_follow_up(owner=owner, due_on=TODAY, what="in hand", state="in_hand")
    for state in ("done", "handed_over", "dropped"):
        make_follow_up(owner=owner, due_on=TODAY, state=state, closed_on=TODAY)
    make_follow_up(owner=other, due_on=TODAY)
    assert titles(follow_ups_due(viewer(owner), TODAY)) == ["-300", "0", "in hand", "7"]


def test_a_promise_is_late_on_the_day_after_in_rows_and_in_statements():
    made = [
        make_follow_up(due_on=TODAY + days * DAY, what=f"{days}", state=state, closed_on=closed)
        for days, state, closed in (
            (-1, "open", None), (-1, "in_hand", None), (0, "open", None), (-1, "done", TODAY),
        )
    ]  # fmt: skip
    late = set(db.session.scalars(db.select(FollowUp).where(is_overdue(TODAY))))
    assert late == set(made[:2]) == {row for row in made if row.is_overdue(TODAY)}


def test_whether_it_took_place_is_asked_from_the_day_after_of_its_owner_or_of_everybody():
    owner, other = make_user(), make_user()
    for days, state, of in (
        (-1, S.APPROVED, owner), (-2, S.IN_PROGRESS, None), (0, S.APPROVED, owner),
        (-1, S.APPROVED, other), (-1, S.PLANNED, owner), (-1, S.EXECUTED, owner),
    ):  # fmt: skip
        make_event(
            title=f"{days} {state}", starts_on=TODAY + days * DAY, days=1, state=state, owner=of
        )
    wanted = ["-2 in_progress", "-1 approved"]
    for role in (Role.PLANNER, Role.COUNTRY_DESK, Role.APPROVER):
        assert titles(unanswered(viewer(owner, role), TODAY)) == wanted, role
    assert titles(unanswered(viewer(owner, Role.VIEWER), TODAY)) == []


def test_reports_concepts_and_approvals_wait_for_whose_they_are():
    owner, other = make_user(), make_user()
    for title, fields in (
        ("mine", {"owner": owner}), ("written", {"author": owner}),
        ("handed on", {"author": owner, "owner": other}), ("nobody’s", {}),
    ):  # fmt: skip
        make_event(title=title, state=S.EXECUTED, **fields)
        make_event(title=title, state=S.CONCEPT, starts_on=None, **fields)
        make_event(title=title, state=S.COORDINATED, **fields)
    make_report(make_event(title="reported", state=S.EXECUTED, owner=owner))
    make_event(title="dated", state=S.CONCEPT, owner=owner)
    written_at = make_event(title="written at", state=S.COORDINATED)
    written_at.writer_ids = [owner.id]
    db.session.flush()
    someone = viewer(owner)
    assert titles(reports_due(someone, TODAY)) == ["mine", "written"]
    assert titles(undated_concepts(someone, TODAY)) == ["mine", "written"]
    approver = viewer(owner, Role.APPROVER)
    assert titles(approvals(approver, TODAY)) == ["mine", "nobody’s"]
    for found in (approvals(someone, TODAY), reports_due(approver, TODAY)):
        assert found.rows == []
    assert undated_concepts(approver, TODAY).rows == []


def test_what_somebody_wrote_or_wrote_at_waits_for_another_to_verify_it():
    me, other = make_user(), make_user()
    for title, author, writers, verified in (
        ("theirs", other, [], None), ("mine", me, [], None), ("at it", other, [me.id], None),
        ("verified", other, [], make_user()), ("of a load", None, [], None),
    ):  # fmt: skip
        at = NOW if verified else None
        make_outcome(
            title=title, author=author, writer_ids=writers, verified_by=verified, verified_at=at
        )
    approver = viewer(me, Role.APPROVER)
    assert titles(verifications(approver, TODAY)) == ["theirs", "of a load"]
    assert verifications(viewer(me), TODAY).rows == values_to_verify(viewer(me), TODAY).rows == []
    assert make_indicator(make_objective()) and values_to_verify(approver, TODAY).total == 0


def test_the_next_two_weeks_hold_what_is_on_or_begins_and_nothing_called_off():
    for title, days, length, state in (
        ("over", -2, 2, S.PLANNED), ("ends today", -1, 2, S.PLANNED), ("last", 14, 1, S.CONCEPT),
        ("beyond", 15, 1, S.PLANNED), ("off", 1, 1, S.CANCELLED), ("put off", 1, 1, S.POSTPONED),
    ):  # fmt: skip
        make_event(title=title, starts_on=TODAY + days * DAY, days=length, state=state)
    make_event(
        title="over early", starts_on=TODAY - DAY, days=5, state=S.EXECUTED,
        actual_ends_on=TODAY - DAY,
    )  # fmt: skip
    assert titles(coming_up(TODAY)) == ["ends today", "last"]


def test_a_declined_proposal_stands_for_two_weeks_until_a_newer_one():
    me = make_user()
    midnight = datetime(2030, 2, 15, tzinfo=UTC)

    def propose(decided_at, writers=(me.id,), state=ProposalState.DECLINED, event=None):
        return add(
            ProposedChange(
                event=event or make_event(state=S.APPROVED), changes={}, state=state,
                proposed_at=NOW, decided_at=decided_at, writer_ids=list(writers),
            )
        )  # fmt: skip

    first = propose(midnight)
    propose(midnight - SECOND)
    propose(NOW, [me.id + 100])
    propose(NOW, state=ProposalState.AGREED)
    propose(NOW, event=(again := make_event(state=S.APPROVED)))
    last = propose(NOW, event=again)
    found = changes_declined(viewer(me), TODAY)
    assert found.rows == [last, first]


def test_news_begin_after_what_was_seen_and_are_never_ones_own():
    me, other = make_user(), make_user()
    event = make_event(owner=me, state=S.PLANNED)
    earliest = datetime(2029, 12, 31, tzinfo=UTC)  # sixty days before

    def move(at, by, old=S.CONCEPT):
        add(
            Transition(
                event_id=event.id, from_state=old, to_state=S.PLANNED, by_id=by and by.id, at=at
            )
        )

    for at, by, old in (
        (earliest, other, S.CONCEPT), (earliest + SECOND, other, S.CONCEPT), (NOW, me, S.CONCEPT),
        (NOW, None, S.CONCEPT), (NOW, other, None),
    ):  # fmt: skip
        move(at, by, old)
    someone = viewer(me)
    found = news(someone, is_mine(someone), TODAY)
    assert [one.at for one in found] == [NOW, earliest + SECOND]
    assert news(viewer(me, Role.VIEWER), is_mine(someone), TODAY) == []


def test_what_has_no_owner_here_is_what_is_still_to_be_done():
    left = make_user(active=False)
    holdings = {one.name: one for one in HOLDINGS}
    for state in S:
        make_event(title=state.value, state=state, owner=left)
    make_event(title="discarded", state=S.CONCEPT, discarded_at=NOW)
    make_event(title="kept", owner=make_user(), state=S.PLANNED)
    desk = viewer(make_user(), Role.COUNTRY_DESK)
    condition = holdings["events"].unowned
    found = waiting(Event, condition, Event.id).asked()
    assert {row.title for row in found.every()} == {one.value for one in S} - {
        "closed",
        "cancelled",
    }
    assert nobodys_own(holdings["events"], desk, TODAY).total == found.total == 8
    assert nobodys_own(holdings["events"], viewer(make_user()), TODAY).total == 0
    event = make_event(owner=make_user())
    for state in LessonState:
        add(Lesson(event=event, what=state.value, state=state, owner=left, identified_on=TODAY))
    lessons = nobodys_own(holdings["lessons"], desk, TODAY)
    assert {row.what for row in lessons.every()} == {one.value for one in LessonState} - {
        "validated"
    }
    gone = make_objective(retired_on=TODAY)
    assert gone not in nobodys_own(holdings["objectives"], desk, TODAY).every()


@PURE
def test_of_much_work_the_first_few_are_shown_and_the_rest_counted():
    rows = [1, 2, 3]
    for total, is_endless in ((3, False), (999, False), (1000, True)):
        found = WaitingRows(rows, total, lambda: rows)
        assert (found.more, found.is_endless) == (total - 3, is_endless)


def test_a_report_is_due_its_days_after_the_end_and_late_after_that():
    event = make_event(state=S.EXECUTED, starts_on=date(2030, 1, 29), days=3)
    due = report_due(event, TODAY)
    assert (due.on, due.days_late, due.is_late) == (date(2030, 3, 2), -1, False)
    assert outcome_due(event, TODAY).on == date(2030, 1, 31) + 180 * DAY
    office().report_days, office().outcome_days = 29, 28
    assert not report_due(event, TODAY).is_late
    late = outcome_due(event, TODAY)
    assert (late.is_late, late.days_late) == (True, 1)
    assert (Due(None, TODAY).days_late, Due(None, TODAY).is_late, Due(None, TODAY).words) == (
        0, False, "",
    )  # fmt: skip


@PURE
@pytest.mark.parametrize(
    ("since", "over"),
    [(0, False), (-59, False), (-60, True), (300, False), (301, True), (None, True), ("x", True)],
)
def test_a_limit_has_passed_on_its_last_second_and_for_moments_nobody_set(since, over):
    moment = int(NOW.timestamp()) + since if isinstance(since, int) else since
    assert is_over(60, moment, NOW) is over


@PURE
def test_a_link_for_a_new_password_is_good_for_an_hour_to_the_second():
    user = SimpleNamespace(id=5, fs_uniquifier="u", password="p")
    token = reset_token(user, key="k", now=NOW)
    for at, is_good in ((NOW, True), (NOW + VALID_FOR, True), (NOW + VALID_FOR + SECOND, False)):
        assert (read_token(token, key="k", now=at) is not None) is is_good
    assert read_token(token, key="k", now=NOW - SECOND) is None
    assert read_token(token, key="other", now=NOW) is None
    assert timedelta(hours=1) == VALID_FOR


@PURE
def test_tries_beyond_the_free_ones_wait_twice_as_long_each_up_to_the_longest():
    brake = Brake(3, timedelta(seconds=30), timedelta(seconds=10))
    waits = [brake.wait(tries).total_seconds() for tries in (0, 2, 3, 4, 5, 7, 8, 99)]
    assert waits == [0, 0, 1, 2, 4, 16, 30, 30]
    assert brake.left(2, timedelta()) == 2
    assert brake.left(2, timedelta(seconds=10)) == 1
    assert brake.left(4, timedelta(seconds=2)) == 4, "the wait itself forgets nothing"
    assert brake.left(4, timedelta(seconds=12)) == 3
    assert brake.left(1, timedelta(days=1)) == 0
    found = rules(5, timedelta(minutes=15))
    assert {kind: one.free for kind, one in found.items()} == {
        BrakeKind.PAIR: 5, BrakeKind.BROWSER: 5, BrakeKind.NAME: 20, BrakeKind.ADDRESS: 100,
    }  # fmt: skip
    assert {kind: one.longest.total_seconds() for kind, one in found.items()} == {
        BrakeKind.PAIR: 900, BrakeKind.BROWSER: 900, BrakeKind.NAME: 60, BrakeKind.ADDRESS: 60,
    }  # fmt: skip
    assert rules(0, timedelta())[BrakeKind.PAIR].free == 1
    assert Try("n", "a", 0).keys == [(BrakeKind.BROWSER, "n", "0")]
    assert [kind for kind, *_rest in Try("n", "a").keys] == [
        BrakeKind.PAIR, BrakeKind.NAME, BrakeKind.ADDRESS,
    ]  # fmt: skip


@PURE
def test_a_mail_is_tried_again_after_its_pause_and_given_up_when_that_would_be_too_late():
    for tries, minutes in ((1, 1), (2, 5), (5, 60), (9, 60)):
        mail = SimpleNamespace(tries=tries, good_until=NOW + timedelta(minutes=minutes))
        assert later(mail, NOW, "away")["due_at"] == NOW + timedelta(minutes=minutes)
        mail.good_until -= SECOND
        assert later(mail, NOW, "away") == ended(MailState.GIVEN_UP, NOW, "away")
    assert [pause.total_seconds() / 60 for pause in PAUSES] == [1, 5, 15, 30, 60]
    assert timedelta(days=7) == KEPT_FOR
