"""What is marked higher than its events: who gives it, who takes it back, who meets it."""

import pytest

from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.desk.colleague_queries import may_hold
from planner.desk.holding_queries import HOLDINGS
from planner.errors import NotAllowed, RuleBroken
from planner.history.models import HistoryEntry
from planner.outcomes.actions import change_outcome, record_outcome, set_outcome_marking
from planner.outcomes.models import AfterActionReport, FollowUp
from planner.outcomes.report_actions import file_report, set_report_marking
from planner.shapes.outcome import Markable, WrittenOutcome
from planner.shapes.report import WrittenReport
from planner.viewers import Viewer, acting_as
from tests.factories import (
    NOW,
    make_event,
    make_follow_up,
    make_objective,
    make_outcome,
    make_report,
    make_user,
    make_verified_outcome,
)
from tests.test_markings import HIGHEST, is_marked

SECRET = "Feathered serpent"
LOW, HIGH = Marking.OFFICIAL, Marking.OFFICIAL_SENSITIVE
PLANNER = Viewer(None, frozenset({Role.PLANNER}), HIGH, None)
APPROVER = Viewer(None, frozenset({Role.APPROVER}), HIGH, None)
LIMITED = Viewer(None, frozenset({Role.PLANNER}), LOW, None)


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def held(**fields):
    return make_event(**({"state": EventState.EXECUTED, "marking": LOW} | fields))


def written(*events, **more):
    said = {
        "title": "A drill was agreed",
        "objective_id": make_objective().id,
        "kind": "agreement_reached",
        "seen_on": "2030-02-10",
        "event_ids": [event.id for event in events],
    }
    return WrittenOutcome(**(said | more))


def told(happened="It rained", **more):
    return WrittenReport(happened=happened, **more)


def test_an_outcome_is_marked_as_its_events_are_or_higher():
    event = held()
    assert record_outcome(written(event), viewer=PLANNER, now=NOW).marking is None
    assert record_outcome(written(event, marking=HIGH), viewer=PLANNER, now=NOW).marking is HIGH
    with pytest.raises(RuleBroken, match="is marked OFFICIAL, and this tells of it"):
        record_outcome(written(event, marking=Marking.PUBLIC), viewer=PLANNER, now=NOW)
    both = (held(marking=Marking.PUBLIC), held(marking=HIGH))
    with pytest.raises(RuleBroken, match="is marked OFFICIAL-SENSITIVE"):
        record_outcome(written(*both, marking=LOW), viewer=PLANNER, now=NOW)


def test_a_report_is_marked_as_its_event_is_or_higher():
    event = held()
    with pytest.raises(RuleBroken, match="is marked OFFICIAL, and this tells of it"):
        file_report(event, told(marking=Marking.PUBLIC), viewer=PLANNER, now=NOW)
    assert file_report(event, told(marking=HIGH), viewer=PLANNER, now=NOW).marking is HIGH


def test_nobody_marks_beyond_their_own_ceiling():
    with pytest.raises(NotAllowed, match="mark up to OFFICIAL"):
        record_outcome(written(held(), marking=HIGH), viewer=LIMITED, now=NOW)
    with pytest.raises(NotAllowed, match="mark up to OFFICIAL"):
        file_report(held(), told(marking=HIGH), viewer=LIMITED, now=NOW)


def test_only_an_approver_takes_a_marking_back():
    event = held()
    outcome = make_verified_outcome(events=[event], marking=HIGH)
    report = make_report(event, marking=HIGH)
    for lower in (Markable(), Markable(marking=LOW)):
        with pytest.raises(NotAllowed, match="Only an approver"):
            set_outcome_marking(outcome, lower, viewer=PLANNER)
        with pytest.raises(NotAllowed, match="Only an approver"):
            set_report_marking(report, lower, viewer=PLANNER)
    with pytest.raises(NotAllowed, match="Only an approver"):
        file_report(event, told(), viewer=PLANNER, now=NOW)
    set_outcome_marking(outcome, Markable(), viewer=APPROVER)
    set_report_marking(report, Markable(marking=LOW), viewer=APPROVER)
    assert (outcome.marking, report.marking, outcome.is_verified) == (None, LOW, True)


def test_what_follows_an_outcome_is_marked_with_it():
    outcome = make_outcome(events=[held()])
    owed = make_follow_up(outcome.events[0], outcome=outcome)
    set_outcome_marking(outcome, Markable(marking=HIGH), viewer=PLANNER)
    assert owed.marking is HIGH
    set_outcome_marking(outcome, Markable(), viewer=APPROVER)
    assert owed.marking is None


def test_words_of_intelligence_ask_for_a_marking_until_somebody_looked():
    hint = "Their intelligence officers came"
    for record in (
        lambda **more: record_outcome(
            written(held(), evidence=hint, **more), viewer=PLANNER, now=NOW
        ),
        lambda **more: file_report(held(), told(hint, **more), viewer=PLANNER, now=NOW),
    ):
        with pytest.raises(RuleBroken, match="it speaks of “intelligence”"):
            record()
        assert record(marking=HIGH).marking is HIGH
        assert record(are_words_looked_at=True).marking is None
    old = make_outcome(events=[held()], evidence=hint, author=None)
    again = written(*old.events, evidence=hint, title="Other words")
    assert change_outcome(old, again, viewer=PLANNER, now=NOW).title == "Other words"


