"""What calendars tell of events above OFFICIAL: busy, title or all, wherever they are fetched."""

import gzip
import sqlite3
from datetime import date, time, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from planner import clock
from planner.calendars import ics_views
from planner.calendars.audiences import ALLOWED, Audience
from planner.calendars.models import CalendarEntry
from planner.calendars.rendering import entry_faults, retell
from planner.choices import DatePrecision, EventState, Marking, Role
from planner.db import db
from tests.calendars.calendars import make_feed, parsed, rebuild
from tests.factories import (
    NOW,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_programme,
    make_user,
)
from tests.presenters.ics_lint import lint

TITLE = b"Nightjar talks"
REST = (
    b"Quietport",
    b"Indonesia",
    b"Papua",
    b"Greyline",
    b"Old friends",
    b"Joint exercise",
    b"Approved",
    b"CATEGORIES",
    b"LOCATION",
)
"""Place, nations, objective, programme, kind and state: what only the full entry holds."""
BUSY_LINES = {
    *("BEGIN:VEVENT", "SUMMARY:Busy", "DTSTART;VALUE=DATE:20300204", "DTEND;VALUE=DATE:20300207"),
    *("SEQUENCE:0", "CLASS:PUBLIC", "STATUS:CONFIRMED", "TRANSP:OPAQUE", "END:VEVENT"),
    *("DTSTAMP:20300301T120000Z", "LAST-MODIFIED:20300301T120000Z"),
    "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
}


@pytest.fixture(autouse=True)
def hand(monkeypatch):
    """Let the clock stand, and move it by hand."""

    class Hand:
        now = NOW

        def forward(self, **step):
            self.now += timedelta(**step)

    made = Hand()
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: made.now))
    return made


@pytest.fixture
def office(app, monkeypatch):
    """Return a function that sets what the office's calendars tell."""

    app.extensions.pop(ics_views.TOLD, None)  # as in a new process

    def tell(setting):
        monkeypatch.setitem(app.config, "RAPPORT_CALENDAR_SENSITIVE", setting)

    monkeypatch.setitem(app.config, "RAPPORT_BASE_URL", "https://rapport.example")
    return tell


def make_talks(marking=Marking.OFFICIAL_SENSITIVE, **fields):
    """Return an event whose every word would tell something."""
    make_own_nation("AU")
    fields = {
        "title": TITLE.decode(),
        "partners": ["ID"],
        "host_code": "PG",
        "objectives": [make_objective(code="T1", name="Greyline")],
        "programme": make_programme(name="Old friends"),
        "state": EventState.APPROVED,
        "marking": marking,
        "releasable_to": ["ID"],
    } | fields
    make_nation("PG", name="Papua New Guinea", is_name_edited=True)
    event = make_event(**fields)
    event.places[0].town = "Quietport"
    db.session.commit()
    return event


@pytest.fixture
def fetch(client_as):
    """Return a function that fetches the octets of an event from one outlet, by its name."""
    feed = {}

    def fetched(outlet, event):
        if outlet == "feed":
            feed["url"] = feed.get("url") or make_feed()[1]
            page = client_as(None).get(feed["url"])
        else:
            page = client_as("planner").get(
                {"file": f"/events/{event.id}.ics", "list": "/events.ics"}[outlet]
            )
        assert page.status == 200
        assert lint(page.body) == []
        return page.body

    return fetched


def unfolded(octets):
    return octets.replace(b"\r\n ", b"")


def rows_of(event):
    """Return audience to row of an event's stored entries."""
    db.session.commit()
    db.session.expire_all()
    rows = db.session.query(CalendarEntry).filter(CalendarEntry.event_id == event.id)
    return {row.audience: row for row in rows}


OUTLETS = ("feed", "file", "list")


