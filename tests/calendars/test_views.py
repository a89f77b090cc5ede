"""The pages: month, agenda, my calendars."""

import re
from datetime import date, time
from html import unescape
from types import SimpleNamespace

import pytest

from planner import clock
from planner.calendars.models import Feed
from planner.choices import DatePrecision, EventState, Marking
from planner.db import db
from tests.calendars.calendars import make_feed, titles
from tests.factories import NOW, make_event, make_user

MARCH = "/calendar/?month=2030-03"


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch):
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: NOW))


def test_the_month_shows_an_event_on_each_of_its_days(client_as):
    make_event(title="Cope North", starts_on=date(2030, 3, 5), days=3)

    page = client_as("viewer").get(MARCH)

    assert page.text.count("Cope North") == 3
    assert "March 2030" in page.text
    assert "chip-event is-tentative goes-on" in page.html


def test_a_timed_event_shows_its_time_with_the_zone_of_its_place(client_as):
    at = {"start_time": time(14, 30), "end_time": time(16), "zone": "Europe/Berlin"}
    make_event(title="Talks", starts_on=date(2030, 3, 5), days=1, **at)

    client = client_as("viewer")

    assert "14:30 CET" in client.get(MARCH).text
    assert "14:30 CET" in client.get("/calendar/agenda?month=2030-03").text


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/agenda"])
def test_a_month_stays_a_month(client_as, path):
    precise = {"date_precision": DatePrecision.MONTH, "days": 1}
    make_event(title="Port call", starts_on=date(2030, 3, 1), **precise)
    make_event(title="Next month's", starts_on=date(2030, 4, 1), **precise)
    year = {"date_precision": DatePrecision.YEAR, "days": 1}
    make_event(title="Yearly", starts_on=date(2030, 1, 1), **year)

    page = client_as("viewer").get(f"{path}?month=2030-03")

    assert "Some time in March 2030" in page.text
    assert page.text.count("Port call") == 1
    assert page.text.count("Yearly") == 1
    assert "Next month's" not in page.text


def test_the_pages_share_the_filter_of_the_list(client_as):
    make_event(title="French", partners=["FR"], starts_on=date(2030, 3, 5))
    make_event(title="Indonesian", partners=["ID"], starts_on=date(2030, 3, 5))

    page = client_as("viewer").get(f"{MARCH}&nation=ID")

    assert "Indonesian" in page.text
    assert "French" not in page.text
    assert any("month=2030-04" in link and "nation=ID" in link for link in page.links)
    assert "/events.ics?nation=ID" in page.links
    assert "/feeds/new?nation=ID" in page.links


def test_hidden_events_are_absent_and_the_highest_marking_stands_on_the_page(client_as):
    make_event(title="Open", starts_on=date(2030, 3, 5))
    make_event(title="Secret", starts_on=date(2030, 3, 5), marking=Marking.OFFICIAL_SENSITIVE)

    low = client_as("viewer", ceiling=Marking.OFFICIAL).get(MARCH)

    assert "Secret" not in low.text
    assert "OFFICIAL-SENSITIVE" not in low.text
    assert "OFFICIAL-SENSITIVE" in client_as("viewer").get(MARCH).text


def test_a_cancelled_event_says_so(client_as):
    make_event(starts_on=date(2030, 3, 5), days=1, state=EventState.CANCELLED)

    assert "(Cancelled)" in client_as("viewer").get(MARCH).text


def test_an_event_that_began_before_stands_on_the_first_day_of_the_agenda(client_as):
    make_event(title="Long", starts_on=date(2030, 2, 25), days=9)

    page = client_as("viewer").get("/calendar/agenda?month=2030-03")

    assert page.text.count("Long") == 1
    assert 'id="d2030-03-01"' in page.html


@pytest.mark.parametrize("month", ["2030-13", "March", "9999-01", "2030-03-01"])
def test_an_unreadable_month_is_not_found(client_as, month):
    assert client_as("viewer").get(f"/calendar/?month={month}").status == 404


