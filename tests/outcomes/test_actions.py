"""Recording, verifying, handing out and closing, with what is refused."""

from datetime import UTC, date, datetime

import pytest

from planner.choices import EventState, FollowUpState, LessonState, OutcomeSign, OutcomeType, Role
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.events.states.gates import missing_for
from planner.events.states.workflow import move_event
from planner.outcomes.actions import change_outcome, record_outcome, remove_outcome
from planner.outcomes.follow_up_actions import (
    change_follow_up,
    close_follow_up,
    hand_out_follow_up,
    reopen_follow_ups,
)
from planner.outcomes.lesson_actions import move_lesson, observe_lesson
from planner.outcomes.media_actions import log_media_item
from planner.outcomes.report_actions import file_report
from planner.outcomes.report_queries import report_of
from planner.outcomes.settling_actions import settle_follow_ups
from planner.outcomes.verification_actions import (
    verify_again,
    verify_outcome,
    withdraw_verification,
)
from planner.shapes.follow_up import Closing, FollowUpStep, WrittenFollowUp
from planner.shapes.lesson import WrittenLesson
from planner.shapes.media_item import WrittenMediaItem
from planner.shapes.outcome import Verification, WrittenOutcome
from planner.shapes.report import WrittenReport
from tests.factories import (
    make_event,
    make_follow_up,
    make_objective,
    make_outcome,
    make_report,
    make_user,
    make_verified_outcome,
)

NOW = datetime(2030, 3, 1, 12, 0, tzinfo=UTC)
TODAY = NOW.date()


def viewer_of(*roles, **fields):
    return make_user(roles=roles, **fields).as_viewer


@pytest.fixture
def planner():
    return viewer_of(Role.PLANNER)


@pytest.fixture
def approver():
    return viewer_of(Role.APPROVER)


def executed(**fields):
    return make_event(state=EventState.EXECUTED, **fields)


def outcome_fields(**fields):
    defaults = {
        "objective_id": make_objective().id,
        "kind": OutcomeType.ACCESS_GRANTED,
        "sign": OutcomeSign.POSITIVE,
        "strength": 2,
        "title": "Access to the range",
        "evidence": "",
        "evidence_url": "",
        "seen_on": date(2030, 2, 20),
    }
    return defaults | fields


def test_one_outcome_may_come_from_several_events(planner):
    events = [executed(), executed()]

    made = record_outcome(
        WrittenOutcome(event_ids=[e.id for e in events], **outcome_fields()),
        viewer=planner,
        now=NOW,
    )

    assert {event.id for event in made.events} == {event.id for event in events}
    assert made.author_id == planner.user_id


def test_nothing_can_come_of_an_event_that_was_not_held(planner):
    with pytest.raises(RuleBroken, match="has not taken place"):
        record_outcome(
            WrittenOutcome(event_ids=[make_event().id], **outcome_fields()), viewer=planner, now=NOW
        )


def test_an_outcome_is_not_seen_in_the_future(planner):
    with pytest.raises(RuleBroken, match="future"):
        record_outcome(
            WrittenOutcome(event_ids=[executed().id], **outcome_fields(seen_on=date(2030, 3, 2))),
            viewer=planner,
            now=NOW,
        )


def test_a_negative_outcome_has_the_negative_sign(planner):
    fields = outcome_fields(kind=OutcomeType.NEGATIVE_OUTCOME)

    made = record_outcome(
        WrittenOutcome(event_ids=[executed().id], **fields), viewer=planner, now=NOW
    )

    assert made.sign is OutcomeSign.NEGATIVE


def test_recording_an_outcome_takes_none_found_back(planner):
    report = make_report(has_no_outcomes=True)

    record_outcome(
        WrittenOutcome(event_ids=[report.event.id], **outcome_fields()), viewer=planner, now=NOW
    )

    assert not report.has_no_outcomes


def test_viewers_and_approvers_do_not_record(approver):
    for who in (approver, viewer_of(Role.VIEWER)):
        with pytest.raises(NotAllowed):
            record_outcome(WrittenOutcome(event_ids=[], **outcome_fields()), viewer=who, now=NOW)


def test_who_changes_an_outcome_becomes_its_author():
    both = viewer_of(Role.PLANNER, Role.APPROVER)
    outcome = make_outcome(author=make_user(), events=[executed()])

    change_outcome(
        outcome,
        WrittenOutcome(event_ids=[e.id for e in outcome.events], **outcome_fields()),
        viewer=both,
        now=NOW,
    )

    assert outcome.author_id == both.user_id
    with pytest.raises(NotAllowed, match="Somebody else"):
        verify_outcome(outcome, Verification(verification_source="Minutes"), viewer=both, now=NOW)


