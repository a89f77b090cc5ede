"""Alumni by institution, nation, year and rank, and whom of them one met again."""

from datetime import date

import pytest

from planner.choices import AttendanceRole, EventState
from planner.db import db
from planner.reference.shipped_kinds import ShippedKind
from tests.factories import make_attendance, make_event, make_nation, make_own_nation, make_person

PERIOD = "period=free&from=2030-01-01&to=2030-12-31"


def course(ends, institution="Staff College", **values):
    """Return an executed course of one day."""
    event = make_event(
        ["AU", "FR", "ID"], starts_on=ends, days=1, kind=ShippedKind.EDUCATION_TRAINING,
        state=EventState.REPORTED,
    )  # fmt: skip
    details = {"makes_alumni": True} | ({"institution": institution} if institution else {})
    event.details = details | values
    db.session.commit()
    return event


def graduate(event, nation="FR", role=AttendanceRole.STUDENT, came=True, **person):
    """Let somebody attend; return the person."""
    who = make_person(nation, **person)
    make_attendance(event, who, role=role, has_attended=came)
    return who


def meet(who, on):
    """Let somebody come to another event."""
    event = make_event(["FR"], starts_on=on, days=1, state=EventState.REPORTED)
    make_attendance(event, who, has_attended=True)


@pytest.fixture
def school():
    """Graduates of three courses, and people who are none."""
    make_own_nation("AU")
    make_nation("ID")
    old, late = course(date(2029, 12, 31)), course(date(2030, 1, 1))
    other = course(date(2028, 6, 1), institution=None)
    again = graduate(old, name="Anne Again", rank_code="colonel")
    graduate(old, name="Bernard Never")
    just = graduate(late, name="Claire Late")
    graduate(other, "ID", AttendanceRole.PARTICIPANT, name="Dewi Other", rank_code="colonel")
    meet(again, date(2030, 1, 1))
    meet(just, date(2030, 6, 1))
    graduate(old, role=AttendanceRole.INTERPRETER, name="Sam Speaker")
    graduate(old, "AU", name="Own Student")
    graduate(old, came=False, name="Nell Absent")
    graduate(course(date(2029, 1, 1), makes_alumni=False), name="Not Kept")
    graduate(course(date(2031, 1, 1)), name="After It")
    return again


def line(csv, heading, first):
    """Return the numbers of a line of the file below a heading."""
    part = csv.split(heading, 1)[1]
    found = next(one for one in part.splitlines() if one.startswith(first))
    return [cell.strip('"') for cell in found.strip().split(",")[1:4]]


def test_alumni_are_counted_once_by_what_is_known(client_as, school):
    csv = client_as("country_desk").get(f"/reports/alumni.csv?{PERIOD}").text
    assert line(csv, "Institution,Alumni", "Staff College") == ["3", "2", "1"]
    assert line(csv, "Institution,Alumni", "Not named") == ["1", "1", ""]
    assert line(csv, "Nation,Alumni", "France") == ["3", "2", "1"]
    assert line(csv, "Nation,Alumni", "Indonesia") == ["1", "1", ""]
    assert line(csv, "Year,Alumni", "2029") == ["2", "2", "1"]
    assert line(csv, "Year,Alumni", "2030") == ["1", "0", ""]
    assert line(csv, "Rank,Alumni", "Colonel") == ["2", "2", "1"]
    for name in ("Anne", "Bernard", "Dewi", "Speaker"):
        assert name not in csv


def test_each_number_opens_the_people_for_those_who_see_names(client_as, school):
    desk = client_as("country_desk")
    page = desk.get(f"/reports/rows?of=alumni-by-institution&part=Staff+College&{PERIOD}").text
    assert all(name in page for name in ("Anne Again", "Bernard Never", "Claire Late"))
    assert not any(name in page for name in ("Dewi", "Speaker", "Own", "Nell", "Not Kept", "After"))
    met = desk.get(f"/reports/rows?of=alumni-met-by-year&part=2029&{PERIOD}").text
    assert "Anne Again" in met and "Bernard" not in met
    of_france = desk.get(f"/reports/rows?of=alumni-by-nation&nation=ID&{PERIOD}").text
    assert "Dewi Other" in of_france and "Anne" not in of_france


@pytest.mark.parametrize("role", ["viewer", "administrator"])
def test_who_sees_no_people_is_told_why(client_as, role, school):
    page = client_as(role).get(f"/reports/alumni?{PERIOD}")
    assert page.status in {200, 403}
    if page.status == 200:
        assert "Alumni are counted for those who work with people." in page.text
    assert "Staff College" not in page.text
    rows = client_as(role).get(f"/reports/rows?of=alumni-by-nation&{PERIOD}").text
    assert "Anne" not in rows


def test_only_nations_in_scope_are_counted(client_as, school):
    csv = client_as("country_desk", nations=["ID"]).get(f"/reports/alumni.csv?{PERIOD}").text
    assert "France" not in csv.split("Nation,Alumni")[1]
    assert line(csv, "Nation,Alumni", "Indonesia") == ["1", "1", ""]
