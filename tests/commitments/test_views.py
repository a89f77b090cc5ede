"""The pages of commitments: both ways in one list, seen by whom it concerns alone."""

import csv
import re
from datetime import date, timedelta
from html import unescape
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from planner.choices import CommitmentState, FollowUpState, Marking, PromisedBy
from planner.commitments.models import Commitment
from planner.db import db
from planner.history.models import HistoryEntry
from tests.factories import (
    NOW,
    make_commitment,
    make_event,
    make_follow_up,
    make_nation,
    make_organisation,
    make_outcome,
    make_own_nation,
    make_person,
)

THEIRS = PromisedBy.THEIRS


def lines_of(client, address):
    """Return the rows of a CSV file, without the lines above and below its table."""
    text = client.get(address).text.lstrip("\ufeff")
    _above, heading, rest = text.partition("What was promised,")
    return [row for row in csv.DictReader(StringIO(heading + rest)) if row["Due"]]


@pytest.fixture(autouse=True)
def office(clock_at):
    clock_at(NOW)
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    make_nation("ID", is_partner=True)
    db.session.commit()


def test_a_promise_is_noted_changed_kept_and_reopened(client_as):
    client = client_as("planner")
    page = client.get("/commitments/new?nation=FR")
    assert page.status == 200
    answer = client.post(
        "/commitments/new",
        {
            "what": "Send the maps", "promised_by": "theirs", "nation_code": "FR",
            "promised_on": "2030-02-01", "due_on": "2030-02-20", "marking": "1",
            "owner_id": client.user.id,
        },
    )  # fmt: skip
    assert answer.status == 303, answer.text[:2000]
    page = client.get(answer.location)
    assert "They promised" in page.text
    assert "Overdue" in page.text
    made = db.session.scalars(select(Commitment)).one()
    assert client.post(f"/commitments/{made.id}/kept").status == 303
    assert "Kept late" in client.get(f"/commitments/{made.id}").text
    assert client.post(f"/commitments/{made.id}/reopen").status == 303
    assert "Overdue" in client.get(f"/commitments/{made.id}").text
    entries = db.session.scalars(
        select(HistoryEntry.verb).where(HistoryEntry.subject_kind == "commitment")
    ).all()
    assert list(entries) == ["added", "changed", "changed"]


def test_a_refusal_stands_beside_its_field_and_keeps_what_was_typed(client_as):
    client = client_as("planner")
    sent = {"what": "Send the maps", "nation_code": "FR", "promised_by": "ours",
            "promised_on": "2030-02-20", "due_on": "2030-02-01", "marking": "1",
            "owner_id": client.user.id}  # fmt: skip
    page = client.post("/commitments/new", sent)
    assert page.status == 422
    assert "on or after that of the promise" in page.text
    assert 'value="Send the maps"' in page.html
    assert not db.session.scalars(select(Commitment)).all()


def test_a_removed_commitment_comes_back(client_as):
    client, made = client_as("planner"), make_commitment(what="Maps")
    db.session.commit()
    page = client.post(f"/commitments/{made.id}/remove")
    assert page.status == 303
    listed = client.get(page.location)
    assert "No commitment here" in listed.text
    undo = unescape(re.search(r'action="([^"]*/undo[^"]*)"', listed.html)[1])
    assert client.post(undo).location.endswith(f"/commitments/{made.id}")
    assert "Maps" in client.get("/commitments/").text