@pytest.mark.parametrize("outlet", OUTLETS)
@pytest.mark.parametrize("setting", ALLOWED)
@pytest.mark.parametrize("marking", Marking)
def test_each_outlet_tells_what_marking_and_setting_allow(fetch, office, marking, setting, outlet):
    office(setting)
    event = make_talks(marking)

    octets = unfolded(fetch(outlet, event))
    (found,) = parsed(fetch(outlet, event))

    told = ALLOWED[setting] if marking > Marking.OFFICIAL else Audience.FULL
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2030, 2, 4), date(2030, 2, 7))
    assert found["UID"] == str(event.uid)
    assert found["CLASS"] == ("PUBLIC" if outlet == "feed" else "PRIVATE")
    assert (TITLE in octets) is (told is not Audience.BUSY)
    assert (f"/events/{event.id}".encode() in octets) is (told is not Audience.BUSY)
    entry = octets[octets.index(b"BEGIN:VEVENT") :]
    assert [word in entry for word in REST] == [told is Audience.FULL] * len(REST)
    if told is Audience.TITLE:
        assert found["DESCRIPTION"].startswith(f"Marking: {marking.label} · Not for classified")
    if told is Audience.BUSY:
        assert found["SUMMARY"] == "Busy"
        assert not [word for word in (*REST, b"SENSITIVE", b"Releasable") if word in octets]


def test_a_busy_entry_has_these_lines_and_no_other(office):
    event = make_talks()

    lines = unfolded(bytes(rows_of(event)[Audience.BUSY].body)).decode().split("\r\n")[:-1]

    assert set(lines) - {f"UID:{event.uid}"} == BUSY_LINES
    assert len(lines) == len(BUSY_LINES) + 1


def test_a_timed_event_keeps_its_time_and_an_imprecise_one_stays_free(office, fetch):
    timed = {"days": 1, "start_time": time(9, 30), "end_time": time(11), "zone": "Europe/Berlin"}
    octets = fetch("file", make_talks(**timed))
    assert b"DTSTART:20300204T083000Z\r\n" in octets
    assert b"Berlin" not in octets

    month = make_event(
        days=1,
        starts_on=date(2030, 10, 1),
        date_precision=DatePrecision.MONTH,
        marking=Marking.OFFICIAL_SENSITIVE,
    )
    db.session.commit()
    (found,) = parsed(fetch("file", month))
    assert found["SUMMARY"] == "Busy (October 2030, day not set)"
    assert found["TRANSP"] == "TRANSPARENT"


@pytest.mark.parametrize("end", ["cancelled", "discarded"])
def test_must_5_a_hidden_event_that_ends_says_so_without_its_title(office, fetch, end):
    event = make_talks()
    (before,) = parsed(fetch("feed", event))

    if end == "cancelled":
        event.state = EventState.CANCELLED
    else:
        event.discarded_at = NOW
    db.session.commit()

    octets = fetch("feed", event)
    (found,) = parsed(octets)
    assert (found["STATUS"], found["SUMMARY"]) == ("CANCELLED", "Cancelled: Busy")
    assert found["SEQUENCE"] > before["SEQUENCE"]
    assert TITLE not in octets


@pytest.mark.parametrize("setting", ALLOWED)
def test_must_2_3_and_21_raising_and_lowering_the_marking_reaches_subscribers(
    client_as, office, hand, setting
):
    office(setting)
    event = make_talks(Marking.OFFICIAL)
    _feed, url = make_feed()
    client = client_as(None)
    answers = [client.get(url)]
    for marking in (Marking.OFFICIAL_SENSITIVE, Marking.PUBLIC, Marking.OFFICIAL_SENSITIVE):
        hand.forward(minutes=5)
        event.marking = marking
        db.session.commit()
        headers = {"If-None-Match": answers[-1].headers["ETag"]}
        answers.append(client.get(url, headers=headers))

    assert [page.status for page in answers] == [200] * 4
    numbers = [parsed(page.body)[0]["SEQUENCE"] for page in answers]
    moments = [parsed(page.body)[0]["LAST-MODIFIED"].dt for page in answers]
    assert numbers == sorted(set(numbers))
    assert moments == sorted(set(moments))
    has_title = [TITLE in page.body for page in answers]
    is_told = setting != "busy"
    assert has_title == [True, is_told, True, is_told]


def test_what_is_hidden_moves_nothing_that_is_seen(client_as, office, hand):
    event = make_talks()
    _feed, url = make_feed()
    client = client_as(None)
    client.get(url)
    first = client.get(url)

    hand.forward(days=1)
    event.title = "Another title"
    event.places[0].town = "Elsewhere"
    event.state = EventState.IN_PROGRESS
    db.session.commit()

    after = client.get(url, headers={"If-None-Match": first.headers["ETag"]})
    assert after.status == 304
    assert client.get(url).body == first.body
    assert b"Another title" in rows_of(event)[Audience.TITLE].body
    event.title = "A third title"
    db.session.commit()
    event.starts_on -= timedelta(days=1)
    db.session.commit()
    numbers = [parsed(page.body)[0]["SEQUENCE"] for page in (first, client.get(url))]
    assert numbers == [0, 1]  # the step does not say how often the rest has changed
    office("all")
    assert parsed(client.get(url).body)[0]["SEQUENCE"] == 2


