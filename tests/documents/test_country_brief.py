"""The brief of a country: one page with the numbers of the nation's page, names only by right."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from planner.choices import EventState, Marking, WayKind
from planner.db import db
from planner.history.models import HistoryEntry
from planner.jobs.models import Job
from planner.jobs.running import run_next
from planner.viewers import EVERYTHING
from tests.documents.paper_read import is_accessible, paper_of, read, tags_of, words_of
from tests.factories import (
    NOW,
    make_attendance,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_person,
    make_way,
)

TODAY = NOW.date()
REASON = "For the car to the airport"
HOSTILE = '#import "x": *; *bold* $x^2$ <b> \\u{41} [a](b) // no = heading'
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)


@pytest.fixture
def visit():
    """Return the next event with France, after one that was held; both have people."""
    make_nation("FR", is_partner=True)
    make_way("FR", "Shake hands.")
    make_way("FR", "14 July", WayKind.DAY_TO_AVOID)
    own = make_objective()
    held = make_event(["FR"], [own], date(2030, 2, 4), state=EventState.EXECUTED, host_code="FR")
    ahead = make_event(["FR"], [own], TODAY + timedelta(days=1), title="Talks in Brest")
    make_outcome(own, [held], title="Signals procedure adopted", seen_on=date(2030, 2, 20))
    make_follow_up(
        held, what="Return invitation", due_on=date(2030, 2, 10), promised_nation_code="FR"
    )
    make_follow_up(held, what="Minutes of the talks", due_on=TODAY + timedelta(days=9))
    known = make_person("FR", name="Hélène Martin", name_native="Ελένη Мартин", rank="Colonel")
    make_attendance(held, known, has_attended=True)
    make_attendance(ahead, known)
    make_attendance(ahead, make_person("FR", name="Jean Petit", rank="Major"))
    db.session.commit()
    return ahead


def lines():
    db.session.info["viewer"] = EVERYTHING
    told = select(HistoryEntry).where(HistoryEntry.verb == "exported").order_by(HistoryEntry.id)
    return db.session.scalars(told).all()


def test_one_page_says_what_one_needs_tomorrow(client_as, visit):
    client = client_as("country_desk")
    file = paper_of(client, "brief", "FR", has_names="y", reason=REASON)
    assert f'filename="brief-FR-{TODAY}.pdf"' in file.headers["Content-Disposition"]
    book, words = read(file), words_of(file)
    assert len(book.pages) == 1
    assert is_accessible(book)
    assert {"/H1", "/H2", "/Table", "/TH", "/TD"} <= set(tags_of(book))
    assert book.metadata.title == "France"
    assert book.metadata.author == "Rapport"
    assert book.trailer["/Root"]["/Lang"] == "en"
    assert words.startswith("OFFICIAL France")
    assert words.count("OFFICIAL") == 2
    for said in (
        "Country brief · Talks in Brest",
        "Who is met", "Colonel Hélène Martin", "Ελένη Мартин", "Major Jean Petit", "Never met",
        "Promised by us", "Return invitation", "Overdue", "Minutes of the talks",
        "Signals procedure adopted", "Next events", "Shake hands.", "14 July", "Page 1 of 1",
    ):  # fmt: skip
        assert said in words, said


def test_its_numbers_are_those_of_the_page(client_as, visit):
    client = client_as("planner")
    words = words_of(paper_of(client, "brief", "FR"))
    page = client.get("/nations/FR").text
    for label, value in (("Hosted by them", "1"), ("Hosted by us", "0")):
        assert f"{label} {value}" in words
        assert label in page
    for begins in ("France was last met", "No number of events is wanted"):
        told = page[page.index(begins) :].split(".")[0]
        assert told in words


def test_names_leave_with_the_desk_alone_and_with_a_reason(client_as, visit):
    desk = client_as("country_desk")
    asked = desk.post("/documents/brief/FR", {"has_names": "y", "reason": ""})
    assert asked.status == 422
    assert "Say what the names are needed for." in asked.text
    assert db.session.query(Job).count() == 0
    for role in ("planner", "approver", "viewer"):
        client = client_as(role)
        page = client.get("/documents/brief/FR")
        assert "With the names of people" not in page.text
        typed = {"has_names": "y", "reason": REASON}
        assert client.post("/documents/brief/FR", typed).status in {403, 422}
        assert "Martin" not in words_of(paper_of(client, "brief", "FR"))
    assert "Martin" not in words_of(paper_of(desk, "brief", "FR"))
    assert not [one for one in lines() if one.subject_label == "Names of people"]
    paper_of(desk, "brief", "FR", has_names="y", reason=REASON)
    named, file = lines()[-2:]
    assert named.changes == {
        "reason": [None, REASON], "rows": [None, 2], "filter": [None, "brief=FR"],
    }  # fmt: skip
    assert (file.subject_id, file.subject_label) == ("pdf", f"brief-FR-{TODAY}?brief=FR")


def test_what_is_above_a_viewer_is_not_in_their_brief(client_as, visit):
    make_event(
        ["FR"], starts_on=TODAY + timedelta(days=5), title="Quiet talks",
        marking=Marking.OFFICIAL_SENSITIVE,
    )  # fmt: skip
    db.session.commit()
    every = words_of(paper_of(client_as("viewer"), "brief", "FR"))
    some = words_of(paper_of(client_as("viewer", ceiling=Marking.OFFICIAL), "brief", "FR"))
    assert "Quiet talks" in every
    assert str(Marking.OFFICIAL_SENSITIVE.label) in every
    assert "Quiet talks" not in some
    assert str(Marking.OFFICIAL_SENSITIVE.label) not in some


def test_what_somebody_typed_stays_as_typed_and_on_one_page(client_as, visit):
    make_way("FR", f"{HOSTILE}\n" + f"{LONG} " * 90)
    make_way("FR", "Every day. " * 300, WayKind.DAY_TO_AVOID)
    for number in range(25):
        event = make_event(
            ["FR"], starts_on=TODAY + timedelta(days=number), title=f"{LONG} {number}"
        )
        make_follow_up(event, what=f"{HOSTILE} {number}", promised_nation_code="FR")
    db.session.commit()
    file = paper_of(client_as("country_desk"), "brief", "FR")
    words = words_of(file)
    assert len(read(file).pages) == 1
    assert HOSTILE.split(" <b>", maxsplit=1)[0] in words
    assert "more in Rapport." in words
    assert "Next events" in words


def test_a_sign_that_no_font_has_is_named_and_others_are_printed(client_as, visit):
    make_way("FR", "Γιώργος Иван 山田太郎 김")
    db.session.commit()
    words = words_of(paper_of(client_as("viewer"), "brief", "FR"))
    assert "Γιώργος Иван 山田太郎 □" in words
    assert "could not be printed and stand as □: U+AE40." in words


def test_a_brief_is_of_a_partner_that_one_is_told_of(client_as, visit):
    own = make_nation("DE", is_own=True)
    db.session.commit()
    viewer = client_as("viewer")
    assert viewer.get(f"/documents/brief/{own.code}").status == 404
    assert viewer.get("/documents/brief/XX").status == 404
    assert viewer.get("/documents/letter/FR").status == 404
    assert client_as("administrator").get("/documents/brief/FR").status == 404
    assert client_as("country_desk", nations=["IT"]).post("/documents/brief/FR", {}).status == 404
    assert db.session.query(Job).count() == 0
    assert 'href="/documents/brief/FR"' in viewer.get("/nations/FR").html
    assert "/documents/brief" not in client_as("administrator").get("/nations/FR").html
    assert "/documents/brief" not in viewer.get(f"/nations/{own.code}").html
    assert run_next() is False