def test_follow_ups_promised_to_a_partner_stand_in_the_same_list_once(client_as):
    client = client_as("planner")
    event = make_event(["FR"], title="Talks")
    make_follow_up(event, what="Minutes", promised_nation_code="FR", due_on=date(2030, 2, 10))
    make_follow_up(event, what="Thanks", promised_organisation=make_organisation("ID"))
    make_follow_up(event, what="Own homework")
    make_commitment("FR", what="Maps", promised_by=THEIRS)
    db.session.commit()
    lines = lines_of(client, "/commitments.csv")
    assert [(row["What was promised"], row["Who promised"], row["Nation"]) for row in lines] == [
        ("Minutes", "We promised", "France"),
        ("Maps", "They promised", "France"),
        ("Thanks", "We promised", "Indonesia"),
    ]
    assert {row["How it stands"] for row in lines} == {"Overdue", "Open, not due yet"}
    text = client.get("/commitments/").text
    assert "Own homework" not in text
    assert text.count("Minutes") == 1


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("by=theirs", {"Maps"}),
        ("nation=ID", {"Thanks"}),
        ("standing=overdue", {"Minutes"}),
        ("standing=kept&standing=late", {"Done", "Late"}),
        ("standing=late", {"Late"}),
        ("standing=withdrawn", {"Dropped"}),
        ("q=minutes", {"Minutes"}),
        ("from=2030-04-02", {"Thanks"}),
        ("to=2030-02-10", {"Minutes", "Late"}),
    ],
)
def test_each_filter_finds_commitments_and_follow_ups_alike(client_as, query, found):
    client = client_as("planner")
    event = make_event(["FR"])
    make_follow_up(event, what="Minutes", promised_nation_code="FR", due_on=date(2030, 2, 10))
    make_follow_up(
        event, what="Dropped", promised_nation_code="FR", state=FollowUpState.DROPPED,
        closed_on=date(2030, 2, 11),
    )  # fmt: skip
    make_commitment("ID", what="Thanks", due_on=date(2030, 5, 1))
    make_commitment("FR", what="Maps", promised_by=THEIRS)
    kept = {"state": CommitmentState.KEPT}
    make_commitment("FR", what="Done", settled_on=date(2030, 2, 1), **kept)
    make_commitment("FR", what="Late", settled_on=date(2030, 2, 2), due_on=date(2030, 2, 1), **kept)
    db.session.commit()
    rows = lines_of(client, f"/commitments.csv?{query}")
    assert {row["What was promised"] for row in rows} == found
    text = client.get(f"/commitments/?{query}").text
    assert all(what in text for what in found)


def test_pages_of_the_list_hold_every_promise_once_in_order(client_as):
    client = client_as("planner")
    event = make_event(["FR"])
    for number in range(60):
        due = date(2030, 4, 1) + timedelta(days=number % 7)
        if number % 2:
            make_commitment(what=f"No {number:02}", due_on=due)
        else:
            make_follow_up(event, what=f"No {number:02}", promised_nation_code="FR", due_on=due)
    db.session.commit()
    first = client.get("/commitments/")
    following = next(url for url in first.links if "after=" in url)
    second = client.get(following)
    seen = [f"No {n:02}" for n in range(60)]
    assert [(name in first.text) + (name in second.text) for name in seen] == [1] * 60


def hidden_rows():
    """Make one commitment that each reason hides from a planner of FR up to OFFICIAL."""
    high = make_event(["FR"], title="High talks", marking=Marking.OFFICIAL_SENSITIVE)
    make_commitment("FR", what="Hidden by marking", marking=Marking.OFFICIAL_SENSITIVE)
    make_commitment("ID", what="Hidden by nation")
    make_commitment("FR", what="Hidden by event", made_at=high)
    make_commitment("FR", what="Hidden by outcome", outcome=make_outcome(events=[high]))
    return make_commitment("FR", what="Hidden not")


@pytest.mark.parametrize(
    "address",
    [
        "/commitments/",
        "/commitments.csv",
        "/search?q=hidden",
        "/nations/FR",
        "/reports/commitments?period=2030",
        "/reports/commitments.csv?period=2030",
        "/reports/rows?of=promises-ours&period=2030",
    ],
)
def test_nothing_is_told_of_what_a_viewer_may_not_see(client_as, address):
    hidden_rows()
    db.session.commit()
    client = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    text = client.get(address).text
    for reason in ("marking", "nation", "event", "outcome"):
        assert f"Hidden by {reason}" not in text
    assert "High talks" not in text
    if "reports/commitments" not in address:
        assert "Hidden not" in text
    else:
        assert "France" in text
        assert "All partners" not in text
        assert "nation=ID" not in "".join(re.findall(r"of=promises\S+", client.get(address).html))