def test_must_2_and_21_another_setting_holds_at_the_next_fetch_and_numbers_only_rise(
    client_as, office, hand
):
    event = make_talks()
    make_event(title="Open to all", marking=Marking.OFFICIAL)
    _feed, url = make_feed()
    client = client_as(None)
    seen = []
    for setting in ("all", "busy", "title", "busy", "all", "title"):
        hand.forward(minutes=5)
        office(setting)
        for _time in range(3):  # read, and from memory
            page = client.get(url)
        (found,) = (one for one in parsed(page.body) if one["UID"] == str(event.uid))
        seen.append((found["SEQUENCE"], found["LAST-MODIFIED"].dt, page.headers["ETag"]))
        assert (TITLE in page.body) is (setting != "busy")
        assert (b"Quietport" in page.body) is (setting == "all")
        zipped = client.get(url, headers={"Accept-Encoding": "gzip"})
        assert gzip.decompress(zipped.body) == page.body
        assert b"Open to all" in page.body

    for part in (0, 1):
        values = [one[part] for one in seen]
        assert values == sorted(set(values))
    assert len({etag for *_rest, etag in seen}) == len(seen)


def test_must_2_downloads_rise_too_when_nobody_fetched_a_feed_in_between(office, fetch):
    event = make_talks()
    numbers = []
    for setting in ("all", "busy", "all"):
        office(setting)
        (found,) = parsed(fetch("file", event))
        numbers.append(found["SEQUENCE"])

    assert numbers == sorted(set(numbers))


@pytest.mark.parametrize("trouble", [OperationalError, IntegrityError])
def test_a_busy_database_makes_nobody_wait_and_tells_nobody_more(
    office, fetch, monkeypatch, trouble
):
    office("all")
    event = make_talks()
    assert TITLE in fetch("feed", event)
    office("busy")

    def fail(*_arguments, **_named):
        locked = sqlite3.OperationalError("database is locked")
        locked.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise trouble("", {}, locked)

    with monkeypatch.context() as patched:
        patched.setattr(ics_views, "retell", fail)
        for outlet in OUTLETS:
            assert TITLE not in fetch(outlet, event)
    (found,) = parsed(fetch("feed", event))
    assert (found["SUMMARY"], found["SEQUENCE"]) == ("Busy", 1)


def test_only_what_is_needed_is_stored(office):
    event = make_talks(Marking.OFFICIAL)
    assert list(rows_of(event)) == [Audience.FULL]

    event.marking = Marking.OFFICIAL_SENSITIVE
    assert set(rows_of(event)) == set(Audience)
    event.marking = Marking.OFFICIAL
    emptied = rows_of(event)
    assert [bytes(emptied[kind].body) for kind in (Audience.TITLE, Audience.BUSY)] == [b"", b""]


def test_an_event_above_official_without_a_date_has_no_entry(office):
    event = make_talks(starts_on=None, state=EventState.CONCEPT)
    assert rows_of(event) == {}
    assert retell(db.session(), now=NOW) == 0

    event.starts_on = event.ends_on = date(2030, 5, 1)
    assert set(rows_of(event)) == set(Audience)
    event.starts_on = event.ends_on = None
    assert {bytes(row.body) for row in rows_of(event).values()} == {b""}


@pytest.mark.parametrize("audience", Audience)
def test_check_and_rebuild_know_every_audience(app, office, audience):
    event = make_talks()
    table = CalendarEntry.__table__
    for statement in (
        table.update().values(digest="0" * 64).where(table.c.audience == audience),
        table.delete().where(table.c.audience == audience),
    ):
        db.session.execute(statement)
        db.session.commit()
        assert entry_faults() == [
            f"Calendar entries are out of step for events {event.id}: planner calendar rebuild."
        ]
        assert rebuild(db.session(), now=NOW) == 1
        assert entry_faults() == []


