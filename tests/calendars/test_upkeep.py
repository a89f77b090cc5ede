"""Rendered entries follow their events: CALENDAR MUST 1 to 6, 8 to 15, 19."""

from datetime import date, time
from types import SimpleNamespace

import pytest

from planner import clock
from planner.calendars.audiences import Audience
from planner.calendars.models import CalendarEntry
from planner.calendars.rendering import entry_faults
from planner.choices import DatePrecision, EventState, Modality
from planner.db import db
from planner.events.models import EventNation, ObjectiveLink, Place
from planner.partners.models import Nation
from planner.presenters.as_ics import calendar
from tests.calendars.calendars import parsed, rebuild, stored
from tests.factories import (
    NOW,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_person,
    make_programme,
)
from tests.presenters.hostile import SNIPPETS


def shown(event):
    (found,) = parsed(calendar([stored(event).body]))
    return found


def test_a_saved_event_has_an_entry_of_revision_zero():
    event = make_event(title="Pitch Black", days=3)

    found = shown(event)

    assert found["SUMMARY"] == "Pitch Black"
    assert found["SEQUENCE"] == 0
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2030, 2, 4), date(2030, 2, 7))  # 9


def test_must_1_the_uid_is_the_events_own_and_stays():
    event = make_event()
    before = shown(event)["UID"]

    event.title, event.starts_on = "Another", date(2030, 2, 3)

    assert shown(event)["UID"] == before == str(event.uid)


@pytest.mark.parametrize("change", ["title", "place", "partner", "nation", "link", "programme"])
def test_must_2_whatever_shows_raises_the_sequence(change):
    objective, programme = make_objective(), make_programme()
    event = make_event(objectives=[objective], programme=programme)
    assert stored(event).sequence == 0

    match change:
        case "title":
            event.title = "Renamed"
        case "place":
            event.places[0].town = "Darwin"
        case "partner":
            event.partners.append(EventNation(nation=make_nation("ID")))
        case "nation":
            nation = db.session.get(Nation, "FR")
            nation.name, nation.is_name_edited = "French Republic", True
        case "link":
            event.links.append(ObjectiveLink(objective=make_objective()))
        case "programme":
            programme.name = "Another series"

    assert stored(event).sequence == 1


@pytest.mark.parametrize("part", ["host_code", "place", "partner"])
def test_must_2_a_nation_that_is_only_host_only_place_or_only_partner_counts_when_renamed(part):
    for code in ("FR", "ID"):
        make_nation(code)
    event = make_event(["ID" if part == "partner" else "FR"])
    event.places = [Place(nation_code="ID" if part == "place" else "FR")]
    event.host_code = "ID" if part == "host_code" else "FR"
    assert stored(event).sequence == 0

    nation = db.session.get(Nation, "ID")
    nation.name, nation.is_name_edited = "Nusantara", True

    entry = stored(event)
    assert entry.sequence == 1
    assert b"Nusantara" in entry.body.replace(b"\r\n ", b"")


def test_must_2_a_removed_place_and_a_renamed_objective_count_too():
    objective = make_objective()
    event = make_event(objectives=[objective])
    stored(event)

    event.places.clear()
    assert stored(event).sequence == 1
    objective.name = "Trust"
    assert stored(event).sequence == 2


def test_must_2_a_change_that_no_calendar_shows_leaves_the_entry_alone():
    event = make_event()
    before = bytes(stored(event).body)

    event.benefit_own, event.participants_planned = "More", 20
    make_objective()

    assert stored(event).body == before


def test_must_3_and_4_the_stamp_is_the_time_of_the_last_change_and_always_grows(monkeypatch):
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: NOW))
    event = make_event()
    first = shown(event)
    event.title = "Within the same second"
    second = shown(event)

    assert first["DTSTAMP"].dt == first["LAST-MODIFIED"].dt == NOW
    assert second["DTSTAMP"].dt == second["LAST-MODIFIED"].dt > NOW


