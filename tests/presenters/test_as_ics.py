from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event
from icalendar.prop import vText, vUri

from planner.presenters.as_ics import VEvent, calendar, calendar_parts, digest, private, vevent
from planner.presenters.ics_text import clean, link, one_line, units, with_link
from tests.presenters.hostile import texts
from tests.presenters.ics_lint import lint

GOLDEN = Path(__file__).parent / "golden" / "feed.ics"
MODIFIED = datetime(2027, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
VISIT = VEvent(
    uid="5f0c1a52-6f0e-4bd0-9b39-0a1f8d6f1c11",
    sequence=3,
    modified_at=MODIFIED,
    summary="Staff talks; planning, phase 2",
    starts=datetime(2027, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=1))),
    ends=datetime(2027, 3, 12, 17, 0, tzinfo=timezone(timedelta(hours=1))),
    description="Agenda:\r\n1. Training\u20282. Exchange of officers  \n",
    location="Führungsakademie,\nHamburg",
    url="https://rapport.example.org/events/17",
    categories=("Staff talks", "Army, land"),
    contact="Country desk, +49 40 0000",
    geo=(53.5653, 9.8372),
    color="SteelBlue",
)
EXERCISE = VEvent(
    uid="8f5f27b0-6a39-4a8c-8b52-3ab4d9a54e22",
    sequence=0,
    modified_at=MODIFIED,
    summary="Exercise Northern Bridge — " + "höhere Übung " * 8,
    starts=date(2027, 5, 3),
    ends=date(2027, 5, 7),
    status="TENTATIVE",
    transparent=False,
)
BALL = replace(
    VISIT,
    uid="c0ffee00-0000-4000-8000-000000000033",
    summary="Regimental ball",
    status="CANCELLED",
    cancelled_word="Abgesagt",
)


def read(*entries, **more):
    return Calendar.from_ical(calendar([vevent(entry) for entry in entries], **more))


def lines(octets):
    return octets.decode().replace("\r\n ", "").split("\r\n")


def test_a_feed_is_the_stored_one_octet_by_octet():
    octets = calendar(
        [vevent(entry) for entry in (VISIT, EXERCISE, BALL)],
        name="My desk; Europe, 2027",
        description="OFFICIAL",
        refresh=True,
        color="navy",
    )

    assert octets == GOLDEN.read_bytes()
    assert lint(octets) == []


def test_two_renderings_have_the_same_octets():
    assert vevent(VISIT) == vevent(replace(VISIT))
    assert b"".join(calendar_parts(iter([vevent(VISIT)]))) == calendar([vevent(VISIT)])


def test_a_timed_entry_is_written_in_utc_and_read_back_whole():
    (event,) = read(VISIT).events

    assert event.start == datetime(2027, 3, 12, 8, 30, tzinfo=UTC)
    assert event.end == datetime(2027, 3, 12, 16, 0, tzinfo=UTC)
    assert event["SUMMARY"] == "Staff talks; planning, phase 2"
    assert event["LOCATION"] == "Führungsakademie, Hamburg"
    assert event["DESCRIPTION"].split("\n") == [
        "Agenda:",
        "1. Training",
        "2. Exchange of officers",
        "",
        "https://rapport.example.org/events/17",
    ]
    assert event["CATEGORIES"].cats == ["Staff talks", "Army, land"]
    assert event["URL"] == VISIT.url
    assert event["DTSTAMP"].dt == event["LAST-MODIFIED"].dt == MODIFIED.replace(microsecond=0)


def test_whole_days_end_on_the_day_after_the_last():
    written = lines(vevent(EXERCISE))

    assert "DTSTART;VALUE=DATE:20270503" in written
    assert "DTEND;VALUE=DATE:20270508" in written


@pytest.mark.parametrize(
    ("entry", "transparency", "busy"),
    [
        (VISIT, "OPAQUE", "BUSY"),
        (EXERCISE, "OPAQUE", "TENTATIVE"),
        (BALL, "TRANSPARENT", "FREE"),
        (replace(VISIT, transparent=True), "TRANSPARENT", "FREE"),
    ],
)
def test_clients_are_told_whether_the_time_is_taken(entry, transparency, busy):
    written = lines(vevent(entry))

    assert f"TRANSP:{transparency}" in written
    assert f"X-MICROSOFT-CDO-BUSYSTATUS:{busy}" in written


def test_a_cancelled_entry_says_so_in_its_summary():
    written = lines(vevent(BALL))

    assert "SUMMARY:Abgesagt: Regimental ball" in written
    assert "STATUS:CANCELLED" in written


def test_a_summary_stays_within_what_exchange_keeps():
    title = one_line("𝄞" * 200)

    assert units(title) == 255
    assert title.endswith("…")
    assert one_line("x" * 255) == "x" * 255


def test_stored_octets_turn_private_for_a_single_download_and_only_there():
    sly = replace(VISIT, description="\r\nCLASS:PUBLIC\r\n", summary="CLASS:PUBLIC")

    assert private(vevent(sly)) == vevent(sly, "PRIVATE")
    assert lint(calendar([private(vevent(sly))])) == []