def test_nobody_verifies_their_own_outcome():
    both = make_user(roles=[Role.PLANNER, Role.APPROVER])
    outcome = make_outcome(author=both)

    with pytest.raises(NotAllowed, match="Somebody else"):
        verify_outcome(
            outcome, Verification(verification_source="Minutes"), viewer=both.as_viewer, now=NOW
        )
    assert not outcome.is_verified


def test_verifying_needs_a_source_and_an_approver(approver, planner):
    outcome = make_outcome()

    with pytest.raises(RuleBroken, match="source"):
        verify_outcome(outcome, Verification(verification_source="  "), viewer=approver, now=NOW)
    with pytest.raises(NotAllowed):
        verify_outcome(
            outcome, Verification(verification_source="Minutes"), viewer=planner, now=NOW
        )

    verify_outcome(outcome, Verification(verification_source="Minutes"), viewer=approver, now=NOW)
    db.session.flush()
    assert outcome.verified_by_id == approver.user_id


def test_a_verified_outcome_changes_only_after_withdrawal(planner, approver):
    outcome = make_verified_outcome(events=[executed()], verification_source="Minutes")
    fields = outcome_fields(title="Otherwise") | {"event_ids": [outcome.events[0].id]}

    with pytest.raises(RuleBroken, match="withdraw"):
        change_outcome(outcome, WrittenOutcome(**fields), viewer=planner, now=NOW)
    with pytest.raises(RuleBroken, match="withdraw"):
        remove_outcome(outcome, viewer=planner)
    withdraw_verification(outcome, viewer=approver)
    change_outcome(outcome, WrittenOutcome(**fields), viewer=planner, now=NOW)

    assert outcome.title == "Otherwise"


def test_a_withdrawal_can_be_undone_with_its_source(approver):
    outcome = make_verified_outcome(verification_source="Minutes")

    withdraw_verification(outcome, viewer=approver)
    verify_again(outcome, viewer=approver, now=NOW)

    assert (outcome.is_verified, outcome.verification_source) == (True, "Minutes")


REPORT = {
    "attended": [],
    "headcounts": {},
    "participants_actual": 9,
    "outcomes": [],
    "lessons": [],
    "follow_ups": [],
    "planned": "",
    "happened": "It went well",
    "why": "",
    "sustain": "",
    "improve": "",
    "has_no_outcomes": True,
    "has_no_lessons": True,
    "has_no_media": True,
}


@pytest.mark.parametrize(
    ("state", "words"), [(EventState.APPROVED, "executed first"), (EventState.CLOSED, "closed")]
)
def test_a_report_is_written_after_the_event_and_before_closing(planner, state, words):
    with pytest.raises(RuleBroken, match=words):
        file_report(make_event(state=state), WrittenReport(**REPORT), viewer=planner, now=NOW)


def test_a_report_is_filed_once_and_changed_afterwards(planner):
    event = executed()

    file_report(event, WrittenReport(**REPORT), viewer=planner, now=NOW)
    file_report(
        event, WrittenReport(**REPORT | {"happened": "Better than that"}), viewer=planner, now=NOW
    )

    assert report_of(event).happened == "Better than that"
    assert (report_of(event).reported_on, event.participants_actual) == (TODAY, 9)


def test_none_found_beside_an_outcome_is_refused(planner):
    event = executed()
    make_outcome(events=[event])

    with pytest.raises(RuleBroken, match="an outcome is recorded"):
        file_report(event, WrittenReport(**REPORT), viewer=planner, now=NOW)


def test_an_event_counts_as_reported_when_every_question_is_answered(planner):
    event = executed()
    assert missing_for(event, EventState.REPORTED) == ["the after-action report"]

    file_report(event, WrittenReport(**REPORT | {"has_no_media": False}), viewer=planner, now=NOW)
    with pytest.raises(RuleBroken, match="media items"):
        move_event(event, EventState.REPORTED, viewer=planner, now=NOW)
    log_media_item(event, WrittenMediaItem(**media_fields()), viewer=planner, today=TODAY)

    assert move_event(event, EventState.REPORTED, viewer=planner, now=NOW).state == "reported"


def media_fields(**fields):
    defaults = {"kind": "news_report", "title": "Friends", "published_on": date(2030, 2, 8)}
    return defaults | {"tone": 1} | fields


def test_media_cannot_be_answered_before_it_appeared(planner):
    with pytest.raises(RuleBroken, match="before it was published"):
        log_media_item(
            executed(),
            WrittenMediaItem(**media_fields(answered_on=date(2030, 2, 1))),
            viewer=planner,
            today=TODAY,
        )


def test_an_event_closes_only_when_nothing_is_owed(planner):
    event = make_event(state=EventState.REPORTED)
    owed = make_follow_up(event=event)

    with pytest.raises(RuleBroken, match="1 open follow-up"):
        move_event(event, EventState.CLOSED, viewer=planner, now=NOW)
    close_follow_up(owed, viewer=planner, now=NOW)
    move_event(event, EventState.CLOSED, viewer=planner, now=NOW)

    assert event.state is EventState.CLOSED