def test_a_hidden_commitment_has_no_page_and_takes_no_step(client_as):
    hidden_rows()
    db.session.commit()
    client = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    keys = {
        row.what: row.id
        for row in db.session.execute(
            select(Commitment.__table__.c.what, Commitment.__table__.c.id)
        )
    }
    for what, key in keys.items():
        status = 200 if what == "Hidden not" else 404
        assert client.get(f"/commitments/{key}").status == status
        if status == 404:
            assert client.post(f"/commitments/{key}/kept").status == 404
            assert client.post(f"/commitments/{key}/remove").status == 404


def test_names_are_told_to_those_alone_who_work_with_people(client_as):
    person = make_person("FR", name="Jeanne Durand")
    made = make_commitment("FR", what="Maps", person=person)
    db.session.commit()
    assert "Jeanne Durand" in client_as("planner").get(f"/commitments/{made.id}").text
    reader = client_as("viewer")
    assert "Durand" not in reader.get(f"/commitments/{made.id}").text
    for role in ("viewer", "planner", "country_desk"):
        client = client_as(role)
        for address in ("/commitments/", "/commitments.csv"):
            assert "Durand" not in client.get(address).text
        book = load_workbook(BytesIO(client.get("/commitments.xlsx").body))
        cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row]
        assert "Maps" in cells
        assert not any("Durand" in cell for cell in cells)


def test_an_erased_person_is_named_no_more_where_they_promised(client_as):
    person = make_person("FR", name="Jeanne Durand")
    made = make_commitment("FR", what="Maps", person=person)
    db.session.commit()
    desk = client_as("country_desk")
    assert desk.post(f"/people/{person.id}/delete").status == 303  # refused: it is in use
    assert "Durand" in desk.get(f"/commitments/{made.id}").text
    assert desk.post(f"/people/{person.id}/erase").status == 303
    for address in (f"/commitments/{made.id}", f"/people/{person.id}"):
        assert "Durand" not in desk.get(address).text
    assert "Durand" not in client_as("administrator").get("/history/").text


def test_the_pages_of_nation_organisation_person_and_event_show_what_is_open(client_as):
    client, ministry = client_as("planner"), make_organisation("FR")
    person, event = make_person("FR", organisation=ministry), make_event(["FR"])
    make_commitment(
        "FR", what="Maps", organisation=ministry, person=person, made_at=event, promised_by=THEIRS
    )
    kept = {"state": CommitmentState.KEPT, "settled_on": date(2030, 2, 1)}
    make_commitment("FR", what="Long kept", organisation=ministry, **kept)
    db.session.commit()
    for address in (
        "/nations/FR",
        f"/organisations/{ministry.id}",
        f"/people/{person.id}",
        f"/events/{event.id}",
    ):
        text = client.get(address).text
        assert "Maps" in text, address
        assert "They promised" in text, address
        assert "Long kept" not in text, address


def test_what_is_in_ones_keeping_comes_to_the_desk_whoever_promised(client_as):
    client = client_as("planner")
    make_commitment("FR", client.user, what="Maps", promised_by=THEIRS, due_on=date(2030, 2, 2))
    make_commitment("FR", client.user, what="Charts", due_on=date(2030, 3, 4))
    make_commitment("FR", client.user, what="Far away", due_on=date(2030, 9, 4))
    make_commitment("FR", what="Of others", due_on=date(2030, 2, 2))
    db.session.commit()
    text = client.get("/").text
    assert "Maps" in text
    assert "France promised us" in text
    assert "Charts" in text
    assert "Far away" not in text
    assert "Of others" not in text
