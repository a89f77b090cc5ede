"""Whoever wrote an outcome or an indicator's value does not verify it; what is verified stays."""

import re
from datetime import date
from decimal import Decimal

import pytest

from planner.choices import EventState
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.objectives.models import IndicatorUpdate
from planner.objectives.update_actions import edit_update, remove_update, verify_update
from planner.outcomes.models import Outcome
from planner.shapes.indicator import WrittenValue
from planner.viewers import EVERYTHING
from tests.factories import (
    NOW,
    make_event,
    make_indicator,
    make_objective,
    make_outcome,
    make_own_nation,
    make_user,
    make_verified_outcome,
)
from tests.sheets import Sheet

VALUE = {"seen_on": "2024-01-05", "value": "4", "note": "Counted", "evidence_url": ""}


def recorded(author, **fields):
    """Return a value that somebody recorded."""
    indicator = make_indicator()
    update = IndicatorUpdate(
        seen_on=date(2024, 1, 5), value=Decimal(3), author=author, created_at=NOW, **fields
    )
    indicator.updates.append(update)
    db.session.commit()
    return update


def fresh(row):
    return db.session.get(type(row), row.id, populate_existing=True)


def both_roles():
    return make_user(roles=["planner", "approver"])


@pytest.fixture(autouse=True)
def office():
    make_own_nation("AU")


def verify(client, update):
    page = client.post(f"/objectives/updates/{update.id}/verify")
    return client.follow(page).text if page.status == 303 else ""


def test_an_approver_verifies_a_value_of_somebody_else(client_as):
    update = recorded(make_user())
    approver = client_as("approver")
    assert "Indicator values to verify" in approver.get("/").text
    sheet = Sheet(approver, f"/objectives/indicators/{update.indicator_id}")
    assert sheet.send("/verify").status == 303
    assert fresh(update).verified_by_id == approver.user_id
    assert "by User" in approver.get(f"/objectives/indicators/{update.indicator_id}").text
    assert "Indicator values to verify" not in approver.get("/").text


@pytest.mark.parametrize("role", ["viewer", "planner", "country_desk", "administrator"])
def test_nobody_else_verifies_a_value(client_as, role):
    update = recorded(make_user())
    assert client_as(role).post(f"/objectives/updates/{update.id}/verify").status == 403
    assert not fresh(update).is_verified


@pytest.mark.parametrize("hand", ["recorded", "corrected", "corrected before another", "restored"])
def test_whoever_wrote_a_value_does_not_verify_it(client_as, hand):
    user, another = both_roles(), client_as("planner")
    both = client_as("planner", user=user)
    update = recorded(user if hand == "recorded" else make_user())
    indicator_id = update.indicator_id
    edit = f"/objectives/updates/{update.id}/edit"
    if hand != "recorded":
        assert both.post(edit, VALUE).status == 303
    if hand == "corrected before another":
        assert another.post(edit, VALUE | {"value": "5"}).status == 303
    if hand == "restored":
        gone = another.follow(another.post(f"/objectives/updates/{update.id}/remove"))
        undo = re.search(r'action="([^"]*updates/restore[^"]*)"', gone.html)[1]
        assert another.post(undo.replace("&amp;", "&")).status == 303
        update = db.session.query(IndicatorUpdate).filter_by(indicator_id=indicator_id).one()

    assert "Indicator values to verify" not in both.get("/").text
    page = both.get(f"/objectives/indicators/{indicator_id}")
    assert "somebody else verifies it" in page.text
    assert "Somebody else has to verify it" in verify(both, update)
    assert not fresh(update).is_verified
    assert "The value is verified" in verify(client_as("approver"), update)


def test_a_verified_value_stays_until_the_verification_is_withdrawn(client_as):
    update = recorded(make_user())
    approver, planner = client_as("approver"), client_as("planner")
    verify(approver, update)
    edit = f"/objectives/updates/{update.id}/edit"
    refused = planner.post(edit, VALUE)
    assert "withdraw the verification first" in refused.text
    gone = planner.follow(planner.post(f"/objectives/updates/{update.id}/remove"))
    assert "withdraw the verification first" in gone.text
    assert fresh(update).value == 3
    withdraw = f"/objectives/updates/{update.id}/withdraw"
    assert planner.post(withdraw).status == 403
    assert approver.post(withdraw).status == 303
    assert planner.post(edit, VALUE).status == 303
    assert fresh(update).value == 4