def test_after_another_setting_check_says_so_and_rebuild_mends_it(app, office):
    make_talks()
    office("all")
    runner = app.test_cli_runner()

    assert runner.invoke(args=["calendar", "check"]).exit_code == 1
    assert "written: 3" in runner.invoke(args=["calendar", "rebuild"]).output
    assert runner.invoke(args=["calendar", "check"]).exit_code == 0


def test_a_marking_raised_behind_the_products_back_hides_the_event_until_it_is_mended(
    office, fetch, client_as
):
    event = make_talks(Marking.OFFICIAL)
    fetch("feed", event)
    table = event.__table__
    db.session.execute(table.update().values(marking=Marking.OFFICIAL_SENSITIVE))
    db.session.commit()

    assert b"BEGIN:VEVENT" not in fetch("feed", event)
    rebuild(db.session(), now=NOW)
    db.session.commit()
    assert [one["SUMMARY"] for one in parsed(fetch("feed", event))] == ["Busy"]


def test_a_low_ceiling_is_told_nothing_at_all(client_as, office):
    office("all")
    make_talks()
    _feed, url = make_feed(make_user(roles=[Role.VIEWER], ceiling=Marking.OFFICIAL))

    assert b"VEVENT" not in client_as(None).get(url).body


@pytest.mark.parametrize("setting", ["title", "all"])
def test_a_file_that_names_such_events_says_to_whom_it_may_go(office, fetch, setting):
    office(setting)

    octets = unfolded(fetch("list", make_talks()))

    assert b"X-WR-CALDESC:Marking: OFFICIAL-SENSITIVE\\n" in octets
    assert b"Releasable to: Indonesia" in octets


def test_the_name_of_a_file_tells_nothing(client_as, office):
    event = make_talks()

    page = client_as("planner").get(f"/events/{event.id}.ics")

    assert page.headers["Content-Disposition"] == f'attachment; filename="event-{event.id}.ics"'
    assert TITLE.decode() not in str(page.headers)


# ---- what the pages say

SAID = {
    "busy": "show events above OFFICIAL as “Busy” at their time, without title, place, partners",
    "title": "show events above OFFICIAL with title and time, without place, partners",
    "all": "show events above OFFICIAL in full",
}
OF_THIS = {
    "busy": "calendars show it as “Busy” at its time",
    "title": "calendars show its title and time",
    "all": "calendars show it in full",
}


@pytest.mark.parametrize("setting", SAID)
@pytest.mark.parametrize(
    "path",
    ["/feeds/", "/feeds/new", "/help/calendars", "/events/", "/calendar/", "/calendar/agenda"],
)
def test_the_pages_say_what_is_told(client_as, office, setting, path):
    office(setting)
    make_talks()

    assert SAID[setting] in client_as("planner").get(path).text


@pytest.mark.parametrize("setting", SAID)
def test_the_page_of_the_address_says_what_is_told(client_as, office, setting):
    office(setting)
    client = client_as("planner")

    made = client.post("/feeds/new", {"name": "Mine", "query": ""})
    assert SAID[setting] in made.text
    feed_id = client.get("/feeds/").html.split("/feeds/")[-1].split("/")[0]
    assert SAID[setting] in client.post(f"/feeds/{feed_id}/renew").text


@pytest.mark.parametrize("setting", SAID)
def test_the_page_of_an_event_says_what_calendars_tell_of_it(client_as, office, setting):
    office(setting)
    client = client_as("planner")

    event = make_talks()
    assert OF_THIS[setting] in client.get(f"/events/{event.id}").text
    event.marking = Marking.OFFICIAL
    db.session.commit()
    assert OF_THIS[setting] not in client.get(f"/events/{event.id}").text


def test_who_may_not_see_such_events_is_not_bothered_beside_downloads(client_as, office):
    make_event()
    client = client_as("viewer", ceiling=Marking.OFFICIAL)

    assert "above OFFICIAL" not in client.get("/events/").text
    assert "above OFFICIAL" not in client.get("/calendar/").text


def test_a_filter_that_would_tell_is_warned_of(client_as, office):
    make_talks()
    client, warning = client_as("planner"), "A filter tells something too"

    assert warning in client.get("/feeds/new?nation=ID").text
    assert warning not in client.get("/feeds/new").text
    office("all")
    assert warning not in client.get("/feeds/new?nation=ID").text
