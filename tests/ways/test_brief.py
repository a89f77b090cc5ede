"""The brief for travellers on paper, and who has read it."""

from datetime import date, timedelta

import pytest

from planner.choices import EventState, Marking, WayKind
from planner.db import db
from planner.events.models import Attendance
from planner.reference.shipped_kinds import ShippedKind
from planner.reports.indicators.registry import values
from planner.reports.plain.indicators import prepared
from planner.reports.plain.rows import PlainRows
from tests.documents.paper_read import is_accessible, paper_of, read, words_of
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_nation,
    make_own_nation,
    make_person,
    make_user,
    make_way,
)

TODAY = NOW.date()
SECRET = Marking.OFFICIAL_SENSITIVE
YEAR = date(2030, 1, 1), date(2030, 12, 31)


@pytest.fixture
def course():
    """Return a course in France to which three of ours go, and what they read before."""
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    make_way("FR", "Greet with a handshake.", source="Embassy")
    make_way("FR", "National day", WayKind.NATIONAL_DAY, first_on=date(2026, 7, 14), is_yearly=True)
    make_way("FR", "A plaque is fine.", WayKind.GIFT, gift_limit="EUR 150")
    make_way("FR", "Not a word on the strait.", WayKind.RED_LINE, marking=SECRET)
    event = make_event(
        ["FR", "AU"], starts_on=TODAY + timedelta(days=20), title="Staff course",
        kind=ShippedKind.EDUCATION_TRAINING, host_code="FR", state=EventState.APPROVED,
        owner=make_user(roles=["planner"]),
    )  # fmt: skip
    event.details = {"direction": "outbound"}
    for name in ("Anne Hill", "Ben Carr", "Cleo Dunn"):
        make_attendance(event, make_person("AU", name=name))
    make_attendance(event, make_person("FR", name="Jean Petit"))
    db.session.commit()
    return event


def rows_of(event):
    return {row.person.name: row for row in db.session.query(Attendance).filter_by(event=event)}


def read_by(event, *names, on="2030-02-28"):
    rows = rows_of(event)
    return {"prepared_on": on, "travellers": [str(rows[name].id) for name in names]}


def test_the_brief_is_printed_kind_by_kind(client_as, course):
    file = paper_of(client_as("planner", ceiling=Marking.OFFICIAL), "ways", "FR")
    book, words = read(file), words_of(file)
    assert is_accessible(book)
    assert book.metadata.title == "France"
    for said in (
        "Brief for travellers", "Last changed 1 Feb 2030", "Greet with a handshake. (Embassy)",
        "14 July each year: National day", "Limit: EUR 150.",
    ):  # fmt: skip
        assert said in words, said
    assert words.index("Customs") < words.index("National days") < words.index("Gift rules")
    assert "strait" not in words and str(SECRET.label) not in words
    words = words_of(paper_of(client_as("planner"), "ways", "FR"))
    assert "strait" in words and str(SECRET.label) in words


def test_there_is_no_brief_of_what_one_is_not_told(client_as, course):
    make_nation("IT")
    db.session.commit()
    assert client_as("planner").get("/documents/ways/IT").status == 404
    assert client_as("planner", nations=["IT"]).get("/documents/ways/FR").status == 404
    assert client_as("administrator").get("/documents/ways/FR").status == 404


