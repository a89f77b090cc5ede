"""What holds for one event, the list and the feed alike; and a test for each CALENDAR MUST."""

import re
from datetime import date, time
from pathlib import Path
from types import SimpleNamespace

import pytest

from planner import clock
from planner.choices import EventState
from tests.calendars.calendars import make_feed, parsed, stored
from tests.factories import NOW, make_attendance, make_event, make_person

REQUIRED = {*range(1, 7), *range(8, 23), *range(26, 30), *range(31, 34)}
"""The numbers that hold so far; 7 is for recurring series, of which there are none."""
NAMES = re.compile(r"(?m)^def (test_must_\w+)")


def numbers_in(name):
    """Return the numbers that a test's name claims, “11_to_13_and_15” among them."""
    claimed = re.match(r"test_must_((?:\d+|to|and|_)+)", name)[1].strip("_")
    found = set()
    for part in re.split("_and_", re.sub(r"(\d)_(?=\d)", r"\1_and_", claimed)):
        ends = [int(number) for number in part.split("_to_")]
        found |= set(range(ends[0], ends[-1] + 1))
    return found


@pytest.mark.no_database
def test_each_must_has_a_test():
    names = [
        name
        for path in Path(__file__).parent.glob("test_*.py")
        for name in NAMES.findall(path.read_text())
    ]
    tested = set().union(*(numbers_in(name) for name in names))
    assert tested >= REQUIRED, f"no test for {sorted(REQUIRED - tested)}"


@pytest.fixture
def outlets(client_as, monkeypatch):
    """Return a function that fetches one event as file, in the list and in a feed."""
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: NOW))

    def fetch(event):
        _feed, url = make_feed()
        reader, nobody = client_as("planner"), client_as(None)
        pages = (
            reader.get(f"/events/{event.id}.ics"),
            reader.get("/events.ics"),
            nobody.get(url),
        )
        assert [page.status for page in pages] == [200, 200, 200]
        assert all(page.body.count(b"BEGIN:VEVENT") == 1 for page in pages)
        return [page.body for page in pages]

    return fetch


def test_must_1_2_and_4_the_entry_is_the_same_wherever_it_is_fetched(outlets):
    event = make_event(title="Pitch Black")
    found = [parsed(octets)[0] for octets in outlets(event)]
    for name in ("UID", "SEQUENCE", "DTSTAMP", "LAST-MODIFIED"):
        (same,) = {entry[name].to_ical() for entry in found}
        assert same
    assert all(entry["DTSTAMP"].dt == entry["LAST-MODIFIED"].dt for entry in found)


@pytest.mark.parametrize(
    ("first", "days", "end"),
    [
        (date(2030, 2, 4), 1, b"20300205"),
        (date(2028, 2, 28), 2, b"20280301"),
        (date(2029, 12, 30), 2, b"20300101"),
    ],
)
def test_must_9_whole_days_end_on_the_day_after_the_last(first, days, end):
    body = bytes(stored(make_event(starts_on=first, days=days)).body)
    assert f"\r\nDTSTART;VALUE=DATE:{first:%Y%m%d}\r\n".encode() in body
    assert b"\r\nDTEND;VALUE=DATE:" + end + b"\r\n" in body


def test_must_8_and_11_no_time_floats_and_lines_are_short(outlets):
    event = make_event(
        days=1,
        title="Übung " * 30,
        start_time=time(9),
        end_time=time(10),
        zone="Asia/Jakarta",
    )
    for octets in outlets(event):
        assert not octets.startswith(b"\xef\xbb\xbf")
        assert octets.count(b"BEGIN:VCALENDAR") == 1
        assert octets.endswith(b"END:VCALENDAR\r\n")
        lines = octets.split(b"\r\n")
        assert all(len(line) <= 75 for line in lines)
        assert all(line.decode() or not line for line in lines)  # no sign is split
        assert b"\n" not in octets.replace(b"\r\n", b"")
        for moment in re.findall(rb"\r\nDT(?:START|END)[^:]*:(\S+)\r\n", octets):
            assert moment.endswith(b"Z")


def test_must_18_and_19_nobody_is_invited_by_a_file(outlets):
    event = make_event(state=EventState.APPROVED)
    make_attendance(event, make_person(name="Ada Private", email="ada@army.example"))
    for octets in outlets(event):
        for unwanted in (b"METHOD", b"ATTENDEE", b"ORGANIZER", b"ada@army.example"):
            assert unwanted not in octets


def test_must_16_only_the_feed_has_a_name(outlets):
    one, _some, feed = outlets(make_event())
    assert b"\r\nX-WR-CALNAME:" in feed
    assert b"\r\nNAME:" in feed
    assert b"X-WR-CALNAME" not in one
    assert b"\r\nNAME:" not in one
