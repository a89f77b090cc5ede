"""Clearances that end before an event is over: a warning in time, for those who see the names."""

from datetime import date, timedelta

import pytest

from planner.choices import AttendanceState, EventState
from planner.db import db
from tests.factories import NOW, make_attendance, make_event, make_person

TODAY = NOW.date()
WARNING = "Clearance of a participant ends before the event"


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)


def expected_at(event, ends, **values):
    """Put somebody on the list of an event whose clearance ends on a day."""
    person = make_person(name="Jean Petit", is_cleared=True, clearance_expires_on=ends)
    return make_attendance(event, person, **values)


def test_the_last_day_of_the_event_is_the_edge(client_as):
    planner = client_as("planner")
    event = make_event(starts_on=TODAY + timedelta(days=20), days=3, owner=planner.user)
    row = expected_at(event, event.ends_on)
    assert WARNING not in planner.get("/").text
    assert "Clearance ends" not in planner.get(f"/events/{event.id}/people").text

    row.person.clearance_expires_on = event.ends_on - timedelta(days=1)
    db.session.commit()
    desk = planner.get("/").text
    assert WARNING in desk and event.title in desk and "Jean Petit" not in desk
    assert "Clearance ends 22 Mar 2030" in planner.get(f"/events/{event.id}/people").text


def test_it_is_told_sixty_days_before_the_clearance_ends(client_as):
    planner = client_as("planner")
    event = make_event(starts_on=TODAY + timedelta(days=200), owner=planner.user)
    row = expected_at(event, TODAY + timedelta(days=61))
    assert WARNING not in planner.get("/").text
    row.person.clearance_expires_on = TODAY + timedelta(days=60)
    db.session.commit()
    assert WARNING in planner.get("/").text


@pytest.mark.parametrize(
    "values",
    [
        {"state": AttendanceState.DECLINED},
        {"event": {"state": EventState.CANCELLED}},
        {"event": {"state": EventState.EXECUTED}},
        {"person": {"is_cleared": False}},
        {"person": {"clearance_expires_on": None}},
    ],
)
def test_who_does_not_come_or_needs_none_is_not_told_of(client_as, values):
    planner = client_as("planner")
    told = {"starts_on": TODAY + timedelta(days=20), "owner": planner.user}
    event = make_event(**told | values.pop("event", {}))
    person = {"is_cleared": True, "clearance_expires_on": TODAY} | values.pop("person", {})
    make_attendance(event, make_person(**person), **values)
    assert WARNING not in planner.get("/").text


def test_nobody_else_is_told(client_as):
    planner = client_as("planner")
    event = make_event(starts_on=TODAY + timedelta(days=20), owner=planner.user)
    expected_at(event, date(2030, 3, 5))
    assert WARNING in planner.get("/").text
    for role in ("viewer", "planner", "approver", "administrator"):
        assert WARNING not in client_as(role).get("/").text, role
