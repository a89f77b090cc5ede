"""The timetable of an event, its parts of culture and its gifts, as their readers see them."""

from datetime import date, time
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from planner.choices import (
    CulturalElement,
    CultureDirection,
    EventState,
    GiftDirection,
    GiftPlace,
    Marking,
    TimetableKind,
)
from planner.db import db
from planner.protocol.models import CulturalPart, Gift, TimetableItem
from tests.factories import add, make_event

FIRST = date(2030, 5, 20)


def held(**values):
    """Return an event of three days with France."""
    return make_event(["FR"], **{"starts_on": FIRST, "days": 3} | values)


def entry(event, **values):
    """Hang an entry on the timetable of an event."""
    day = {"on_day": FIRST, "what": "Welcome at the town hall", "starts_at": time(9)}
    return add(TimetableItem(event=event, **day | values))


def gift(event, **values):
    """Hang a gift on an event."""
    given = {"direction": GiftDirection.GIVEN, "what": "A model of a ship"}
    return add(Gift(event=event, **given | values))


def part(event, **values):
    """Hang a part of culture on an event."""
    shown = {"element": CulturalElement.MUSIC, "direction": CultureDirection.OURS}
    return add(CulturalPart(event=event, what="A concert", **shown | values))


def test_an_entry_is_added_changed_removed_and_brought_back(client_as):
    planner = client_as("planner")
    event = held()
    page = f"/events/{event.id}/timetable"
    fields = {"on_day": "2030-05-20", "starts_at": "09:00", "ends_at": "10:30",
              "what": "Welcome at the town hall", "kind": "ceremonial", "place": "Town hall",
              "lead": "Mayor", "dress": "Service dress"}  # fmt: skip

    planner.post(page, fields)
    shown = planner.get(f"/events/{event.id}").text
    assert "09:00–10:30" in shown and "Welcome at the town hall" in shown
    assert "Ceremony" in shown and "Service dress" in shown

    row = db.session.query(TimetableItem).one()
    edited = planner.post(f"{page}/{row.id}", fields | {"what": "Welcome on board"})
    assert edited.status == 303
    assert "Welcome on board" in planner.get(page).text

    notice = planner.follow(planner.post(f"{page}/{row.id}/remove"))
    assert "The item was removed" in notice.text
    assert "Welcome on board" not in planner.get(f"/events/{event.id}").text
    undo = notice.html.split('class="flash ')[1].split('action="')[1].split('"')[0]
    planner.post(undo.replace("&amp;", "&"))
    assert "Welcome on board" in planner.get(f"/events/{event.id}").text


def test_the_next_entry_begins_where_the_last_one_ends(client_as):
    planner = client_as("planner")
    event = held()
    entry(event, ends_at=time(10, 30), place="Town hall")

    page = planner.get(f"/events/{event.id}/timetable").html
    assert 'value="10:30"' in page and 'value="2030-05-20"' in page

    entry(event, what="Ball", starts_at=time(20), ends_at=time(1))
    page = planner.get(f"/events/{event.id}/timetable")
    assert "20:00–01:00 the next day" in page.text
    assert 'value="2030-05-21"' in page.html and 'value="01:00"' in page.html


def test_entries_stand_in_their_order_those_of_a_whole_day_first(client_as):
    event = held()
    entry(event, what="Evening", starts_at=time(18))
    entry(event, what="Morning", starts_at=time(8))
    entry(event, what="Whole day", starts_at=None)
    entry(event, what="Eve", on_day=date(2030, 5, 19))

    html = client_as("viewer").get(f"/events/{event.id}").html
    places = [html.index(f">{word}<") for word in ("Eve", "Whole day", "Morning", "Evening")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on_day": "2030-05-18"}, "Enter a day from 19 May 2030 to 23 May 2030."),
        ({"on_day": "2030-05-24"}, "Enter a day from 19 May 2030 to 23 May 2030."),
        ({"ends_at": "10:00", "starts_at": ""}, "Enter when it begins, too."),
        ({"ends_at": "09:00"}, "It cannot end when it begins."),
        ({"what": " "}, "Say what happens."),
        ({"starts_at": "25:00"}, "Enter a time between 00:00 and 23:59"),
        ({"on_day": ""}, "Enter the day."),
    ],
)
def test_what_fits_no_timetable_is_refused_and_stays_in_the_form(client_as, typed, sentence):
    event = held()
    fields = {"on_day": "2030-05-20", "starts_at": "09:00", "what": "Talks", "kind": "talks",
              "place": "Hall 7"}  # fmt: skip

    answer = client_as("planner").post(f"/events/{event.id}/timetable", fields | typed)

    assert answer.status == 422 and sentence in answer.text
    assert 'value="Hall 7"' in answer.html
    assert db.session.query(TimetableItem).count() == 0


def test_the_days_before_and_after_are_open_for_travel(client_as):
    planner = client_as("planner")
    event = held(travel_days_before=2)
    for day, status in (("2030-05-18", 303), ("2030-05-17", 422), ("2030-05-23", 303)):
        fields = {"on_day": day, "what": "Arrival", "kind": "travel"}
        assert planner.post(f"/events/{event.id}/timetable", fields).status == status


