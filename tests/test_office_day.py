"""“Today” is the office's day, everywhere: Honolulu, Kiritimati, both sides of midnight."""

from datetime import UTC, date, datetime

import pytest

from planner import clock
from planner.choices import EventState
from planner.officetime import day_begins, office_day
from planner.outcomes.follow_up_actions import close_follow_up
from planner.web.day_words import day
from tests.factories import make_event, make_follow_up, make_user

EVENING = datetime(2030, 3, 2, 5, 6, tzinfo=UTC)
"""1 March, 19:06 in Honolulu; 2 March, 19:06 in Kiritimati."""


@pytest.fixture
def office_in(app, monkeypatch):
    """Return a function that puts the office into a zone."""
    return lambda zone: monkeypatch.setitem(app.config, "RAPPORT_TIME_ZONE", zone)


@pytest.mark.parametrize(
    ("zone", "moment", "expected"),
    [
        ("Pacific/Honolulu", EVENING, date(2030, 3, 1)),
        ("Pacific/Honolulu", datetime(2030, 3, 2, 9, 59, 59, tzinfo=UTC), date(2030, 3, 1)),
        ("Pacific/Honolulu", datetime(2030, 3, 2, 10, 0, tzinfo=UTC), date(2030, 3, 2)),
        ("Pacific/Kiritimati", datetime(2030, 3, 2, 9, 59, 59, tzinfo=UTC), date(2030, 3, 2)),
        ("Pacific/Kiritimati", datetime(2030, 3, 2, 10, 0, tzinfo=UTC), date(2030, 3, 3)),
        ("UTC", EVENING, date(2030, 3, 2)),
        ("Europe/Paris", datetime(2030, 3, 31, 22, 0, tzinfo=UTC), date(2030, 4, 1)),
    ],
)
def test_the_day_is_the_offices(office_in, clock_at, zone, moment, expected):
    office_in(zone)
    clock_at(moment)
    assert clock.today() == office_day(moment) == expected
    assert day_begins(expected) <= moment
    assert day(moment).startswith(str(expected.day))


def test_the_desk_and_follow_ups_keep_the_offices_day(office_in, clock_at, client_as):
    office_in("Pacific/Honolulu")
    clock_at(EVENING)
    planner = client_as("planner")
    make_follow_up(make_event(), owner=planner.user, what="Send maps", due_on=date(2030, 3, 1))
    desk = planner.get("/").text
    assert "1 Mar 2030" in desk and "due 1 Mar 2030" in desk and "overdue since" not in desk
    clock_at(datetime(2030, 3, 2, 10, 0, tzinfo=UTC))
    assert "overdue since 1 Mar 2030" in client_as("planner", user=planner.user).get("/").text


def test_a_follow_up_is_closed_on_the_offices_day(office_in):
    office_in("Pacific/Honolulu")
    owed = make_follow_up(make_event(state=EventState.EXECUTED), due_on=date(2030, 3, 1))
    close_follow_up(owed, viewer=make_user().as_viewer, now=EVENING)
    assert owed.closed_on == date(2030, 3, 1)


def test_reports_and_pages_begin_with_the_offices_day(office_in, clock_at, client_as):
    office_in("Pacific/Honolulu")
    clock_at(datetime(2031, 1, 1, 5, 6, tzinfo=UTC))  # still 31 December there
    viewer = client_as("viewer")
    assert "as of 31 Dec 2030" in viewer.get("/reports/gaps").text
    assert "1 Jan 2030 – 31 Dec 2030" in viewer.get("/reports/gaps").text
    page = viewer.get("/calendar/")
    assert "December 2030" in page.text


def test_new_events_are_in_the_offices_zone(office_in, client_as):
    office_in("Pacific/Honolulu")
    assert 'value="Pacific/Honolulu"' in client_as("planner").get("/events/new").html
