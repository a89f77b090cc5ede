"""Every file that leaves: a line in the history, whole addresses, the rows of its list."""

import csv
import io
from datetime import date, datetime, time, timedelta

import pytest
from icalendar import Calendar
from openpyxl import load_workbook
from sqlalchemy import select

from planner.calendars.fetch_note_views import LINES_A_DAY
from planner.choices import EventState, Marking, ProgrammeKind
from planner.db import db
from planner.history.models import HistoryEntry
from planner.partners.models import Institution
from planner.viewers import EVERYTHING
from planner.web.file_notes import LONGEST_FILTER
from tests.calendars.calendars import make_feed, parsed
from tests.closed_periods import close_last_year
from tests.factories import (
    NOW,
    add,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_organisation,
    make_person,
    make_programme,
    make_requirement,
    make_user,
)

HERE = "http://localhost"


@pytest.fixture
def base_url(app):
    """Return a function that sets the office's public address for one test."""
    before = app.config["RAPPORT_BASE_URL"]

    def stand(address):
        app.config["RAPPORT_BASE_URL"] = address

    yield stand
    app.config["RAPPORT_BASE_URL"] = before


@pytest.fixture(autouse=True)
def in_march(clock_at):
    """Let the clock stand after the events of the factories."""
    clock_at(NOW)


def lines():
    """Return the entries of the history about files, the oldest first."""
    db.session.info["viewer"] = EVERYTHING
    told = select(HistoryEntry).where(HistoryEntry.verb == "exported").order_by(HistoryEntry.id)
    return db.session.scalars(told).all()


def rows_of(page):
    """Return a CSV file's rows by heading, without what stands below the empty line."""
    body = page.body.decode("utf-8-sig").split("\r\n\r\n")[0]
    return list(csv.DictReader(io.StringIO(body)))


def an_office():
    """Make one row of what files tell; return the event."""
    objective, idle = make_objective(), make_objective()
    make_requirement(idle, "FR", year=2030)
    make_nation("FR", is_partner=True)
    event = make_event(objectives=[objective], state=EventState.EXECUTED)
    make_requirement(objective, "FR")
    make_follow_up(event, due_on=date(2030, 2, 10))
    make_programme()
    make_organisation()
    make_person("FR")
    add(Institution(name="Staff college", nation=make_nation("FR"), town="Paris"))
    return event


def file_urls(app, event, closed=None):
    """Return the address of every file that is fetched, found on the URL map."""
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint in {"calendars.feed", "security.static"}:
            continue
        if "closed_id" in rule.arguments and closed is None:
            continue
        if rule.rule.endswith(".ics"):
            yield rule.rule.replace("<id:event_id>", str(event.id))
        elif rule.rule.endswith(".<suffix>"):
            query = "?of=owed-late" if "rows" in rule.rule else ""
            for suffix in ("csv", "xlsx"):
                path = rule.rule.replace("<string(length=2):code>", "FR")
                path = path.replace("<id:closed_id>/<report>", f"{closed}/figures")
                yield path.replace("<suffix>", suffix) + query


def test_every_file_on_the_url_map_leaves_a_line_in_the_history(app, client_as):
    event = an_office()
    clients = [client_as("country_desk"), client_as("administrator")]
    urls = list(file_urls(app, event, close_last_year(client_as)))
    assert len(urls) > 30
    for url in urls:
        client = clients["history" in url]
        before = len(lines())
        page = client.get(url)
        assert page.status == 200, url
        [entry] = lines()[before:]
        assert entry.by_id == client.user_id, url
        assert isinstance(entry.changes["rows"][1], int), url
        if "Content-Disposition" in page.headers and ".csv" in url:
            told = len(rows_of(page)) if b"\r\n\r\n" in page.body else 0
            assert entry.changes["rows"][1] == told, url


def test_only_what_leaves_is_told(app, client_as):
    event = an_office()
    client = client_as("viewer")
    assert client.get("/nations.pdf").status == 404
    assert client.get("/events.csv?kind=nonsense").status in {400, 409, 422}
    assert client.open("HEAD", "/events.csv").status == 200
    assert client_as(None).get("/programmes.csv").status == 303
    assert client_as("viewer", ceiling=Marking.PUBLIC).get(f"/events/{event.id}0.ics").status == 404
    assert lines() == []


def test_a_line_keeps_the_filter_but_not_what_was_searched_for(client_as):
    an_office()
    client = client_as("country_desk")
    client.get("/organisations.csv?nation=FR&q=org&after=x&rows=all")
    client.get("/events.xlsx?kind=joint_exercise&q=event")
    client.get("/programmes.csv?q=" + "x" * 50 + "&nation=FR" * 150)
    first, second, third = lines()
    assert first.subject_label == "organisations?nation=FR&q=…"
    assert second.subject_label == "events?q=…&kind=joint_exercise"
    assert first.changes == second.changes == {"rows": [None, 1]}
    assert len(third.changes["filter"][1]) <= LONGEST_FILTER


