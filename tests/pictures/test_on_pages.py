"""Pictures where they stand: what they tell, to whom, and where nothing is to be told."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from planner.choices import EventState, Marking
from tests.factories import make_event, make_follow_up, make_nation, make_programme
from tests.reports.small_office import make_small_office

NOW = datetime(2030, 3, 13, 12, tzinfo=UTC)
FIRST = NOW.date()


@pytest.fixture(autouse=True)
def clock(clock_at):
    clock_at(NOW)


def figure(page, title):
    """Return a picture of a page by its title; None when it is not there."""
    found = re.findall(r'<figure class="picture.*?</figure>', page.html, re.S)
    return next((one for one in found if f"<h3>{title}</h3>" in one), None)


def told(html):
    """Return the words of each mark."""
    return [unescape(one) for one in re.findall(r"<title>(.*?)</title>", html)]


def test_the_strip_tells_of_each_day_what_is_on_and_what_the_viewer_owes(client_as):
    planner = client_as("planner")
    make_event(starts_on=FIRST + timedelta(1), days=2, state=EventState.APPROVED)
    make_event(starts_on=FIRST + timedelta(2), days=1, state=EventState.CANCELLED)
    make_event(starts_on=FIRST + timedelta(14), days=1, state=EventState.APPROVED)
    make_follow_up(owner=planner.user, due_on=FIRST + timedelta(2))
    make_follow_up(due_on=FIRST + timedelta(2))
    strip = figure(planner.get("/"), "The next two weeks")
    words = told(strip)
    assert len(words) == 14
    assert words[0] == "13 Mar 2030: no event, nothing of yours falls due"
    assert words[1] == "14 Mar 2030: 1 event, nothing of yours falls due"
    assert words[2] == "15 Mar 2030: 1 event, 1 thing falls due"
    assert words[3:] == [one for one in words if "no event, nothing" in one][1:]
    assert "1 event, 1 thing falls due." in strip
    assert 'href="/calendar/agenda?month=2030-03#d2030-03-15"' in strip
    assert strip.count("<tr") == 15, "the table has a line for each day"


def test_the_strip_does_not_count_what_the_viewer_may_not_see(client_as):
    make_event(["FR"], starts_on=FIRST, marking=Marking.OFFICIAL_SENSITIVE)
    make_event(["JP"], starts_on=FIRST)
    planner = client_as("planner", nations=["NZ"], ceiling=Marking.PUBLIC)
    make_follow_up(make_event(["JP"]), owner=planner.user, due_on=FIRST)
    strip = figure(planner.get("/"), "The next two weeks")
    assert "no event, nothing of yours falls due." in strip
    page = client_as("viewer", nations=["NZ"], ceiling=Marking.PUBLIC).get("/")
    assert not re.search(r": [1-9]\d* event", " ".join(told(figure(page, "The next two weeks"))))
    assert figure(client_as("administrator").get("/"), "The next two weeks") is None


def test_editions_of_a_programme_lie_along_the_years(client_as):
    series = make_programme(name="Lake Shield")
    for year, state in ((2028, "closed"), (2029, "cancelled"), (2031, "planned")):
        make_event(
            programme=series, edition=str(year), title="Lake Shield", state=EventState(state),
            starts_on=date(year, 5, 1),
        )  # fmt: skip
    make_event(programme=series, edition="later", starts_on=None, state=EventState.CONCEPT)
    drawn = figure(client_as("viewer").get(f"/programmes/{series.id}"), "Editions by year")
    assert [one.partition(", ")[2] for one in told(drawn)] == ["Closed", "Cancelled", "Planned"]
    assert re.findall(r'<rect x="[\d.]+%[^>]*class="(\S+)"/>', drawn) == ["mark-2", "h0", "hollow"]
    assert "1 of 3 editions were held." in drawn


def test_one_edition_alone_is_no_series(client_as):
    series = make_programme()
    make_event(programme=series)
    page = client_as("viewer").get(f"/programmes/{series.id}")
    assert figure(page, "Editions by year") is None


def test_the_head_of_a_partner_tells_the_quarters_and_leads_to_the_trend(client_as):
    make_nation("FR", is_partner=True)
    make_event(["FR"], starts_on=date(2029, 5, 2), state=EventState.CLOSED)
    make_event(["FR"], starts_on=date(2030, 1, 2), state=EventState.CLOSED)
    make_event(["FR"], starts_on=date(2027, 1, 2), state=EventState.CLOSED)
    make_event(["FR"], starts_on=date(2030, 2, 2), state=EventState.CLOSED,
               marking=Marking.OFFICIAL_SENSITIVE)  # fmt: skip
    page = client_as("approver").get("/nations/FR")
    assert "3 events in the last eight quarters" in page.text
    assert "2029-Q2 1" in page.html and "2030-Q1 2" in page.html
    assert "OFFICIAL-SENSITIVE" in page.text
    href = unescape(re.search(r'class="head-line"><a href="([^"]+)"', page.html)[1])
    assert client_as("approver").get(href).status == 200
    (rows,) = re.findall(r'class="head-line">.*?<tbody>(.*?)</tbody>', page.html, re.S)
    told = re.findall(r'row">(\d{4}-Q\d)</th>\s*<td[^>]*><a href="([^"]+)">(\d+)</a>', rows)
    assert [(name, number) for name, _href, number in told] == [("2030-Q1", "2"), ("2029-Q2", "1")]
    for _name, rows_href, number in told:
        found = client_as("approver").get(unescape(rows_href)).links
        assert len([one for one in found if re.fullmatch(r"/events/\d+", one)]) == int(number)
    low = client_as("viewer", ceiling=Marking.PUBLIC).get("/nations/FR")
    assert "2 events in the last eight quarters" in low.text
    assert "OFFICIAL-SENSITIVE" not in low.text


def test_the_head_of_an_objective_without_events_has_no_line(client_as):
    first = make_small_office()
    page = client_as("approver").get(f"/objectives/{first.id}")
    assert "last eight quarters" not in page.text, "its events are older"
    assert 'class="head-line"' not in page.html


PICTURES = {
    "overview": ("Objectives by quarter", "Events by quarter", "Objectives by partner"),
    "outcomes": ("Strength of evidence",),
    "partners": ("Last contact by nation",),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_report_without_anything_draws_nothing_and_one_with_something_says_what(client_as, name):
    client = client_as("approver")
    assert figure(client.get(f"/reports/{name}?period=2019"), PICTURES[name][0]) is None or (
        name == "partners"
    )
    make_small_office()
    page = client.get(f"/reports/{name}?period=2025")
    for title in PICTURES[name]:
        drawn = figure(page, title)
        assert drawn, title
        assert re.search(r"<figcaption><h3>.+</h3><p>.+</p></figcaption>", drawn)
        assert "<details><summary>Table: " in drawn
        assert told(drawn)


def test_tiles_and_their_table_say_the_same(client_as):
    make_small_office()
    page = client_as("approver").get("/reports/overview?period=2025")
    drawn = figure(page, "Objectives by quarter")
    tiles = re.findall(r'class="middle [^"]*">([^<]+)</text>', drawn.partition("<details>")[0])
    cells = re.findall(r"<td[^>]*>(.*?)</td>", drawn.partition("<details>")[2], re.S)
    shown = [re.sub(r"<[^>]+>", "", one).strip() for one in cells]
    assert [one for one in tiles if not one.startswith("Q")] == shown


def test_the_map_names_no_nation_that_the_viewer_may_not_see(client_as):
    make_small_office()
    page = client_as("country_desk", nations=["NZ"]).get("/reports/partners?period=2025")
    names = told(figure(page, "Last contact by nation"))
    assert names and all(one.startswith("New Zealand") for one in names)
