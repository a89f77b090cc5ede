"""Files for a partner: only what names it, not marked too high, and nothing that stays here."""

from datetime import time
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from planner.choices import EventState, Marking, Role
from planner.db import db
from planner.events.models import Event, EventNation
from planner.history.models import HistoryEntry
from planner.office.queries import office
from planner.partners.models import Nation
from tests.calendars.calendars import make_feed, parsed, titles
from tests.factories import (
    NOW,
    add,
    make_attendance,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_person,
    make_user,
)
from tests.sheets import Sheet

INSIDE = ("Internal words", "Ours", "Theirs", "4711", "Secret goal", "Colonel Marchand", "/events/")


@pytest.fixture
def office_of():
    """An own nation, two partners, and events that differ in release and marking."""
    make_own_nation("AU")
    for code in ("FR", "ID"):
        make_nation(code, is_partner=True)
    objective = make_objective(name="Secret goal")

    def event(title, marking=Marking.OFFICIAL, codes=("FR",), **fields):
        made = make_event(
            ["FR", "AU"],
            [objective],
            title=title,
            marking=marking,
            releasable_to=list(codes),
            summary="Internal words",
            planned_cost=Decimal(4711),
            currency="USD",
            start_time=time(9),
            end_time=time(17),
            zone="Europe/Paris",
            details={"peaceful_purpose": "Sing together", "meeting_link": "https://meet.example"},
            **fields,
        )
        made.partners[0].headcount_planned = 12
        return made

    found = {
        "named": event("Named"),
        "public": event("Public named", Marking.PUBLIC),
        "both": event("Both", codes=("AU", "FR", "ID")),
        "unnamed": event("Of Indonesia", codes=("ID",)),
        "own": event("Own only", codes=("AU",)),
        "everybody": event("Public unnamed", Marking.PUBLIC, codes=()),
        "high": event("High", Marking.OFFICIAL_SENSITIVE),
    }
    make_attendance(found["named"], make_person("FR", name="Colonel Marchand"))
    db.session.commit()
    return found


FOR_FRANCE = ["Both", "Named", "Public named"]


def csv_titles(page):
    lines = page.response.get_data(as_text=True).lstrip("\ufeff").split("\r\n\r\n")[0]
    return sorted(line.split(",")[0].strip('"') for line in lines.splitlines()[1:])


def test_the_list_filters_by_release_and_takes_the_filter_off_again(office_of, client_as):
    page = client_as("viewer").get("/events/?releasable=FR")
    for title in FOR_FRANCE:
        assert title in page.text
    for title in ("Of Indonesia", "Own only", "Public unnamed", "High"):
        assert title not in page.text
    assert "Releasable to France" in page.text
    assert 'name="releasable"' in client_as("viewer").get("/events/filter").html
    month = client_as("viewer").get("/calendar/agenda?month=2030-02&releasable=FR")
    assert "Both" in month.text
    assert "Own only" not in month.text


def test_a_list_file_for_a_partner_holds_only_what_may_go_there(office_of, client_as):
    page = client_as("planner").get("/events.csv?for=FR")
    text = page.response.get_data(as_text=True)
    assert csv_titles(page) == FOR_FRANCE
    for words in ("Events for France", "Marking: OFFICIAL", "As of:", "Releasable to: France"):
        assert words in text
    for words in ("Sing together", "https://meet.example", "09:00", "Europe/Paris", "12"):
        assert words in text
    assert not [words for words in INSIDE if words in text]
    assert "events-for-FR.csv" in page.headers["Content-Disposition"]
    usual = client_as("planner").get("/events.csv?releasable=FR")
    assert "Internal words" in usual.response.get_data(as_text=True)


def test_a_workbook_for_a_partner_has_the_same_rows(office_of, client_as):
    page = client_as("country_desk").get("/events.xlsx?for=ID")
    sheet = load_workbook(BytesIO(page.body)).worksheets[0]
    values = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"Both", "Of Indonesia"} <= set(values)
    assert not {"Named", "High", "Own only", "Public unnamed"} & set(values)
    assert not [words for words in INSIDE if any(words in value for value in values)]