def test_who_keeps_the_names_records_who_has_read_it(client_as, course):
    desk = client_as("country_desk", ceiling=Marking.OFFICIAL)
    page = desk.get(f"/events/{course.id}/preparation")
    assert "0 of 3 travellers have read it" in page.text and "Petit" not in page.text
    answer = desk.post(f"/events/{course.id}/preparation", read_by(course, "Anne Hill"))
    page = desk.follow(answer)
    assert "1 of 3 travellers have read it" in page.text
    assert "brief of 1 Feb 2030" in page.text and "changed since" not in page.text
    row = rows_of(course)["Anne Hill"]
    assert (row.prepared_on, row.prepared_by_id) == (date(2030, 2, 28), desk.user.id)
    assert row.brief_of_on == date(2030, 2, 1)
    make_way("FR", "Newer.", changed_on=TODAY)
    db.session.commit()
    assert "The brief was changed since." in desk.get(f"/events/{course.id}/preparation").text
    desk.post(f"/events/{course.id}/preparation/{row.id}/take-back", {})
    assert rows_of(course)["Anne Hill"].prepared_on is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"prepared_on": "2030-03-02"}, "The day lies in the future."),
        ({"prepared_on": ""}, "Enter the day."),
        ({"travellers": []}, "Tick who has read it."),
        ({"travellers": ["999999"]}, "not among the choices"),
    ],
)
def test_what_does_not_fit_is_refused(client_as, course, change, words):
    sent = read_by(course, "Anne Hill") | change
    page = client_as("country_desk").post(f"/events/{course.id}/preparation", sent)
    assert page.status == 422
    assert words in page.text
    assert not any(row.prepared_on for row in rows_of(course).values())


def test_a_brief_is_read_before_the_event_begins(client_as, course):
    course.starts_on = course.sort_on = TODAY - timedelta(days=1)
    db.session.commit()
    desk = client_as("country_desk")
    page = desk.post(
        f"/events/{course.id}/preparation", read_by(course, "Anne Hill", on="2030-03-01")
    )
    assert "a brief is read before" in page.text
    assert desk.post(f"/events/{course.id}/preparation", read_by(course, "Anne Hill")).status == 303


def test_who_does_not_keep_the_names_sees_and_records_nothing(client_as, course):
    sent = read_by(course, "Anne Hill")
    for role in ("viewer", "administrator", "planner"):
        client = client_as(role)
        assert client.get(f"/events/{course.id}/preparation").status in (403, 404), role
        assert client.post(f"/events/{course.id}/preparation", sent).status in (403, 404), role
    approver = client_as("approver")
    assert "Anne Hill" in approver.get(f"/events/{course.id}/people").text
    assert approver.post(f"/events/{course.id}/preparation", sent).status in (403, 422)
    assert not any(row.prepared_on for row in rows_of(course).values())
    own = client_as("planner", user=course.owner)
    assert own.post(f"/events/{course.id}/preparation", sent).status == 303


def test_an_event_at_home_has_no_travellers(client_as, course):
    course.host_code, course.direction = "AU", "inbound"
    db.session.commit()
    assert client_as("country_desk").get(f"/events/{course.id}/preparation").status == 404


def executed(event, went=3, *, ticked=False, read=(), stayed=()):
    """Let an event take place, with so many of ours, of whom some had read the brief."""
    event.state, event.actual_starts_on = EventState.EXECUTED, date(2030, 2, 20)
    event.actual_ends_on = date(2030, 2, 21)
    event.are_prepared = ticked or None
    next(p for p in event.partners if p.nation_code == "AU").headcount_actual = went
    for name, row in rows_of(event).items():
        row.has_attended = name not in stayed
        row.prepared_on = date(2030, 2, 10) if name in read else None
    db.session.commit()


@pytest.mark.parametrize(
    ("said", "percent"),
    [
        ({"ticked": True}, 100),
        ({"ticked": False}, 0),
        ({"ticked": True, "read": ["Anne Hill"]}, 100 / 3),
        ({"ticked": False, "read": ["Anne Hill", "Ben Carr"]}, 200 / 3),
        ({"read": ["Anne Hill", "Ben Carr"], "stayed": ["Ben Carr"]}, 100 / 3),
        ({"read": ["Ben Carr"], "stayed": ["Ben Carr"], "ticked": True}, 0),
        ({"went": 1, "read": ["Anne Hill", "Ben Carr"]}, 100),
        ({"went": 6, "read": ["Anne Hill", "Ben Carr", "Cleo Dunn"]}, 50),
    ],
    ids=str,
)
def test_travellers_prepared_are_counted_by_name_where_any_is_recorded(app, course, said, percent):
    executed(course, **said)
    with app.test_request_context():
        found = values(("O02.1",), *YEAR)["O02.1"]
    assert float(found.value) == pytest.approx(percent)
    plain = prepared(PlainRows(db.session.connection()), *YEAR)
    assert float(plain) == pytest.approx(percent)