def test_a_page_says_which_entries_an_event_left_behind(client_as):
    event = held()
    entry(event)
    reader = client_as("viewer")
    assert "none of the days" not in reader.get(f"/events/{event.id}").text

    event.starts_on, event.ends_on = date(2030, 6, 3), date(2030, 6, 5)
    db.session.commit()
    assert "One item is on none of the days of the event" in reader.get(f"/events/{event.id}").text


def test_an_element_shown_is_one_of_the_event(client_as):
    event = held()
    fields = {"element": "food", "direction": "theirs_shown", "what": "A market", "nation_code": ""}

    client_as("planner").post(f"/events/{event.id}/culture", fields)

    db.session.expire_all()
    assert event.details["cultural_elements"] == ["food"]
    assert "Theirs shown" in client_as("viewer").get(f"/events/{event.id}").text


def test_a_gift_keeps_its_way_after_the_event_is_closed(client_as):
    event = held(state=EventState.CLOSED)
    row = gift(event, value=Decimal("120"), declare_above=Decimal("100"), currency="EUR")
    planner = client_as("planner")
    fields = {"direction": "given", "what": "A model of a ship", "place": "with_receiver",
              "declared_on": "2030-05-25", "value": "120", "declare_above": "100",
              "currency": "EUR", "nation_code": "FR"}  # fmt: skip

    assert planner.post(f"/events/{event.id}/gifts/{row.id}", fields).status == 303
    assert "With the receiver" in planner.get("/gifts/").text
    for closed in ("timetable", "culture"):
        assert planner.get(f"/events/{event.id}/{closed}").status == 303


def test_an_amount_needs_its_currency(client_as):
    fields = {"direction": "given", "what": "A bowl", "place": "planned", "value": "5"}
    answer = client_as("planner").post(f"/events/{held().id}/gifts", fields | {"currency": ""})
    assert answer.status == 422 and "three letters such as USD" in answer.text


def test_the_register_is_narrowed_and_told_in_files(client_as):
    event, other = held(), make_event(["ID"], starts_on=date(2031, 1, 1))
    gift(event, what="Above and silent", value=Decimal("100.01"), declare_above=Decimal(100))
    gift(event, what="At the limit", value=Decimal(100), declare_above=Decimal(100))
    told = {"value": Decimal(500), "declare_above": Decimal(100), "declared_on": FIRST}
    gift(other, what="Declared", place=GiftPlace.HANDED_IN, nation_code="ID", **told)
    reader = client_as("viewer")

    def named(query):
        text = reader.get(f"/gifts.csv?{query}").text
        names = ("Above and silent", "At the limit", "Declared,")
        return [name.strip(",") for name in names if name in text.split("\n", 1)[1]]

    assert reader.get("/gifts/").text.count("has to be declared") == 1
    assert named("") == ["Above and silent", "At the limit", "Declared"]
    assert named("declared=lacking") == ["Above and silent"]
    assert named("declared=yes") == ["Declared"]
    assert named("nation=ID") == ["Declared"]
    assert named("nation=FR") == ["Above and silent", "At the limit"]
    assert named("place=handed_in") == ["Declared"]
    assert named("to=2030-12-31") == ["Above and silent", "At the limit"]
    assert named("from=2031-01-01") == ["Declared"]


def test_what_hangs_on_a_hidden_event_is_seen_nowhere(client_as):
    event = held(marking=Marking.OFFICIAL_SENSITIVE)
    gift(event, what="Hush gift")
    row = entry(event, what="Hush hour")
    part(event)
    reader = client_as("planner", ceiling=Marking.OFFICIAL)

    assert "Hush" not in reader.get("/gifts/").text
    assert "Hush" not in reader.get("/gifts.csv").text
    assert reader.get(f"/events/{event.id}/timetable/{row.id}").status == 404
    assert reader.get(f"/events/{event.id}/gifts").status == 404


def test_a_row_is_no_row_of_another_event(client_as):
    row, other = entry(held()), held()
    planner = client_as("planner")
    assert planner.get(f"/events/{other.id}/timetable/{row.id}").status == 404
    planner.post(f"/events/{other.id}/timetable/{row.id}/remove")
    assert db.session.query(TimetableItem).count() == 1


@pytest.mark.parametrize("role", ["viewer", "approver", "administrator"])
def test_who_does_not_plan_writes_no_timetable(client_as, role):
    event = held()
    fields = {"on_day": "2030-05-20", "what": "Talks", "kind": "talks"}
    assert client_as(role).post(f"/events/{event.id}/timetable", fields).status == 403
    assert db.session.query(TimetableItem).count() == 0


def test_two_who_change_an_entry_at_once_are_told(client_as):
    event = held()
    row = entry(event, kind=TimetableKind.TALKS)
    planner = client_as("planner")
    fields = {"on_day": "2030-05-20", "starts_at": "09:00", "what": "Mine", "kind": "talks"}
    row.what = "Theirs"
    db.session.commit()

    answer = planner.post(
        f"/events/{event.id}/timetable/{row.id}",
        fields | {"version": "1", "base": '{"what": "Welcome at the town hall"}'},
    )

    assert answer.status == 422 and "Somebody else changed this" in answer.text


def test_files_hold_the_gifts_typed(client_as):
    gift(held(), value=Decimal("12.50"), currency="EUR")
    book = load_workbook(BytesIO(client_as("viewer").get("/gifts.xlsx").body))
    cells = [cell.value for sheet in book for row in sheet for cell in row]
    assert 12.5 in cells and "EUR" in cells