def test_the_ceiling_of_office_and_nation_decides(office_of, client_as):
    admin = client_as("administrator")
    assert Sheet(admin, "/office/").send(release_ceiling="0").status == 303
    assert csv_titles(client_as("planner").get("/events.csv?for=FR")) == ["Public named"]
    assert Sheet(admin, "/nations/FR/edit").send(release_ceiling="2").status == 303
    db.session.expire_all()
    assert office().release_ceiling is Marking.PUBLIC
    assert db.session.get(Nation, "FR").release_ceiling is Marking.OFFICIAL_SENSITIVE
    found = csv_titles(client_as("planner").get("/events.csv?for=FR"))
    assert found == ["Both", "High", "Named", "Public named"]
    low = client_as("planner", ceiling=Marking.OFFICIAL)
    assert "High" not in csv_titles(low.get("/events.csv?for=FR"))
    wrong = admin.post("/nations/FR/edit", {"release_ceiling": "9", "version": "2"})
    assert wrong.status == 422


def test_need_to_know_narrows_a_partners_file_too(office_of, client_as):
    elsewhere = client_as("planner", nations=["ID"])
    assert csv_titles(elsewhere.get("/events.csv?for=FR")) == []
    event = office_of["named"]
    assert elsewhere.get(f"/events/{event.id}/for/FR").status == 404
    assert elsewhere.get(f"/events/{event.id}.ics?for=FR").status == 404


def test_the_event_says_to_whom_it_may_go_and_why_not(office_of, client_as):
    client = client_as("planner")
    page = client.get(f"/events/{office_of['both'].id}")
    assert "May go to France Indonesia" in page.text
    assert "May not go to" not in page.text
    high = client.get(f"/events/{office_of['high'].id}")
    assert "marked OFFICIAL-SENSITIVE, and they may be given up to OFFICIAL" in high.text
    own = client.get(f"/events/{office_of['own'].id}")
    assert "May not go to France not named in “Releasable to”" in own.text
    public = client_as("viewer").get(f"/events/{office_of['everybody'].id}")
    assert "It is PUBLIC, so everybody may know of it." in public.text
    assert "/for/FR" not in client_as("viewer").get(f"/events/{office_of['both'].id}").html


def test_a_group_in_the_form_is_resolved_to_its_members(office_of, client_as):
    client = client_as("planner")
    group = {"code": "TWO", "name": "Two Friends", "members": ["FR", "ID"]}
    assert client_as("country_desk").post("/partner-groups/new", group).status == 303
    event = office_of["own"]
    sheet = Sheet(client, f"/events/{event.id}/edit")
    assert sheet.send(releasable_to="TWO").status == 303
    assert db.session.get(Event, event.id, populate_existing=True).releasable_to == ["FR", "ID"]
    assert "May go to France Indonesia" in client.get(f"/events/{event.id}").text


def test_one_event_for_a_partner_is_a_page_with_a_heading(office_of, client_as):
    page = client_as("planner").get(f"/events/{office_of['named'].id}/for/fr")
    assert page.status == 200
    assert "For France, marking OFFICIAL," in page.text
    for words in ("Tentative", "09:00–17:00, Europe/Paris", "Sing together", "12"):
        assert words in page.text
    main = page.html.partition("<dl")[2].partition("</dl>")[0]
    assert not [words for words in INSIDE if words in main]


@pytest.mark.parametrize(
    ("key", "code", "words"),
    [
        ("unnamed", "FR", "not named in “Releasable to”"),
        ("everybody", "FR", "not named in “Releasable to”"),
        ("high", "FR", "they may be given up to OFFICIAL"),
        ("named", "AU", "is the own nation"),
        ("named", "QQ", "“QQ”"),
    ],
)
def test_what_may_not_go_is_refused_with_the_reason(office_of, client_as, key, code, words):
    client, event = client_as("planner"), office_of[key]
    for address in (f"/events/{event.id}/for/{code}", f"/events/{event.id}.ics?for={code}"):
        page = client.get(address)
        assert page.status == 422
        assert words in page.text
    if code in ("AU", "QQ"):
        for address in (f"/events.csv?for={code}", f"/events.ics?for={code}"):
            assert words in client.get(address).text


def test_a_role_that_only_reads_makes_no_files_for_partners(office_of, client_as):
    client, event = client_as("viewer"), office_of["named"]
    for address in (
        "/events.csv?for=FR",
        "/events.ics?for=FR",
        f"/events/{event.id}/for/FR",
        f"/events/{event.id}.ics?for=FR",
        "/feeds/new?for=FR",
    ):
        assert client.get(address).status in (403, 404), address
    assert "Files for a partner" not in client.get("/events/").text


