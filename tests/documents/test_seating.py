"""Order of precedence, seats and place cards on paper: names by right alone."""

import pytest
from sqlalchemy import select

from planner.choices import AttendanceState, EventState, Marking
from planner.db import db
from planner.events.models import Attendance
from planner.reference.shipped_kinds import ShippedKind
from planner.viewers import EVERYTHING
from tests.documents.paper_read import is_accessible, paper_of, read, words_of
from tests.factories import NOW, make_attendance, make_event, make_nation, make_person

REASON = "For the protocol office"


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)


@pytest.fixture
def dinner():
    """Return a dinner with five people, three of whom have their place."""
    make_nation("AU", is_own=True)
    event = make_event(
        ["AU", "FR"], title="Dinner in Brest", kind=ShippedKind.CEREMONY, state=EventState.APPROVED
    )
    third = make_person("FR", name="Jean Petit", rank_code="general")
    first = make_person("FR", name="Hélène Martin", name_native="Ελένη", rank="Colonel")
    second = make_person("AU", name="Wilhelmina-Alexandra von Hohenstaufen-Altenburg")
    make_attendance(event, third, precedence=3, seat="Table 1, C")
    make_attendance(event, first, precedence=1, seat="Table 1, A")
    make_attendance(event, second, precedence=2)
    make_attendance(event, make_person("FR", name="Paul Sans-Place"))
    gone = make_person("FR", name="Piero Bianchi")
    make_attendance(event, gone, precedence=4, state=AttendanceState.DECLINED)
    return event


def test_everybody_stands_in_order_and_has_a_card(client_as, dinner):
    desk = client_as("country_desk")
    book = read(paper_of(desk, "seating", dinner.id, has_names="y", reason=REASON))
    assert is_accessible(book)
    order, cards = (one.extract_text().replace("\u200b", "") for one in book.pages)
    for page in (order, cards):
        places = [page.index(name) for name in ("Martin", "Wilhelmina", "Petit", "Sans-Place")]
        assert places == sorted(places)
        assert "Bianchi" not in page
        assert page.startswith(str(Marking.OFFICIAL.label))
    assert "Table 1, C" in order and "Ελένη" in cards and "France · Table 1, A" in cards


def test_nobody_is_named_without_the_right(client_as, dinner):
    for role in ("planner", "viewer", "approver"):
        words = words_of(paper_of(client_as(role), "seating", dinner.id))
        assert "the country desk makes them" in words
        for name in ("Martin", "Petit", "Altenburg", "Table 1"):
            assert name not in words, role


def test_place_and_seat_are_written_with_the_list(client_as, dinner):
    planner = client_as("country_desk")
    assert f"/documents/seating/{dinner.id}" in planner.get(f"/events/{dinner.id}/people").html
    db.session.info["viewer"] = EVERYTHING
    row = db.session.scalars(select(Attendance).where(Attendance.precedence == 3)).one()
    fields = {f"role_{row.id}": "participant", f"state_{row.id}": "confirmed"}

    refused = planner.post(f"/events/{dinner.id}/people", fields | {f"precedence_{row.id}": "1000"})
    assert refused.status == 422 and "999" in refused.text
    typed = {f"precedence_{row.id}": "12", f"seat_{row.id}": "Table 2"}
    assert planner.post(f"/events/{dinner.id}/people", fields | typed).status == 303
    db.session.expire_all()
    db.session.info["viewer"] = EVERYTHING
    assert (row.precedence, row.seat) == (12, "Table 2")