def test_whoever_may_not_see_it_meets_no_trace_of_it(client_as):
    client = client_as("planner", ceiling=LOW)
    event = held(owner=client.user, author=client.user)
    outcome = make_verified_outcome(events=[event], title=SECRET, evidence=SECRET, marking=HIGH)
    owed = make_follow_up(event, client.user, what=SECRET, outcome=outcome, marking=HIGH)
    make_report(event, happened=SECRET, marking=HIGH)
    db.session.commit()
    outcome.evidence = f"{SECRET} changed"
    db.session.commit()
    missing = (
        f"/outcomes/{outcome.id}",
        f"/outcomes/{outcome.id}/marking",
        f"/events/{event.id}/report/marking",
        f"/follow-ups/{owed.id}",
    )
    assert {client.get(url).status for url in missing} == {404}
    for url in (
        f"/events/{event.id}",
        "/search?q=feathered",
        "/outcomes.csv",
        "/follow-ups.csv?tab=all",
        f"/history/event/{event.id}",
        f"/history/outcome/{outcome.id}",
        f"/history/after_action_report/{event.id}",
        "/",
    ):
        page = client.get(url)
        assert SECRET not in (page.html or page.text), url
    seen = client.get(f"/events/{event.id}").text
    assert "It is marked higher than you may see." in seen and "Write the report" not in seen
    page = client.post(
        f"/events/{event.id}/report", {"version": "0", "base": "{}", "happened": "Mine"}
    )
    assert page.status == 422 and "A report is on file" in page.text


def test_a_hidden_report_counts_and_is_kept_true():
    event = held()
    make_report(event, has_no_outcomes=True, marking=HIGH)
    with acting_as(db.session, LIMITED):
        record_outcome(written(event), viewer=LIMITED, now=NOW)
        db.session.commit()
        assert db.session.scalar(db.select(AfterActionReport)) is None
    assert not db.session.scalar(db.select(AfterActionReport)).has_no_outcomes


def test_the_history_keeps_the_higher_of_both_markings():
    outcome = make_outcome(events=[held(marking=Marking.PUBLIC)])
    report = make_report(outcome.events[0])
    db.session.commit()
    for own in (LOW, HIGH, None):
        outcome.marking = report.marking = own
        db.session.commit()
    told_of = {
        kind: [
            entry.marking
            for entry in db.session.scalars(
                db.select(HistoryEntry).filter_by(subject_kind=kind).order_by(HistoryEntry.id)
            )
        ]
        for kind in ("outcome", "after_action_report")
    }
    assert told_of == {key: [Marking.PUBLIC, LOW, HIGH, HIGH] for key in told_of}


def test_pages_and_files_are_marked_by_it(client_as):
    client = client_as("planner", ceiling=HIGH)
    event = held(title="Talks")
    outcome = make_verified_outcome(events=[event], title=SECRET, strength=3, marking=HIGH)
    owed = make_follow_up(
        event, client.user, what=SECRET, outcome=outcome, marking=HIGH, due_on=NOW.date()
    )
    db.session.commit()
    for url in (
        f"/outcomes/{outcome.id}",
        "/outcomes/",
        "/outcomes.csv",
        "/follow-ups.csv?tab=all",
        f"/follow-ups/{owed.id}",
        f"/events/{event.id}",
        f"/objectives/{outcome.objective_id}",
        "/search?q=feathered",
        "/",
        "/reports/figures?period=2030",
        "/reports/figures.csv?period=2030",
    ):
        assert is_marked(client.get(url)), url
    assert HIGHEST in client.get("/outcomes.csv").text.split(SECRET)[1]


def test_a_partner_is_not_given_what_is_marked_too_high(client_as):
    event = held(partners=["FR"], releasable_to=["FR"])
    make_outcome(events=[event], title="Given")
    make_outcome(events=[event], title=SECRET, marking=HIGH)
    make_follow_up(event, what=SECRET, marking=HIGH)
    client = client_as("planner", ceiling=HIGH)
    listed = client.get("/outcomes.csv?releasable=FR").text
    assert "Given" in listed and SECRET not in listed
    assert SECRET not in client.get("/follow-ups.csv?tab=all&releasable=FR").text


def test_the_pages_change_a_marking(client_as):
    event = held()
    outcome = make_outcome(events=[event])
    make_report(event)
    planner, approver = client_as("planner", ceiling=HIGH), client_as("approver", ceiling=HIGH)
    for url, row in (
        (f"/outcomes/{outcome.id}/marking", outcome),
        (f"/events/{event.id}/report/marking", db.session.scalar(db.select(AfterActionReport))),
    ):
        for client, marking, status in (
            (planner, "2", 303),
            (planner, "", 422),
            (approver, "", 303),
        ):
            assert client.get(url).status == 200
            form = {"version": str(row.version), "base": "{}", "marking": marking}
            assert client.post(url, form).status == status, (url, marking)
            db.session.expire_all()
    assert db.session.scalars(db.select(FollowUp)).all() == []


def test_a_colleague_who_may_not_see_it_is_not_given_it():
    low, high = (make_user(roles=["planner"], ceiling=ceiling) for ceiling in (LOW, HIGH))
    owed = make_follow_up(held(), marking=HIGH)
    promises = next(one for one in HOLDINGS if one.name == "follow_ups")
    assert not may_hold(low, promises, [owed])
    assert may_hold(high, promises, [owed])