def test_calendar_files_for_a_partner(office_of, client_as):
    client = client_as("planner")
    page = client.get("/events.ics?for=FR")
    assert titles(page.body) == FOR_FRANCE
    text = page.body.decode().replace("\r\n ", "")
    assert "For France\\, marking OFFICIAL\\," in text
    assert not [words for words in INSIDE if words in text]
    assert "CLASS:PRIVATE" in text
    one = client.get(f"/events/{office_of['named'].id}.ics?for=FR")
    (entry,) = parsed(one.body)
    assert "For France" in entry["DESCRIPTION"]
    assert "Secret goal" not in entry["DESCRIPTION"]
    assert str(entry["UID"]) == str(office_of["named"].uid)
    assert f"event-{office_of['named'].id}-for-FR.ics" in one.headers["Content-Disposition"]


def test_above_official_a_partners_calendar_tells_the_time_alone(app, office_of, client_as):
    make_nation("FR", release_ceiling=Marking.OFFICIAL_SENSITIVE)
    db.session.commit()
    client = client_as("planner")
    page = client.get("/events.ics?for=FR")
    assert titles(page.body) == ["Both", "Busy", "Named", "Public named"]
    assert b"OFFICIAL-SENSITIVE" not in page.body


def test_a_feed_for_a_partner_follows_the_rule_at_every_fetch(office_of, client_as, clock_at):
    clock_at(NOW)
    user = make_user([Role.PLANNER])
    _feed, address = make_feed(user, "for=FR", name="For France")
    program = client_as(None)
    page = program.get(address)
    assert titles(page.body) == FOR_FRANCE
    assert b"CLASS:PRIVATE" not in page.body
    known = {"If-None-Match": page.headers["ETag"]}
    assert program.get(address, headers=known).status == 304
    event = db.session.get(Event, office_of["named"].id)
    event.releasable_to = ["ID"]
    office_of["both"].state = EventState.CANCELLED
    db.session.commit()
    later = program.get(address, headers=known)
    assert titles(later.body) == ["Cancelled: Both", "Public named"]
    user.grants[0].role = Role.VIEWER
    db.session.commit()
    assert program.get(address).status == 410


def test_a_feed_for_a_partner_is_made_from_the_list(office_of, client_as):
    client = client_as("planner")
    listed = client.get("/events/?for=FR")
    assert "Every file from here is for them." in listed.text
    assert 'value="FR" selected' in listed.html
    page = client.get("/feeds/new?for=FR")
    assert "For partner: France" in page.text
    assert "Left out for partners" in page.text
    made = Sheet(client, "/feeds/new?for=FR").send(name="France")
    assert "/f/" in made.html


def test_every_file_for_a_partner_leaves_a_line_in_history(office_of, client_as):
    client, event = client_as("planner"), office_of["named"]
    client.get("/events.csv?for=FR&kind=joint_exercise")
    client.get("/events.ics?for=FR")
    client.get(f"/events/{event.id}/for/FR")
    client.get(f"/events/{event.id}.ics?for=FR")
    lines = db.session.query(HistoryEntry).filter_by(verb="exported").order_by("id").all()
    assert [line.by_id for line in lines] == [client.user_id] * 4
    assert ["for=FR" in line.subject_label for line in lines[:2]] == [True, True]
    assert [line.changes.get("rows") for line in lines[:2]] == [[None, 3], [None, 3]]
    assert [line.changes["for"] for line in lines[2:]] == [[None, "FR"]] * 2
    assert client_as("administrator").get("/history/").status == 200


def test_a_nation_that_takes_no_part_may_be_named_too(office_of, client_as):
    event = office_of["named"]
    event.releasable_to = ["FR", "NZ"]
    make_nation("NZ")
    add(EventNation(event=event, nation=make_nation("ID")))
    db.session.commit()
    page = client_as("planner").get(f"/events/{event.id}")
    assert "May go to France New Zealand" in page.text
    assert "May not go to Indonesia" in page.text
    assert csv_titles(client_as("planner").get("/events.csv?for=NZ")) == ["Named"]
