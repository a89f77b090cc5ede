import pytest

from planner.presenters.as_ics import calendar, vevent
from tests.presenters.ics_lint import lint
from tests.presenters.test_as_ics import EXERCISE, VISIT

GOOD = calendar([vevent(VISIT)], name="Desk", refresh=True)


def test_a_good_file_has_no_faults():
    assert lint(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"\r\n", b"\n", "bare LF"),
        (b"BEGIN:VCALENDAR", b"\xef\xbb\xbfBEGIN:VCALENDAR", "byte order mark"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 70, "more than 75"),
        (b"SUMMARY:", b"SUMMARY:\xc3\r\n \xbc", "splits a character"),
        (b"SUMMARY:", b"SUMMARY:\x0b", "control character"),
        (b"SUMMARY:", "SUMMARY:\u2028".encode(), "line separator"),
        (b"SUMMARY:", b"SUMMARY:a,b", "unescaped"),
        (b"SUMMARY:", b"SUMMARY:\\x", "unescaped"),
        (b"SUMMARY:", b"SUMMARY:a\\nb", "several lines"),
        (b"SUMMARY:", b"SUMMARY:a\r\nSUMMARY:", "2 SUMMARY"),
        (b"SUMMARY:", b"SUMMARY:" + b"x" * 60 + (b"\r\n " + b"x" * 60) * 4, "more than 255"),
        (b"SUMMARY:", b"nonsense\r\nSUMMARY:", "not a content line"),
        (b"SUMMARY:", b"X-SUMMARY:", "without SUMMARY"),
        (b"LAST-MODIFIED:2027", b"LAST-MODIFIED:2026", "differs from LAST-MODIFIED"),
        (b"DTSTART:20270312T083000Z", b"DTSTART:20270312T083000", "neither a day nor a moment"),
        (b"DTSTART:20270312T083000Z", b"DTSTART;VALUE=DATE:20270312", "two kinds"),
        (b"DTEND:20270312T160000Z", b"DTEND:20270312T083000Z", "not after DTSTART"),
        (b"SEQUENCE:3", b"SEQUENCE:x", "SEQUENCE"),
        (b"STATUS:CONFIRMED", b"STATUS:DONE", "STATUS is DONE"),
        (b"VERSION:2.0", b"VERSION:1.0", "VERSION"),
        (b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:REQUEST", "METHOD"),
        (b"UID:", b"ATTENDEE:mailto:a@example.org\r\nUID:", "ATTENDEE"),
        (b";VALUE=DURATION", b"", "without VALUE=DURATION"),
        (b"END:VEVENT\r\n", b"", "closes nothing"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\nX-MORE:1\r\n", "outside a calendar"),
        (b"END:VCALENDAR\r\n", b"END:VCALENDAR\r\n\r\n", "empty"),
        (b"URL:https", b"URL:http", "does not end with the URL"),
    ],
)
def test_each_fault_is_found(old, new, fault):
    assert old in GOOD
    assert any(fault in found for found in lint(GOOD.replace(old, new)))


def test_two_events_with_one_uid_are_a_fault():
    assert lint(calendar([vevent(EXERCISE)] * 2)) == [f"2 events have the UID {EXERCISE.uid}"]


@pytest.mark.parametrize("octets", [b"", b"<html></html>", GOOD + GOOD, b"\xff\x00"])
def test_what_is_not_one_calendar_is_a_fault(octets):
    assert any("exactly one VCALENDAR" in found for found in lint(octets))
