"""A long list of events as a file that is prepared: what the page would hand out, for its owner."""

import io
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook

from planner.choices import EventState, JobState, Marking, Role
from planner.db import db
from planner.events.list import long_file, queries, views
from planner.jobs.running import run_next
from tests.factories import NOW, make_event, make_user
from tests.jobs.conftest import row_of


@pytest.fixture(autouse=True)
def short_lists(monkeypatch, clock_at):
    """Let lists be long from four rows on, and steps be of three."""
    clock_at(NOW)
    for module in (queries, views):
        monkeypatch.setattr(module, "COUNTED", 3)
    monkeypatch.setattr(long_file, "ROWS", 3)


@pytest.fixture
def planner():
    return make_user([Role.PLANNER], ceiling=Marking.OFFICIAL)


def make_events(number=7, **more):
    made = [make_event(title=f"Talks {place}", **more) for place in range(number)]
    db.session.commit()
    return made


def prepare(client, suffix="csv", query=""):
    """Ask for a file and let it be made; return the page of the work."""
    answer = client.post(f"/events/prepare/{suffix}{query}", {})
    assert answer.status == 303, answer.text[:500]
    assert run_next()
    return answer.location


def cells(octets):
    sheet = load_workbook(io.BytesIO(octets)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet]


@pytest.mark.parametrize("query", ["", "?sort=title&q=talks&state=planned"])
def test_the_file_is_the_one_that_the_list_hands_out(client_as, planner, query):
    make_events(state=EventState.PLANNED)
    make_event(title="Hidden", marking=Marking.OFFICIAL_SENSITIVE)
    client = client_as("planner", user=planner)
    for suffix in ("csv", "xlsx"):
        at_once = client.get(f"/events.{suffix}{query}")
        page = prepare(client, suffix, query)
        prepared = client.get(f"{page}/file")
        assert prepared.headers["Content-Type"] == at_once.headers["Content-Type"]
        if suffix == "csv":
            assert prepared.body == at_once.body
            assert b"Hidden" not in prepared.body
        else:
            assert cells(prepared.body) == cells(at_once.body)


def test_it_goes_on_in_steps_and_tells_how_far_it_is(client_as, planner, monkeypatch):
    make_events()
    steps, real = [], long_file.StepDone
    monkeypatch.setattr(long_file, "StepDone", lambda *words: steps.append(words) or real(*words))
    page = prepare(client_as("planner", user=planner))
    assert steps == [(3, 7), (6, 7), (7, 7)]
    assert row_of(int(page.rsplit("/", 1)[1])).percent == 100


def test_only_a_long_list_offers_it(client_as, planner):
    make_events(3)
    client = client_as("planner", user=planner)
    assert "/events/prepare" not in client.get("/events/").html
    make_event(title="Talks 4")
    db.session.commit()
    page = client.get("/events/?q=talks")
    assert 'action="/events/prepare/xlsx?q=talks"' in page.html
    assert 'href="/events.xlsx?q=talks"' in page.html


def test_it_leads_back_to_the_list_that_it_was_made_of(client_as, planner):
    make_events(state=EventState.PLANNED)
    client = client_as("planner", user=planner)
    shown = client.get(prepare(client, query="?state=planned&state=approved&sort=title"))
    href = re.search(r'href="(/events/\?[^"]*)">Open the list<', shown.html)[1]
    assert parse_qs(urlsplit(unescape(href)).query) == {
        "sort": ["title"],
        "state": ["approved", "planned"],
    }
    assert client.get(unescape(href)).text.count("Talks") == 7


def test_nobody_else_gets_it_and_its_owner_only_with_the_rights_of_then(client_as, planner):
    make_events()
    client = client_as("planner", user=planner)
    page = prepare(client)
    other = client_as("administrator", user=make_user(list(Role)))
    assert other.get(f"{page}/file").status == 404
    assert "Open the list" not in other.get(page).text
    assert client.get(f"{page}/file").status == 200
    planner.ceiling = Marking.PUBLIC
    db.session.commit()
    assert client.get(f"{page}/file").status == 404


def test_the_history_tells_that_it_was_taken_and_not_what_was_searched_for(client_as, planner):
    make_events()
    client = client_as("planner", user=planner)
    page = prepare(client, query="?q=talks")
    administrator = client_as("administrator", user=make_user([Role.ADMINISTRATOR]))
    assert "events?" not in administrator.get("/history/?verb=exported").text
    client.get(f"{page}/file")
    told = administrator.get("/history/?verb=exported").text
    assert "events?q=…" in told


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/events/prepare/pdf", 404),
        ("/events/prepare/csv?for=FR", 422),
        ("/events/prepare/csv?state=dreamt", 422),
    ],
)
def test_what_cannot_be_made_is_refused(client_as, planner, path, status):
    make_events(1)
    answer = client_as("planner", user=planner).post(path, {})
    assert answer.status == status


def test_more_than_goes_at_a_time_leads_back_with_a_sentence(client_as, planner):
    make_events(1)
    client = client_as("planner", user=planner)
    for _ in range(5):
        client.post("/events/prepare/csv", {})
    answer = client.post("/events/prepare/csv?sort=title", {})
    assert (answer.status, answer.location) == (303, "/events/?sort=title")
    assert "as much work under way" in client.get(answer.location).text


def test_work_of_somebody_whose_role_was_taken_away_ends(client_as, planner):
    make_events()
    client = client_as("planner", user=planner)
    answer = client.post("/events/prepare/csv", {})
    planner.grants = []
    db.session.commit()
    assert run_next()
    assert row_of(int(answer.location.rsplit("/", 1)[1])).state is not JobState.DONE