def test_names_leave_one_line_with_their_reason_and_no_name(client_as):
    make_person("FR", name="Élodie", name_key="elodie")
    desk, reader = client_as("country_desk"), client_as("administrator")
    desk.post("/people/export?q=elo&nation=FR", {"reason": "Seating at dinner", "suffix": "csv"})
    desk.post("/people/export", {"reason": "Seating at dinner", "suffix": "print"})
    file, printed = lines()
    assert file.changes["reason"] == [None, "Seating at dinner"]
    assert [entry.subject_id for entry in (file, printed)] == ["csv", "print"]
    assert (file.subject_kind, file.changes["rows"]) == ("list", [None, 1])
    text = reader.get("/history/?verb=exported").text
    assert "nation=FR" in text
    assert "Seating at dinner" in text
    assert "q=elo" not in text


def test_who_reads_the_history_reads_what_was_taken(client_as):
    an_office()
    client_as("planner").get("/nations.csv?show=all")
    text = client_as("administrator").get("/history/").text
    assert "nations" in text
    assert "show=all" in text
    assert client_as("planner").get("/history/").status == 403


def test_a_feed_leaves_one_line_a_day_for_each_program(client_as, clock_at):
    make_event()
    user = make_user(roles=["viewer"])
    _feed, url = make_feed(user, query="kind=joint_exercise")
    anyone = client_as(None)
    etag = anyone.get(url, headers={"User-Agent": "Phone"}).headers["ETag"]
    for _ in range(3):
        again = anyone.get(url, headers={"User-Agent": "Phone", "If-None-Match": etag})
        assert again.status == 304
    anyone.get(url, headers={"User-Agent": "Somebody else"})
    assert [entry.changes["client"][1] for entry in lines()] == ["Phone", "Somebody else"]
    entry = lines()[0]
    assert (entry.by_id, entry.changes["rows"]) == (user.id, [None, 1])
    assert entry.subject_label == "calendar feed?kind=joint_exercise"
    clock_at(NOW + timedelta(days=1))
    anyone.get(url, headers={"User-Agent": "Phone"})
    assert len(lines()) == 3
    assert client_as(None).get("/f/no-such-token.ics").status == 404
    assert len(lines()) == 3


def test_programs_without_number_do_not_bury_the_history(client_as, monkeypatch):
    monkeypatch.setattr("planner.calendars.fetch_note_views.LINES_A_DAY", 2)
    _feed, url = make_feed()
    for number in range(4):
        client_as(None).get(url, headers={"User-Agent": f"Program {number}"})
    assert len(lines()) == 2 < LINES_A_DAY


@pytest.mark.parametrize(
    ("base", "root", "begins"),
    [
        ("", "", "http://localhost/"),
        ("https://rapport.example", "", "https://rapport.example/"),
        ("https://rapport.example/", "", "https://rapport.example/"),
        ("https://rapport.example/office", "/office", "https://rapport.example/office/"),
        ("https://rapport.example", "/office", "https://rapport.example/office/"),
    ],
)
def test_addresses_in_files_are_whole(app, client_as, base_url, base, root, begins):
    event = an_office()
    base_url(base)
    client = client_as("country_desk")
    found = {}
    for url in file_urls(app, event):
        if not url.endswith(".ics") and ".csv" in url and "history" not in url:
            page = client.get(url, environ_overrides={"SCRIPT_NAME": root})
            addresses = [row["Address"] for row in rows_of(page) if row.get("Address")]
            found[url.split("?")[0]] = addresses
            assert all(a.startswith(begins) for a in addresses), addresses
            assert all("office/office" not in a for a in addresses), addresses
    told = {url for url, addresses in found.items() if addresses}
    assert {"/events.csv", "/nations.csv", "/reports/gaps.csv", "/reports/rows.csv"} <= told


def test_no_cell_of_a_file_is_an_address_without_its_office(app, client_as):
    event = an_office()
    client = client_as("country_desk")
    for url in file_urls(app, event, close_last_year(client_as)):
        if ".csv" in url and "history" not in url:
            cells = [cell for row in rows_of(client.get(url)) for cell in row.values()]
            assert not [cell for cell in cells if cell and cell.startswith("/")], url


def timed_event(**fields):
    event = make_event(
        start_time=time(9, 30),
        end_time=time(17, 0),
        zone="Asia/Jakarta",
        starts_on=date(2030, 2, 4),
        days=1,
        details={"meeting_link": "https://meet.example/room"},
        **fields,
    )
    event.places[0].town, event.places[0].nation_code = "Jakarta", make_nation("ID").code
    event.places[0].phase = "Opening"
    return event