def test_a_closed_event_takes_no_new_follow_up_and_none_back(planner):
    event = make_event(state=EventState.CLOSED)
    done = make_follow_up(event=event, state=FollowUpState.DONE, closed_on=TODAY)

    with pytest.raises(RuleBroken, match="closed"):
        hand_out_follow_up(
            event,
            WrittenFollowUp(owner_id=planner.user_id, what="X", due_on=TODAY),
            viewer=planner,
            now=NOW,
        )
    with pytest.raises(RuleBroken, match="closed"):
        reopen_follow_ups([done], viewer=planner, states={})


def test_closing_sets_the_day_and_dropping_needs_a_reason(planner):
    follow_up = make_follow_up()
    same = {"owner_id": follow_up.owner_id, "what": "X", "due_on": TODAY}

    with pytest.raises(RuleBroken, match="why it is dropped"):
        change_follow_up(
            follow_up,
            WrittenFollowUp(state=FollowUpState.DROPPED, note=" ", **same),
            viewer=planner,
            now=NOW,
        )
    change_follow_up(
        follow_up,
        WrittenFollowUp(state=FollowUpState.DROPPED, note="Moot", **same),
        viewer=planner,
        now=NOW,
    )
    assert follow_up.closed_on == TODAY

    change_follow_up(
        follow_up, WrittenFollowUp(state=FollowUpState.IN_HAND, **same), viewer=planner, now=NOW
    )
    assert follow_up.closed_on is None


def test_a_closing_day_in_the_future_is_refused(planner):
    with pytest.raises(RuleBroken, match="future"):
        close_follow_up(
            make_follow_up(), Closing(closed_on=date(2031, 1, 1)), viewer=planner, now=NOW
        )


def test_the_owner_settles_their_own_whatever_their_role():
    approver = make_user(roles=[Role.APPROVER])
    theirs, other = make_follow_up(owner=approver), make_follow_up()

    close_follow_up(theirs, viewer=approver.as_viewer, now=NOW)
    with pytest.raises(NotAllowed):
        close_follow_up(other, viewer=approver.as_viewer, now=NOW)


BULK = {"owner_id": None, "closed_on": None, "note": ""}


def test_several_are_handed_over_at_once_with_a_note(planner):
    pair = [make_follow_up(note="Before"), make_follow_up()]

    settle_follow_ups(
        pair,
        FollowUpStep(step="handed_over", **BULK | {"note": "To my successor"}),
        viewer=planner,
        now=NOW,
    )

    assert {row.state for row in pair} == {FollowUpState.HANDED_OVER}
    assert [row.note for row in pair] == ["Before\nTo my successor", "To my successor"]


def test_several_are_given_to_another_owner_and_stay_open(planner):
    pair, successor = [make_follow_up(), make_follow_up()], make_user()

    settle_follow_ups(
        pair,
        FollowUpStep(step="reassign", **BULK | {"owner_id": successor.id}),
        viewer=planner,
        now=NOW,
    )

    assert {row.owner for row in pair} == {successor}
    assert all(row.is_open for row in pair)


def test_a_bulk_step_is_refused_whole(planner):
    settled = make_follow_up(state=FollowUpState.DONE, closed_on=TODAY)

    with pytest.raises(RuleBroken, match="settled already"):
        settle_follow_ups([settled], FollowUpStep(step="done", **BULK), viewer=planner, now=NOW)
    with pytest.raises(RuleBroken, match="Tick"):
        settle_follow_ups([], FollowUpStep(step="done", **BULK), viewer=planner, now=NOW)
    with pytest.raises(RuleBroken, match="new owner"):
        settle_follow_ups(
            [make_follow_up()], FollowUpStep(step="reassign", **BULK), viewer=planner, now=NOW
        )


def test_a_lesson_moves_on_step_by_step_and_is_learned_at_the_end(planner):
    lesson = observe_lesson(
        executed(), WrittenLesson(what="X", identified_on=TODAY), viewer=planner, today=TODAY
    )
    move_lesson(lesson, viewer=planner, today=TODAY)

    with pytest.raises(RuleBroken, match="owner"):
        move_lesson(lesson, viewer=planner, today=TODAY)
    lesson.state, lesson.owner = LessonState.IDENTIFIED, make_user()
    for _step in range(3):
        move_lesson(lesson, viewer=planner, today=TODAY)

    assert (lesson.state, lesson.closed_on) == (LessonState.VALIDATED, TODAY)
    move_lesson(lesson, viewer=planner, today=TODAY, steps=-1)
    assert lesson.closed_on is None