def test_must_5_a_cancelled_event_stays_and_says_so():
    event = make_event(title="Exercise", state=EventState.APPROVED)
    assert shown(event)["STATUS"] == "CONFIRMED"

    event.state = EventState.CANCELLED
    found = shown(event)

    assert (found["STATUS"], found["SEQUENCE"]) == ("CANCELLED", 1)
    assert found["SUMMARY"] == "Cancelled: Exercise"


def test_must_5_a_discarded_event_is_cancelled():
    event = make_event(state=EventState.CONCEPT)
    assert shown(event)["STATUS"] == "TENTATIVE"

    event.discarded_at = NOW

    assert shown(event)["STATUS"] == "CANCELLED"


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (EventState.PLANNED, "TENTATIVE"),
        (EventState.COORDINATED, "TENTATIVE"),
        (EventState.POSTPONED, "TENTATIVE"),
        (EventState.IN_PROGRESS, "CONFIRMED"),
        (EventState.CLOSED, "CONFIRMED"),
    ],
)
def test_states_become_the_three_words_of_calendars(state, status):
    assert shown(make_event(state=state))["STATUS"] == status


def test_must_6_and_8_a_timed_event_is_written_in_utc():
    event = make_event(days=1, start_time=time(9, 30), end_time=time(11), zone="Europe/Berlin")

    octets = bytes(stored(event).body)

    assert b"DTSTART:20300204T083000Z" in octets
    assert b"DTEND:20300204T100000Z" in octets
    assert b"TZID" not in octets  # 7 is for recurring series only


def test_an_event_over_midnight_stays_timed():
    event = make_event(days=2, start_time=time(22), end_time=time(1))

    assert b"DTEND:20300205T010000Z" in stored(event).body


@pytest.mark.parametrize(("end", "is_timed"), [(time(8, 59), True), (time(9), False)])
def test_must_10_a_day_and_night_to_the_minute_is_a_bar_already(end, is_timed):
    event = make_event(days=2, start_time=time(9), end_time=end)

    assert (b"DTSTART:20300204T090000Z" in stored(event).body) is is_timed
    assert (b"DTSTART;VALUE=DATE:20300204" in stored(event).body) is not is_timed


def test_must_10_the_hours_that_pass_count_not_those_on_the_wall():
    days = {"starts_on": date(2030, 3, 30), "days": 2, "zone": "Europe/Berlin"}
    lost, ordinary = (
        make_event(start_time=time(9), end_time=end, **days) for end in (time(9, 30), time(10))
    )

    assert b"DTSTART:20300330T080000Z" in stored(lost).body  # 23 and a half: an hour is left out
    assert b"DTSTART;VALUE=DATE:20300330" in stored(ordinary).body


def test_must_10_a_timed_event_of_several_days_is_a_bar():
    event = make_event(days=3, start_time=time(9), end_time=time(17))

    assert b"DTSTART;VALUE=DATE:20300204" in stored(event).body
    assert b"DTEND;VALUE=DATE:20300207" in stored(event).body


def test_the_actual_days_win_over_the_planned_ones():
    event = make_event(state=EventState.EXECUTED, actual_starts_on=date(2030, 2, 5))

    assert shown(event)["DTSTART"].dt == date(2030, 2, 5)


def test_a_month_stays_a_month_and_keeps_the_time_free():
    event = make_event(
        title="Port call",
        starts_on=date(2012, 10, 1),
        days=1,
        date_precision=DatePrecision.MONTH,
    )

    found = shown(event)

    assert found["SUMMARY"] == "Port call (October 2012, day not set)"
    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2012, 10, 1), date(2012, 11, 1))
    assert found["TRANSP"] == "TRANSPARENT"


def test_a_year_is_a_bar_over_the_year():
    event = make_event(starts_on=date(2031, 1, 1), days=1, date_precision=DatePrecision.YEAR)

    found = shown(event)

    assert (found["DTSTART"].dt, found["DTEND"].dt) == (date(2031, 1, 1), date(2032, 1, 1))
    assert "Date: 2031\n" in found["DESCRIPTION"]


