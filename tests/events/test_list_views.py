"""The event list: filter in the URL, order, pages, downloads, and nothing hidden on it."""

import csv
import io
from datetime import date

from planner.choices import EventState, Marking
from planner.db import db
from planner.reference.shipped_kinds import ShippedKind
from tests.factories import make_event, make_nation, make_objective

NUMBERS = ("Participants planned", "Participants actual", "Planned cost", "Actual cost")


def test_the_list_shows_events_with_nations_objectives_and_state(client_as):
    make_nation("FR", is_partner=True)
    objective = make_objective(code="T9")
    make_event(title="Cobra", objectives=[objective], state=EventState.COORDINATED)
    page = client_as("viewer").get("/events/")
    assert page.status == 200
    for words in ("Cobra", "France", "T9", "Coordinated", "4–6 Feb 2030", "1 event"):
        assert words in page.text


def test_the_empty_list_says_what_to_do(client_as):
    assert "No events yet" in client_as("planner").get("/events/").text


def test_a_filter_in_the_url_narrows_and_stays(client_as):
    make_event(title="Cobra")
    make_event(title="Parade", kind=ShippedKind.CEREMONY)
    page = client_as("viewer").get("/events/?kind=ceremony")
    assert "Parade" in page.text
    assert "Cobra" not in page.text
    assert any("kind=ceremony" in link and "sort=title" in link for link in page.links)
    assert "/events.csv?kind=ceremony" in page.links


def test_every_event_is_on_exactly_one_page_in_every_order(client_as):
    keys = {make_event(starts_on=date(2030, 1, 1 + n % 9)).id for n in range(120)}
    keys |= {make_event(starts_on=None, state=EventState.CONCEPT).id for _ in range(5)}
    client = client_as("viewer")
    for sort in ("day", "-day", "title", "-title", "state", "-kind"):
        seen, url, pages = [], f"/events/?sort={sort}", 0
        while url:
            page = client.get(url)
            links = [link for link in page.links if link.startswith("/events/")]
            seen += [int(link.rsplit("/", 1)[1]) for link in links if link.split("/")[-1].isdigit()]
            url = next(
                (link for link in page.links if "after=" in link and "tick" not in link), None
            )
            pages += 1
            assert pages < 9
        assert pages == 3
        assert len(seen) == 125
        assert set(seen) == keys


def test_the_way_back_leads_to_the_same_rows(client_as):
    for n in range(60):
        make_event(starts_on=date(2030, 1, 1 + n % 3))
    client = client_as("viewer")
    first = client.get("/events/?sort=title")
    second = client.get(
        next(link for link in first.links if "after=" in link and "tick" not in link)
    )
    back = client.get(
        next(link for link in second.links if "before=" in link and "tick" not in link)
    )
    rows = [[link for link in page.links if link[8:].isdigit()] for page in (first, back)]
    assert rows[0] == rows[1]


def test_mangled_values_are_named_and_never_an_error(client_as):
    make_event()
    client = client_as("viewer")
    for query in (
        "kind=nonsense",
        "state=",
        "nation=%3C",
        "objective=99999999999999999999",
        "owner=x",
        "from=yesterday",
        "marking=9",
        "flag=no-such",
        "measure=magic",
        "sort=banana",
        "to=2030-02-31",
        "id=-1",
        "q=%22%27)(*",
    ):
        assert client.get(f"/events/?{query}").status == 200, query
    assert client.get("/events/?nation=%00").status == 200  # a NUL is taken out
    assert "nonsense" in client.get("/events/?kind=nonsense").text
    for query in ("after=%%%", "after=WzFd", "before=WyJ6Il0", "after=eyJhIjoxfQ"):
        assert client.get(f"/events/?{query}").status == 400, query
    assert client.get("/events.csv?kind=nonsense").status in {400, 409, 422}


def test_a_download_holds_exactly_what_is_filtered(client_as):
    make_event(title="Cobra")
    make_event(title="Parade", kind=ShippedKind.CEREMONY)
    client = client_as("viewer")
    body = client.get("/events.csv?kind=ceremony").body.decode("utf-8-sig")
    assert "Parade" in body
    assert "Cobra" not in body
    assert client.get("/events.xlsx").body.startswith(b"PK")
    assert client.get("/events.pdf").status == 404


def test_no_download_is_cut(client_as):
    for _ in range(1201):
        make_event(partners=())
    client = client_as("viewer")
    body = client.get("/events.csv").body.decode("utf-8-sig")
    assert sum(line.count("Joint exercise") for line in body.splitlines()) == 1201
    page = client.get("/events/")
    assert "More than 1,000 events" in page.text
    assert "1,201 events" in client.get("/events/?count=all").text


def test_a_file_tells_each_cost_and_each_number_apart(client_as):
    fields = {"planned_cost": 700, "actual_cost": 0, "currency": "EUR"}
    make_event(state=EventState.CLOSED, participants_planned=40, participants_actual=0, **fields)
    body = client_as("viewer").get("/events.csv").body.decode("utf-8-sig")
    (row,) = [row for row in csv.DictReader(io.StringIO(body)) if row["Kind"]]
    assert [float(row[name]) for name in NUMBERS] == [40, 0, 700, 0]


def test_hidden_events_are_in_no_row_count_or_download(client_as):
    make_event(title="Seen", partners=["FR"])
    make_event(title="Foreign", partners=["ID"])
    make_event(title="Sensitive", marking=Marking.OFFICIAL_SENSITIVE)
    client = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    page = client.get("/events/")
    assert "1 event" in page.text
    body = client.get("/events.csv").body.decode("utf-8-sig")
    for hidden in ("Foreign", "Sensitive"):
        assert hidden not in page.text
        assert hidden not in body
    assert "No events yet" in client_as("administrator").get("/events/").text


def test_the_page_carries_the_highest_marking_on_it(client_as):
    make_event(marking=Marking.OFFICIAL_SENSITIVE)
    assert "OFFICIAL-SENSITIVE" in client_as("viewer").get("/events/").text


def test_the_list_costs_the_same_statements_and_size_for_any_number_of_events(client_as, queries):
    objective = make_objective()
    client = client_as("planner")
    counts = []
    for _ in range(2):
        for _number in range(60):
            make_event(partners=["FR", "ID"], objectives=[objective], title="Bold Quest " * 3)
        db.session.commit()
        client.get("/events/")
        with queries() as seen:
            page = client.get("/events/")
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 8, seen
    assert len(page.body) <= 30 * 1024


def test_nobody_is_sent_to_sign_in(client_as):
    assert client_as(None).get("/events/").status == 303
    assert client_as(None).get("/events.csv").status == 303
