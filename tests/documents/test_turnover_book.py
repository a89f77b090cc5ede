"""The turnover book: contents, and each nation of a desk on pages of its own."""

import re
from datetime import date, timedelta

import pytest

from planner.choices import EventState, Marking, PromisedBy
from planner.db import db
from planner.jobs.models import Job
from planner.outcomes.models import Lesson
from tests.documents.paper_read import is_accessible, paper_of, read, words_of
from tests.factories import (
    NOW,
    add,
    make_commitment,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_outcome,
    make_person,
    make_programme,
    make_way,
)

TODAY = NOW.date()
HOSTILE = '#import "x": * and *bold* $x^2$'
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
REASON = "For the one who takes over"


@pytest.fixture(autouse=True)
def in_march(clock_at):
    clock_at(NOW)


@pytest.fixture
def desk(client_as):
    for code in ("FR", "IT"):
        make_nation(code, is_partner=True)
        make_way(code, f"Customs of {code}")
    own = make_objective()
    held = make_event(["FR"], [own], date(2030, 2, 4), state=EventState.EXECUTED)
    make_outcome(own, [held], title="Procedure adopted", seen_on=date(2030, 2, 20))
    make_follow_up(held, what="Return invitation", promised_nation_code="FR")
    for number in range(12):
        make_follow_up(held, what=f"Minutes {number:02}", due_on=TODAY + timedelta(days=9))
    add(Lesson(event=held, what="Ask earlier", identified_on=date(2030, 2, 9)))
    make_event(["IT"], starts_on=TODAY + timedelta(days=180), title="In time")
    make_event(["IT"], starts_on=TODAY + timedelta(days=181), title="Too far")
    make_event(
        ["IT"], starts_on=TODAY + timedelta(days=9), title="Quiet talks",
        marking=Marking.OFFICIAL_SENSITIVE,
    )  # fmt: skip
    make_programme(name="Staff talks", lead_code="FR")
    make_person("FR", name="Hélène Martin", rank="Colonel")
    db.session.commit()
    return client_as("country_desk")


def test_it_has_contents_and_what_a_successor_needs_of_each_nation(desk):
    file = paper_of(desk, "turnover", "nations", has_names="y", reason=REASON)
    assert f'filename="turnover-{TODAY}.pdf"' in file.headers["Content-Disposition"]
    book, words = read(file), words_of(file)
    assert is_accessible(book)
    first, *rest = [page.extract_text() for page in book.pages]
    assert "Contents" in first
    assert "France" in first
    assert "Italy" in first
    assert [page.split("\n")[1] for page in rest if "In short" in page] == ["France", "Italy"]
    assert [one.title for one in book.outline if not isinstance(one, list)][-2:] == [
        "France",
        "Italy",
    ]
    for said in (
        "Customs of FR", "Hélène Martin", "Staff talks", "Return invitation", "Minutes 00",
        "Minutes 11", "Procedure adopted", "Ask earlier", "In time",
    ):  # fmt: skip
        assert said in words, said
    assert "13 follow-ups are open" in words
    assert "Too far" not in words


def test_its_contents_name_the_page_of_each_nation(desk):
    book = read(paper_of(desk, "turnover", "nations"))
    pages = [page.extract_text() for page in book.pages]
    for name in ("France", "Italy"):
        begins = next(
            number for number, text in enumerate(pages, 1)
            if number > 1 and text.split("\n")[1] == name
        )  # fmt: skip
        assert re.search(rf"{name}[ .]+{begins}\b", pages[0]), pages[0]


def test_what_somebody_typed_stays_as_typed_and_empty_parts_stay_out(desk):
    make_way("IT", f"{HOSTILE}\n{LONG}")
    make_event(["IT"], starts_on=TODAY + timedelta(days=3), title=f"{HOSTILE} {LONG}")
    db.session.commit()
    file = paper_of(desk, "turnover", "nations", "nation=IT")
    words = words_of(file)
    assert is_accessible(read(file))
    assert words.count(HOSTILE) >= 1
    assert words.replace(" ", "").count(LONG) >= 2
    for absent in ("Programmes", "Lessons", "Last outcomes"):
        assert absent not in words, absent


def test_chosen_nations_alone_and_names_only_by_right(desk, client_as):
    words = words_of(paper_of(desk, "turnover", "nations", "nation=IT"))
    assert "Customs of IT" in words
    assert "Customs of FR" not in words
    viewer = client_as("viewer", ceiling=Marking.OFFICIAL)
    words = words_of(paper_of(viewer, "turnover", "nations"))
    assert "Martin" not in words
    assert "Quiet talks" not in words
    assert "In time" in words


def test_it_holds_the_nations_of_the_viewer_and_no_other(desk, client_as):
    words = words_of(paper_of(client_as("country_desk", nations=["IT"]), "turnover", "nations"))
    assert "Customs of IT" in words
    assert "Customs of FR" not in words
    some = client_as("country_desk", nations=["IT"])
    assert some.post("/documents/turnover/nations?nation=FR", {}).status == 404
    assert desk.post("/documents/turnover/nations?nation=XX", {}).status == 404
    assert desk.post("/documents/turnover/other", {}).status == 404
    administrator = client_as("administrator")
    assert administrator.get("/documents/turnover/nations").status == 404
    assert "/documents/turnover" not in administrator.get("/nations/").html
    assert db.session.query(Job).count() == 1


def test_it_stands_where_one_looks_for_it(desk):
    href = 'href="/documents/turnover/nations?nation=FR"'
    assert href in desk.get("/nations/FR").html
    assert 'href="/documents/turnover/nations"' in desk.get("/nations/").html
    assert href in desk.get("/reports/partners?nation=FR").html


def test_promises_of_both_sides_stand_in_it(desk):
    make_commitment("FR", what="Send the maps", promised_by=PromisedBy.OURS)
    make_commitment("FR", what="Open the range", promised_by=PromisedBy.THEIRS)
    make_commitment("FR", what="Long kept", state="kept", settled_on=date(2030, 2, 1))
    db.session.commit()
    words = words_of(paper_of(desk, "turnover", "nations"))
    ours, theirs = words.index("Promised by us"), words.index("Promised by them")
    assert ours < words.index("Return invitation") < theirs
    assert ours < words.index("Send the maps") < theirs < words.index("Open the range")
    assert "Long kept" not in words
    assert words.count("Return invitation") == 1


def test_nations_with_nothing_on_record_take_no_page_and_are_named_at_the_end(desk):
    for code in ("ES", "PT"):
        make_nation(code, is_partner=True)
    db.session.commit()
    file = paper_of(desk, "turnover", "nations")
    book = read(file)
    pages = [page.extract_text() for page in book.pages]
    assert [page.split("\n")[1] for page in pages if "In short" in page] == ["France", "Italy"]
    assert re.search(r"Nothing on record yet\s+Portugal, Spain", pages[-1])
    assert words_of(file).count("Spain") == 2  # below the title, and on the last line


def test_a_book_of_nations_with_nothing_on_record_says_so(desk):
    make_nation("ES", is_partner=True)
    db.session.commit()
    words = words_of(paper_of(desk, "turnover", "nations", query="nation=ES"))
    assert "Nothing on record yet" in words
    assert "Spain" in words


def test_cancel_leads_back_to_the_nations(desk):
    page = desk.get("/documents/turnover/nations")
    assert page.html.count('href="/nations/"') > 1
    assert re.search(r'<a[^>]*href="/nations/"[^>]*>Cancel</a>', page.html)