def test_an_event_without_date_has_no_entry_and_its_sequence_never_falls():
    event = make_event(state=EventState.POSTPONED)
    stored(event)

    event.starts_on = event.ends_on = None
    assert (stored(event).body, stored(event).sequence) == (b"", 1)
    event.starts_on = event.ends_on = date(2030, 5, 1)
    assert shown(event)["SEQUENCE"] == 2


def test_an_event_that_never_had_a_date_has_no_row():
    assert stored(make_event(starts_on=None, state=EventState.CONCEPT)) is None


@pytest.mark.parametrize("title", [text for text in SNIPPETS if text != "\ud800"])
def test_must_11_to_13_and_15_hostile_text_is_written_cleanly(title):
    event = make_event(title=str(title)[:190] or "–")
    event.places[0].town = str(title)[:190]

    assert shown(event)["SUMMARY"]


def test_must_14_and_19_the_description_names_facts_but_nobody(app, monkeypatch):
    monkeypatch.setitem(app.config, "RAPPORT_BASE_URL", "https://rapport.example/")
    make_own_nation("AU")
    objective = make_objective(code="T1", name="Trust")
    programme = make_programme(name="Cope North")
    event = make_event(
        partners=["FR", "AU", "ID"], objectives=[objective], programme=programme, host_code="AU"
    )
    make_person(name="Jane Doe")

    found = shown(event)

    lines = str(found["DESCRIPTION"]).split("\n")
    assert lines[:-2] == [
        "Marking: PUBLIC · Not for classified content",
        "Kind: Joint exercise",
        "State: Planned",
        "Host: Australia",
        "Partners: France, Indonesia",
        "Programme: Cope North",
        "Objectives: T1 Trust",
    ]
    assert lines[-1] == found["URL"] == f"https://rapport.example/events/{event.id}"
    assert found["LOCATION"] == "Town, France"
    assert [str(word) for word in found["CATEGORIES"].cats] == ["Joint exercise", "Cope North"]
    assert "ATTENDEE" not in found
    assert "ORGANIZER" not in found


def test_without_a_public_address_there_is_no_link():
    assert "URL" not in shown(make_event())


def test_a_virtual_event_without_place_says_so():
    event = make_event(modality=Modality.VIRTUAL)
    event.places.clear()

    assert shown(event)["LOCATION"] == "Virtual"


def test_what_is_rolled_back_leaves_no_entry():
    event = make_event()
    event_id = event.id
    db.session.rollback()
    make_nation("ID")
    db.session.commit()

    assert db.session.get(CalendarEntry, (event_id, Audience.FULL)) is None


def test_an_unchanged_database_needs_no_rebuild():
    event = make_event()
    before = bytes(stored(event).body)

    assert entry_faults() == []
    assert rebuild(db.session(), now=NOW) == 0
    assert stored(event).body == before


def test_a_bulk_statement_is_found_and_mended():
    event = make_event()
    stored(event)
    table = event.__table__
    db.session.execute(table.update().values(title="Behind our back"))
    db.session.expire_all()

    assert str(event.id) in entry_faults()[0]
    assert rebuild(db.session(), now=NOW) == 1
    assert shown(event)["SUMMARY"] == "Behind our back"


def test_the_commands_rebuild_and_check(app):
    stored(make_event())

    runner = app.test_cli_runner()

    assert "in step" in runner.invoke(args=["calendar", "check"]).output
    assert "written: 0" in runner.invoke(args=["calendar", "rebuild"]).output


def test_keeping_an_entry_current_takes_few_statements(queries):
    event = make_event(objectives=[make_objective()], programme=make_programme())
    stored(event)
    event.title = "Once more"

    with queries() as seen:
        db.session.commit()

    about = [statement for statement in seen if "calendar_entry" in statement]
    assert len(about) == 2
    assert len(seen) <= 15, seen  # two of them look at what the rollup counts