def test_without_a_month_it_is_the_present_one(client_as):
    page = client_as("viewer").get("/calendar/")

    assert "March 2030" in page.text
    assert "is-today" in page.html


def test_a_month_takes_the_same_statements_however_full_it_is(client_as, queries):
    client = client_as("viewer")
    counts = []
    for number in (1, 30):
        for _event in range(number):
            make_event(starts_on=date(2030, 3, 5))
        db.session.commit()
        with queries() as seen:
            client.get(MARCH)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 12


# ---- my calendars


def test_a_calendar_is_made_from_a_list_and_its_address_shown_once(client_as):
    make_event(title="Indonesian", partners=["ID"], starts_on=date(2030, 3, 5))
    make_event(title="French", partners=["FR"], starts_on=date(2030, 3, 5))
    client = client_as("planner")
    form = client.get("/feeds/new?nation=ID&after=x&unknown=1")
    assert "Nation: Indonesia" in form.text

    page = client.post("/feeds/new", {"name": "With Indonesia", "query": "nation=ID"})

    token = re.search(r"http://localhost/f/([\w-]+)\.ics", page.html).group(1)
    assert f"webcal://localhost/f/{token}.ics" in page.links
    assert "Outlook" in page.text
    assert titles(client_as(None).get(f"/f/{token}.ics").body) == ["Indonesian"]
    listed = client.get("/feeds/")
    assert "With Indonesia" in listed.text
    assert token not in listed.html


def test_a_calendar_needs_a_name_of_its_own(client_as):
    client = client_as("planner")
    client.post("/feeds/new", {"name": "Mine", "query": ""})

    assert client.post("/feeds/new", {"name": "", "query": ""}).status == 422
    page = client.post("/feeds/new", {"name": "Mine", "query": ""})
    assert page.status == 422
    assert "already have a calendar" in page.text


def test_a_calendar_is_renamed_renewed_and_ended(client_as):
    user = make_user()
    feed, url = make_feed(user)
    client = client_as("planner", user=user)

    assert client.post(f"/feeds/{feed.id}/rename", {"name": "Another"}).status == 303
    renewed = client.post(f"/feeds/{feed.id}/renew")
    new_url = re.search(r"/f/[\w-]+\.ics", renewed.html).group(0)
    assert (client.get(url).status, client.get(new_url).status) == (404, 200)
    assert client.post(f"/feeds/{feed.id}/end").status == 303
    assert client.get(new_url).status == 410
    page = client.get("/feeds/")
    assert "Another, ended on 1 Mar 2030" in page.text
    assert client.post(f"/feeds/{feed.id}/renew").status == 303
    assert "Subscribe to a new one" in client.get("/feeds/").text


def test_nobody_reaches_the_calendars_of_others(client_as):
    feed, _url = make_feed(name="Somebody else's")
    client = client_as("country_desk")

    assert "Somebody else's" not in client.get("/feeds/").text
    for step in ("rename", "renew", "end"):
        assert client.post(f"/feeds/{feed.id}/{step}", {"name": "x"}).status == 404
    assert db.session.get(Feed, feed.id).revoked_at is None


def test_an_administrator_has_no_calendars(client_as):
    client = client_as("administrator")

    assert client.get("/feeds/").status == 403
    assert client.post("/feeds/new", {"name": "x", "query": ""}).status == 403


def test_the_page_of_an_event_offers_the_file(client_as):
    event = make_event()

    page = client_as("viewer").get(f"/events/{event.id}")

    assert f"/events/{event.id}.ics" in page.links


def test_downloads_are_in_the_history(client_as):
    event = make_event()
    client = client_as("viewer")
    client.get(f"/events/{event.id}.ics")
    client.get("/events.ics")

    table = db.metadata.tables["history_entry"]
    verbs = [row.verb for row in db.session.execute(table.select()) if row.verb == "exported"]
    assert len(verbs) == 2