def test_the_actions_keep_the_rule_without_pages():
    author, approver = make_user(), make_user(roles=["approver"])
    update = recorded(author)
    both = both_roles()
    common = {"seen_on": date(2024, 1, 5), "note": "", "evidence_url": ""}
    by_both = {"viewer": both.as_viewer, "today": NOW.date()}
    edit_update(update, update.indicator, WrittenValue(value=Decimal(4), **common), **by_both)
    with pytest.raises(NotAllowed, match="entered or corrected"):
        verify_update(update, viewer=both.as_viewer, now=NOW)
    verify_update(update, viewer=approver.as_viewer, now=NOW)
    with pytest.raises(RuleBroken, match="verified already"):
        verify_update(update, viewer=approver.as_viewer, now=NOW)
    with pytest.raises(RuleBroken, match="withdraw"):
        edit_update(update, update.indicator, WrittenValue(value=Decimal(5), **common), **by_both)
    with pytest.raises(RuleBroken, match="withdraw"):
        remove_update(update, update.indicator)


OUTCOME_FIELDS = {
    "title": "Other",
    "strength": "3",
    "evidence": "Other",
    "evidence_url": "https://rapport.example/minutes",
    "seen_on": "2024-02-21",
    "sign": "negative",
    "kind": "skill_applied",
}


@pytest.mark.parametrize("name", OUTCOME_FIELDS)
def test_whoever_wrote_at_an_outcome_does_not_verify_it(client_as, name):
    held = {"state": EventState.EXECUTED, "starts_on": date(2024, 2, 4)}
    event = make_event(objectives=[make_objective()], **held)
    seen = {"seen_on": date(2024, 2, 20)}
    outcome = make_outcome(event.links[0].objective, [event], author=make_user(), **seen)
    both = client_as("planner", user=both_roles())
    url = f"/outcomes/{outcome.id}"
    assert Sheet(both, f"{url}/edit").send(**{name: OUTCOME_FIELDS[name]}).status == 303
    assert Sheet(client_as("planner"), f"{url}/edit").send(title="Later").status == 303

    assert "Outcomes to verify" not in both.get("/").text
    refused = both.post(url, {"verification_source": "Minutes"})
    assert refused.status == 422
    assert not fresh(outcome).is_verified
    other = client_as("approver")
    assert other.post(url, {"verification_source": "Minutes"}).status == 303


def test_an_outcome_keeps_its_writers_when_the_history_is_out_of_sight(client_as):
    """The entries of the history decide nothing: they may be hidden, or not be there."""
    user = both_roles()
    outcome = make_outcome(author=make_user(), writer_ids=[user.id])
    refused = client_as("approver", user=user).post(
        f"/outcomes/{outcome.id}", {"verification_source": "Minutes"}
    )
    assert not fresh(outcome).is_verified
    assert "somebody else has to verify it" in refused.text


@pytest.fixture
def acting_planner():
    viewer = make_user().as_viewer
    yield viewer
    db.session.rollback()
    db.session.info["viewer"] = EVERYTHING


def change_title(row):
    row.title = "Other"


def change_events(row):
    row.events = [make_event()]


def change_value(row):
    row.value = Decimal(9)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("outcome", change_title),
        ("outcome", change_events),
        ("outcome", db.session.delete),
        ("value", change_value),
        ("value", db.session.delete),
        ("value", lambda row: row.indicator.updates.remove(row)),
    ],
)
def test_what_is_verified_is_kept_at_the_database(acting_planner, kind, change):
    verifier = make_user()
    row = (
        make_verified_outcome()
        if kind == "outcome"
        else recorded(make_user(), verified_by=verifier, verified_at=NOW)
    )
    db.session.commit()
    change_now = fresh(row)
    assert change_now.is_verified
    with db.session.no_autoflush:
        change(change_now)
    db.session.info["viewer"] = acting_planner
    with pytest.raises(NotAllowed, match="This is verified"):
        db.session.flush()


def test_who_writes_at_an_outcome_is_noted_at_the_database(acting_planner):
    outcome = make_outcome(author=make_user())
    db.session.commit()
    outcome = db.session.get(Outcome, outcome.id)
    db.session.info["viewer"] = acting_planner
    outcome.title = "Other"
    db.session.flush()
    assert outcome.writer_ids == [acting_planner.user_id]
