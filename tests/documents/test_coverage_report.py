"""The report on coverage as PDF: the numbers of the page, its filter, its marking."""

import csv
import io
import re
from datetime import date

import pytest

from planner.choices import EventState, Marking
from planner.db import db
from planner.jobs.models import Job
from planner.objectives.models import Objective
from tests.documents.paper_read import is_accessible, paper_of, read, words_of
from tests.factories import make_event, make_outcome
from tests.reports.small_office import make_small_office

YEAR = "period=2025"
HOSTILE = '#import "x": * and *bold* $x^2$'
LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


@pytest.fixture
def client(client_as):
    make_small_office()
    db.session.commit()
    return client_as("viewer")


def rows_of(client, address):
    text = client.get(address).body.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text.split("\r\n\r\n")[0])))


def test_it_holds_the_numbers_of_the_page(client):
    file = paper_of(client, "coverage", "report", YEAR)
    named = 'filename="coverage-2025-01-01-2025-12-31.pdf"'
    assert named in file.headers["Content-Disposition"]
    assert is_accessible(read(file))
    words = words_of(file)
    told = [row for row in rows_of(client, f"/reports/coverage.csv?{YEAR}") if row["Code"]]
    totals = [row for row in told if row["Partner nation"] == "All"]
    assert len(totals) == 2
    for row in totals:
        name = f"{row['Code']} {row['Objective']}".strip()
        held = (row["Required"], row["Held in the years so far"], row["Approved and ahead"])
        rest = (row["Gap"], row["Residual gap"], row["Outcome-backed"])
        assert " ".join((name, *held, *rest)) in words


def test_every_page_is_numbered_and_marked_and_says_how_it_is_counted(client):
    file = paper_of(client, "coverage", "report", YEAR)
    pages = [page.extract_text() for page in read(file).pages]
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in text
        assert text.count("PUBLIC") == 2
    words = words_of(file)
    for said in ("Coverage 2025", "Gaps: ", "Next quarter: ", "How it is counted", "Left out: "):
        assert said in words, said
    assert "Period: 1 Jan 2025 to 31 Dec 2025" in words


def test_a_filter_is_that_of_the_page(client):
    words = words_of(paper_of(client, "coverage", "report", "period=2025-Q2&nation=FR"))
    assert "1 Apr 2025 – 30 Jun 2025 · Partner nation: France" in words


def test_what_is_not_understood_begins_no_work(client):
    for query, status in (("period=1x", 422), ("objective=dreamt", 422)):
        assert client.post(f"/documents/coverage/report?{query}", {}).status == status
    assert client.post("/documents/coverage/other", {}).status == 404
    assert db.session.query(Job).count() == 0


def test_the_page_offers_it_for_what_it_shows(client):
    shown = client.get(f"/reports/coverage?{YEAR}&nation=FR").html
    assert f'href="/documents/coverage/report?{YEAR}&amp;nation=FR"' in shown
    assert "names leave with" not in client.get(f"/documents/coverage/report?{YEAR}").text


def test_it_says_in_sentences_what_the_overview_says(client):
    words = words_of(paper_of(client, "coverage", "report", YEAR))
    short = words[words.index("In short") : words.index("Coverage: Key figures")]
    page = re.sub(r"\s+", " ", client.get(f"/reports/overview?{YEAR}").text)
    told = re.findall(r"\d+ of \d+ [a-z][^.]*\.", short)
    assert len(told) >= 3
    for said in told:
        assert said in page, said


def test_a_requirement_not_met_has_its_next_step(client_as, client):
    words = words_of(paper_of(client_as("planner"), "coverage", "report", YEAR))
    told = [
        row
        for row in rows_of(client_as("planner"), f"/reports/gaps.csv?{YEAR}")
        if row["Gap"] == "Requirements not met"
    ]
    assert told
    for row in told:
        assert row["What"] in words
    assert "Next step" in words
    assert "Plan an event for this gap" in words


def test_outcomes_stand_by_their_evidence(client):
    words = words_of(paper_of(client, "coverage", "report", YEAR))
    page = re.sub(r"\s+", " ", client.get(f"/reports/outcomes?{YEAR}").text)
    told = re.findall(r"Evidence (\d) – [^(]*\(M12\) (\d+ %) (\d+ of \d+)", words)
    assert told == [
        ("0", "0 %", "0 of 2"), ("1", "50 %", "1 of 2"), ("2", "0 %", "0 of 2"),
        ("3", "50 %", "1 of 2"), ("4", "0 %", "0 of 2"),
    ]  # fmt: skip
    for _level, share, parts in told:
        assert share in page
        assert parts in page
    assert "Outcomes: What came of it" in words


def test_an_outcome_of_an_older_event_marks_it_as_that_event(client_as, client):
    own = db.session.query(Objective).filter_by(code="N1").one()
    old = make_event(
        ["FR"], [own], date(2023, 3, 1), state=EventState.CLOSED,
        marking=Marking.OFFICIAL_SENSITIVE,
    )  # fmt: skip
    make_outcome(own, [old], title="Quiet success", seen_on=date(2025, 4, 1))
    db.session.commit()
    every = words_of(paper_of(client, "coverage", "report", YEAR))
    assert "Quiet success" in every
    assert every.startswith(str(Marking.OFFICIAL_SENSITIVE.label))
    low = client_as("viewer", ceiling=Marking.OFFICIAL)
    assert "Quiet success" not in words_of(paper_of(low, "coverage", "report", YEAR))


def test_what_somebody_typed_stays_as_typed(client):
    own = db.session.query(Objective).filter_by(code="N1").one()
    own.name = f"{HOSTILE} {LONG}"
    db.session.commit()
    file = paper_of(client, "coverage", "report", YEAR)
    words = words_of(file)
    assert is_accessible(read(file))
    for said in (*HOSTILE.split(), LONG):
        assert said in words.replace(" ", "") or said in words, said