def day_links(page):
    """Return where each day number of a month page leads, by its day."""
    found = re.findall(
        r'class="day-number" href="([^"]*)"[^>]*><time datetime="([^"]*)"', page.html
    )
    return {day: unescape(url) for url, day in found}


@pytest.mark.parametrize("month", ["2030-03", "2032-02", "1900-01", "2199-12"])
def test_every_day_number_leads_to_the_list_of_its_day(client_as, month):
    client = client_as("planner")
    page = client.get(f"/calendar/?month={month}")
    links = day_links(page)
    assert len(links) == page.html.count('class="day-head"') >= 28
    assert len(set(links.values())) == len(links)
    for url in list(links.values())[:3] + list(links.values())[-3:]:
        assert client.get(url).status == 200


def test_the_list_of_a_day_holds_what_is_on_it_by_the_filter_of_the_month(client_as):
    make_event(title="Cope North", starts_on=date(2030, 3, 5), days=3)
    make_event(title="Other nation", partners=["ID"], starts_on=date(2030, 3, 6))
    make_event(title="Later", starts_on=date(2030, 3, 20))
    client = client_as("planner")
    links = day_links(client.get(f"{MARCH}&nation=FR"))
    on_it = client.get(links["2030-03-06"]).text
    assert "Cope North" in on_it
    assert "Other nation" not in on_it
    assert "Later" not in on_it
    before = client.get(links["2030-02-26"])
    assert "Plan an event on this day" in before.text
    [url] = {link for link in before.links if link.startswith("/events/new?from=")}
    assert url == "/events/new?from=2030-02-26"
    assert client.fields(url)["starts_on"] == ["2030-02-26"]
    reader = client_as("viewer").get(links["2030-02-26"])
    assert "Plan an event" not in reader.text
    assert "No event fits this filter" in reader.text


def busy_month(number, **changes):
    """Make events of one day and of the month only, as many as asked for."""
    for n in range(number):
        make_event(["FR"], title=f"Busy {n}", starts_on=BUSY, ends_on=BUSY, **changes)
    db.session.commit()


BUSY = date(2031, 5, 14)


@pytest.mark.parametrize("path", ["/calendar/", "/calendar/agenda"])
def test_a_full_day_shows_a_few_events_and_leads_to_the_others(client_as, path):
    busy_month(13)
    make_event(["FR"], title="Long", starts_on=date(2031, 5, 12), ends_on=date(2031, 5, 20))
    make_event(["FR"], title="Alone", starts_on=date(2031, 5, 21), ends_on=date(2031, 5, 21))
    client = client_as("planner")
    page = client.get(f"{path}?month=2031-05")
    shown = page.html.count(">Busy ")
    assert shown == (4 if path == "/calendar/" else 5)
    assert page.html.count(f"{13 - shown} more") == 1
    assert "Alone" in page.text
    day = client.get("/events/?from=2031-05-14&to=2031-05-14&sort=day")
    assert "from=2031-05-14&amp;to=2031-05-14" in page.html
    assert day.html.count(">Busy ") == 13


def test_a_month_that_holds_more_is_hardly_longer_and_asks_no_more(client_as, queries):
    client = client_as("planner")
    busy_month(6)
    busy_month(6, date_precision=DatePrecision.MONTH)
    few = client.get("/calendar/?month=2031-05")
    with queries() as before:
        client.get("/calendar/?month=2031-05")
    busy_month(60)
    busy_month(60, date_precision=DatePrecision.MONTH)
    with queries() as after:
        many = client.get("/calendar/?month=2031-05")
    assert len(after) == len(before)
    assert len(many.html) < len(few.html) * 1.05
    assert "61 more" in many.text


def test_what_is_hidden_is_not_counted_as_more(client_as):
    busy_month(7, marking=Marking.OFFICIAL_SENSITIVE)
    busy_month(6)
    page = client_as("viewer", ceiling=Marking.OFFICIAL).get("/calendar/?month=2031-05")
    assert "1 more" in page.text
    assert "8 more" not in page.text
