"""“Tomorrow I meet”: who it is, the last talk, promises both ways, what comes next, and no more."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from planner.choices import AttendanceState, EventState, Marking, PromisedBy
from planner.db import db
from planner.history.models import HistoryEntry
from tests.factories import (
    NOW,
    make_attendance,
    make_commitment,
    make_event,
    make_follow_up,
    make_organisation,
    make_own_nation,
    make_person,
)

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)
    make_own_nation("AU")


@pytest.fixture
def colonel():
    """Return somebody with a past, promises of both sides, and an event to come."""
    ministry = make_organisation("FR", name="Ministry of Armed Forces")
    person = make_person(
        "FR", name="Hélène Martin", rank="Colonel", post="Chief of plans", organisation=ministry,
        languages="French, English", special_needs="No pork", has_consent=True,
        email="h@example.org", phone="+33 1",
    )  # fmt: skip
    held = make_event(["FR"], title="Staff talks", state=EventState.EXECUTED)
    missed = make_event(["FR"], title="Missed talks", state=EventState.EXECUTED)
    ahead = make_event(["FR"], title="Spring seminar", starts_on=TODAY + timedelta(days=9))
    declined = make_event(["FR"], title="Declined seminar", starts_on=TODAY + timedelta(days=8))
    make_attendance(held, person, has_attended=True, state=AttendanceState.ATTENDED)
    make_attendance(missed, person, has_attended=False, state=AttendanceState.NO_SHOW)
    make_attendance(ahead, person)
    make_attendance(declined, person, state=AttendanceState.DECLINED)
    make_commitment("FR", what="Send the maps", person=person)
    make_commitment(
        "FR", what="Open the range", organisation=ministry, promised_by=PromisedBy.THEIRS
    )
    make_commitment("FR", what="Of somebody else", person=make_person("FR"))
    make_follow_up(held, what="Minutes", promised_organisation=ministry)
    db.session.commit()
    return person


def test_it_tells_who_it_is_and_what_is_between_us(client_as, colonel):
    text = client_as("country_desk").get(f"/people/{colonel.id}/card").text
    for said in (
        "Meeting Colonel Hélène Martin", "Chief of plans", "Ministry of Armed Forces",
        "French, English", "No pork", "Staff talks", "Spring seminar", "Send the maps",
        "Open the range", "Minutes",
    ):  # fmt: skip
        assert said in text, said
    for left_out in (
        "Missed talks", "Declined seminar", "Of somebody else", "h@example.org", "+33 1",
    ):  # fmt: skip
        assert left_out not in text, left_out
    ours, theirs = text.index("Promised by us"), text.index("Promised by them")
    assert ours < text.index("Send the maps") < theirs < text.index("Open the range")
    assert text.count("Minutes") == 1


def test_needs_are_told_with_consent_to_those_alone_who_keep_records(client_as, colonel):
    assert "No pork" not in client_as("approver").get(f"/people/{colonel.id}/card").text
    colonel.special_needs, colonel.has_consent = "", False
    db.session.commit()
    assert "Special needs" not in client_as("country_desk").get(f"/people/{colonel.id}/card").text


def test_who_may_not_see_the_person_has_no_card(client_as, colonel):
    address = f"/people/{colonel.id}/card"
    assert client_as("viewer").get(address).status == 403
    assert client_as("administrator").get(address).status == 403
    assert client_as("country_desk", nations=["ID"]).get(address).status == 404


def test_it_tells_nothing_that_is_marked_too_high_and_bears_the_highest_it_tells(
    client_as, colonel
):
    high = {"marking": Marking.OFFICIAL_SENSITIVE}
    quiet = make_event(["FR"], title="Quiet talks", state=EventState.EXECUTED, **high)
    make_attendance(quiet, colonel, has_attended=True)
    make_commitment("FR", what="Quiet word", person=colonel, **high)
    db.session.commit()
    address = f"/people/{colonel.id}/card"
    low = client_as("country_desk", ceiling=Marking.OFFICIAL).get(address)
    assert "Quiet" not in low.text
    assert "OFFICIAL-SENSITIVE" not in low.text
    assert "OFFICIAL" in low.text
    whole = client_as("country_desk").get(address)
    assert "Quiet talks" in whole.text
    assert "Quiet word" in whole.text
    assert "OFFICIAL-SENSITIVE" in whole.text


def test_a_planner_reads_only_of_events_whose_names_they_keep(client_as, colonel):
    text = client_as("planner").get(f"/people/{colonel.id}/card").text
    assert "Send the maps" in text
    assert "Staff talks" not in text.partition("Last met at")[2].partition("Promised by us")[0]


def test_the_reading_is_recorded_and_the_page_of_the_person_leads_there(client_as, colonel):
    client = client_as("country_desk")
    client.get(f"/people/{colonel.id}/card")
    told = select(HistoryEntry.subject_id).where(HistoryEntry.verb == "viewed")
    assert db.session.scalars(told).all() == [str(colonel.id)]
    assert f"/people/{colonel.id}/card" in client.get(f"/people/{colonel.id}").links


def test_somebody_never_met_has_a_card_that_says_so(client_as):
    person = make_person("FR", tour_ends_on=date(2030, 9, 1))
    text = client_as("country_desk").get(f"/people/{person.id}/card").text
    assert "No event together is on record." in text
    assert "No event together is planned." in text
    assert "1 Sep 2030" in text