def test_only_a_feed_has_a_name_and_a_time_to_refresh():
    single = lines(calendar([vevent(VISIT)]))
    feed = lines(calendar([vevent(VISIT)], name="Europe, west", refresh=True))

    assert not [line for line in single if line.startswith(("NAME", "X-WR", "REFRESH", "X-PUB"))]
    assert "NAME:Europe\\, west" in feed
    assert "X-WR-CALNAME:Europe\\, west" in feed
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in feed
    assert "X-PUBLISHED-TTL:PT1H" in feed


def test_a_calendar_without_entries_is_still_valid():
    octets = calendar([], name="Nothing yet")

    assert [part.name for part in Calendar.from_ical(octets).subcomponents] == ["VTIMEZONE"]
    assert lint(octets) == []


@pytest.mark.parametrize(
    "change",
    [
        {"summary": "Other"},
        {"location": "Paris"},
        {"url": "https://rapport.example.org/events/18"},
        {"categories": ("Staff talks",)},
        {"contact": None},
        {"status": "TENTATIVE"},
        {"transparent": True},
        {"geo": None},
        {"ends": datetime(2027, 3, 12, 18, 0, tzinfo=UTC)},
    ],
)
def test_the_digest_moves_with_what_a_reader_sees(change):
    assert digest(replace(VISIT, **change)) != digest(VISIT)


def test_the_digest_stays_while_only_the_revision_moves():
    later = replace(VISIT, sequence=9, modified_at=MODIFIED + timedelta(days=1))

    assert digest(later) == digest(VISIT)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"uid": ""}, "UID"),
        ({"uid": "a\r\nb"}, "UID"),
        ({"ends": date(2027, 3, 12)}, "days or at moments"),
        ({"ends": VISIT.starts}, "before it has begun"),
        ({"starts": datetime(2027, 3, 12, 9)}, "no time zone"),
        ({"url": "javascript:alert(1)"}, "cannot link"),
        ({"color": "#fff"}, "colour"),
        ({"modified_at": datetime(2027, 1, 1)}, "no time zone"),
    ],
)
def test_what_no_calendar_could_show_is_refused(change, reason):
    with pytest.raises(ValueError, match=reason):
        vevent(replace(VISIT, **change))


entries = st.builds(
    replace,
    st.sampled_from([VISIT, EXERCISE, BALL]),
    summary=texts,
    description=texts,
    location=texts,
    contact=st.none() | texts,
    categories=st.lists(texts, max_size=3).map(tuple),
    cancelled_word=texts,
    url=st.sampled_from(["", "https://rapport.example.org/e/1?a=ü;b,c&d= e\\f"]),
)


@settings(max_examples=200, deadline=None)
@given(entries, texts)
def test_hostile_text_makes_no_fault_and_comes_back_clean(entry, name):
    octets = calendar([vevent(entry)], name=name, refresh=True)

    assert lint(octets) == []
    (event,) = Calendar.from_ical(octets).events
    assert event["SUMMARY"] == entry.title
    assert event.get("LOCATION", "") == one_line(entry.location)
    assert event.get("DESCRIPTION", "").startswith(clean(entry.description))
    assert not event.errors


def written_by_the_library(entry):
    """Return an entry as the library writes it, property by property."""
    event, url = Event(), link(entry.url) if entry.url else ""
    found = {
        "uid": entry.uid,
        "dtstamp": entry.modified_at,
        "last-modified": entry.modified_at,
        "sequence": entry.sequence,
        "dtstart": entry.span[0],
        "dtend": entry.span[1],
        "status": entry.status,
        "class": "PUBLIC",
        "transp": "TRANSPARENT" if entry.is_free else "OPAQUE",
        "x-microsoft-cdo-busystatus": "FREE" if entry.is_free else "BUSY",
        "summary": vText(entry.title),
        "location": vText(one_line(entry.location)),
        "description": vText(with_link(entry.description, url)),
        "contact": vText(one_line(entry.contact or "")),
        "url": url,
        "categories": [name for name in map(one_line, entry.categories) if name],
        "geo": entry.geo,
        "color": (entry.color or "").lower(),
    }
    if entry.status == "TENTATIVE" and not entry.is_free:
        found["x-microsoft-cdo-busystatus"] = "TENTATIVE"
    for name, value in found.items():
        if value not in ("", [], None):
            event.add(name, value)
    if entry.conference:
        event.add("conference", vUri(link(entry.conference)), {"VALUE": "URI", "FEATURE": "VIDEO"})
    return event.to_ical()


@settings(max_examples=100, deadline=None)
@given(entries, st.sampled_from(["", "https://meet.example.org/room?a=1;b,c"]))
def test_the_library_writes_the_same_octets(entry, room):
    entry = replace(entry, conference=room, modified_at=MODIFIED.replace(microsecond=0))
    assert vevent(entry) == written_by_the_library(entry)


@given(texts)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert one_line(one_line(text)) == one_line(text)