def test_the_calendar_file_holds_place_and_link_but_not_of_what_goes_out_as_busy(client_as):
    timed_event(title="Talks")
    timed_event(title="Hidden", marking=Marking.OFFICIAL_SENSITIVE)
    body = client_as("planner").get("/events.ics").response.get_data()
    talks, busy = sorted(
        Calendar.from_ical(body).walk("VEVENT"), key=lambda e: e["SUMMARY"] == "Busy"
    )
    assert talks["CONFERENCE"] == "https://meet.example/room"
    assert talks["CONFERENCE"].params["FEATURE"] == "VIDEO"
    assert "Meeting link: https://meet.example/room" in talks["DESCRIPTION"]
    assert talks["LOCATION"] == "Jakarta, Indonesia"
    assert b"meet.example" not in busy.to_ical()


def test_the_file_of_events_holds_times_zone_places_and_link(client_as):
    event = timed_event(title="=Talks")
    make_event(title="Whole days", starts_on=date(2030, 1, 1))
    rows = rows_of(client_as("viewer").get("/events.csv?sort=-day"))
    talks, whole = rows
    assert talks["Event"] == "'=Talks"
    assert (talks["Starts at (local)"], talks["Ends at (local)"]) == ("09:30", "17:00")
    assert talks["Time zone"] == "Asia/Jakarta"
    assert talks["Starts at (UTC)"] == "2030-02-04T02:30:00Z"
    assert talks["Ends at (UTC)"] == "2030-02-04T10:00:00Z"
    assert talks["Places"] == "Jakarta, Indonesia (Opening)"
    assert talks["Meeting link"] == "https://meet.example/room"
    assert talks["Address"] == f"{HERE}/events/{event.id}"
    empty = ("Starts at (local)", "Time zone", "Starts at (UTC)", "Meeting link")
    assert [whole[name] for name in empty] == [""] * 4


def test_a_workbook_holds_days_times_and_moments_as_such(client_as):
    timed_event()
    page = client_as("viewer").get("/events.xlsx")
    heads, cells, *_ = (
        load_workbook(io.BytesIO(page.body)).worksheets[0].iter_rows(values_only=True)
    )
    row = dict(zip(heads, cells, strict=True))
    assert row["Starts at (local)"] == time(9, 30)
    assert row["Starts at (UTC)"] == datetime(2030, 2, 4, 2, 30)
    assert row["First day"] == datetime(2030, 2, 4)
    assert isinstance(row["Number"], int)


def test_a_file_follows_filter_and_order_and_tells_nobody_more_than_the_list(client_as):
    for name in ("Beta", "Alpha"):
        make_event(title=name)
    make_event(title="Hidden", marking=Marking.OFFICIAL_SENSITIVE)
    make_event(title="Elsewhere", partners=["ID"])
    reader = client_as("viewer", nations=["FR"], ceiling=Marking.OFFICIAL)
    page = reader.get("/events/?sort=title")
    assert "/events.csv?sort=title" in page.links
    titles = [row["Event"] for row in rows_of(reader.get("/events.csv?sort=title"))]
    assert titles == ["Alpha", "Beta"]


def test_the_catalogue_has_files_by_its_filter(client_as):
    make_nation("FR", is_partner=True)
    make_nation("ID")
    above = make_organisation("FR", name="Ministry")
    make_organisation("FR", name="@Unit", short_name="U1", parent=above)
    make_organisation("ID", name="Navy")
    add(Institution(name="Staff college", nation=make_nation("FR"), town="Paris"))
    add(Institution(name="Other", nation=make_nation("ID")))
    make_programme(name="Garuda", lead_code="ID")
    make_programme(name="Treaty", kind=ProgrammeKind.AGREEMENT)
    client = client_as("viewer")

    def names(url):
        return [next(iter(row.values())) for row in rows_of(client.get(url))]

    assert names("/nations.csv") == ["France"]
    assert {"France", "Indonesia"} <= set(names("/nations.csv?show=all"))
    assert names("/organisations.csv?nation=FR") == ["Ministry", "'@Unit"]
    assert names("/organisations.csv?q=navy") == ["Navy"]
    assert rows_of(client.get("/organisations.csv?nation=FR"))[1]["Part of"] == "Ministry"
    assert names("/institutions.csv?nation=FR") == ["Staff college"]
    assert names("/programmes.csv?nation=ID") == ["Garuda"]
    assert names("/programmes.csv?kind=agreement") == ["Treaty"]
    for name in ("nations", "organisations", "institutions", "programmes"):
        links = set(client.get(f"/{name}/").links)
        assert {f"/{name}.csv", f"/{name}.xlsx"} <= links
    assert "/organisations.csv?nation=FR" in client.get("/organisations/?nation=FR").links


def test_a_feed_and_a_file_hold_one_event_each(client_as):
    event = timed_event()
    assert len(parsed(client_as("viewer").get(f"/events/{event.id}.ics").body)) == 1
    [entry] = lines()
    assert (entry.event_id, entry.changes) == (event.id, {"rows": [None, 1]})
