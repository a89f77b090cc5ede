"""A kind that an office adds is planned, shown, counted and reported without touching code."""

from datetime import date

import pytest
from sqlalchemy import update

from planner.choices import EventState, Family, Marking
from planner.db import db
from planner.events.measures import of_family
from planner.events.models import Event
from planner.kinds.actions import add_kind
from planner.kinds.models import EventKind
from planner.outcomes.models import Lesson
from planner.partners.models import Programme
from planner.shapes.event_kind import WrittenKind
from planner.terms.actions import retire_term
from tests.factories import (
    NOW,
    make_event,
    make_line,
    make_nation,
    make_objective,
    make_own_nation,
    make_plan,
    make_requirement,
    make_user,
)
from tests.reports.test_indicators import value
from tests.sheets import Sheet

DAY = date(2030, 2, 4)
TALKS = {"kind": "staff_talks", "baseline_starts_on": DAY, "baseline_ends_on": DAY}


@pytest.fixture
def objective(clock_at):
    """Return an objective of an office that has just added a kind of its own."""
    clock_at(NOW)
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    objective = make_objective(make_line(make_plan()), code="O08", name="Dialogue")
    add_kind(
        WrittenKind(
            code="staff_talks",
            family=Family.DIALOGUE,
            name="Staff talks & drills",
            asks=["agenda", "talking_points"],
            objectives=[{"objective_code": "O08", "weight": 0.7}],
        )
    )
    db.session.commit()
    return objective


def event_named(title):
    return db.session.query(Event).filter_by(title=title).one()


def retire():
    retire_term(db.session.get(EventKind, "staff_talks"), now=NOW)
    db.session.commit()


def test_it_is_planned_logged_copied_and_proposed(client_as, objective):
    client = client_as("planner")
    sheet = Sheet(client, "/events/new?kind=staff_talks")
    assert (
        '<option selected value="staff_talks">Staff talks &amp; drills</option>' in sheet.page.html
    )
    assert 'name="detail_agenda"' in sheet.page.html
    assert "detail_joint_statement" not in sheet.page.html
    sheet.url = "/events/new"
    dates = {"starts_on": "2030-05-01", "ends_on": "2030-05-02", "partner_codes": ["AU", "FR"]}
    assert sheet.send(title="Navy", detail_agenda="Fuel", **dates).status == 303
    navy = event_named("Navy")
    assert (navy.kind, navy.details) == ("staff_talks", {"agenda": "Fuel"})
    assert [(row.objective_id, row.weight) for row in navy.links] == [(objective.id, 0.7)]

    quick = Sheet(client, "/events/quick?kind=staff_talks")
    quick.url = "/events/quick"
    assert quick.send(title="Army", day="2030-02-04", partner_codes="France").status == 303
    assert event_named("Army").kind == "staff_talks"

    copy = Sheet(client, f"/events/{navy.id}/copy")
    assert copy.send(title="Navy again").status == 303
    assert event_named("Navy again").details == {"agenda": "Fuel"}

    approved = make_event(
        ["AU", "FR"], [objective], state=EventState.APPROVED, title="Talks", baselined_at=NOW
    )
    db.session.commit()
    change = Sheet(client, f"/events/{approved.id}/edit")
    assert change.send(kind="staff_talks").status == 303
    page = client_as("approver").get(f"/events/{approved.id}")
    assert "Staff talks & drills" in page.text
    assert "Joint exercise" in page.text


def test_it_is_listed_filtered_exported_found_and_handled_in_bulk(client_as, objective):
    event = make_event(["AU", "FR"], [objective], title="Fuel talks", **TALKS)
    make_event(["AU", "FR"], title="Drill")
    db.session.add(Lesson(event=event, what="Bring maps", state="identified", identified_on=DAY))
    db.session.commit()
    client = client_as("planner")
    page = client.get("/events/?kind=staff_talks&sort=kind")
    assert "Fuel talks" in page.text
    assert "Drill" not in page.text.replace("Staff talks & drills", "")
    assert page.text.count("Staff talks & drills") >= 3  # the row, the chip and the bar
    for address in (
        "/events/filter?kind=staff_talks",
        f"/events/{event.id}",
        "/events.csv?kind=staff_talks",
        "/search?q=fuel",
        "/calendar/?month=2030-02",
        "/events/bulk?kind=staff_talks&selected=1&id=" + str(event.id),
        "/lessons/?kind=staff_talks",
    ):
        assert client.get(address).status == 200, address
    assert "Staff talks & drills" in client.get("/events.csv?kind=staff_talks").text
    assert "Staff talks & drills" in client.get("/search?q=fuel").text
    assert "Staff talks & drills" in client.get(f"/events/{event.id}").text
    assert "Staff talks & drills" in client.get(f"/events/{event.id}.ics").text
    assert client.get("/events.xlsx?kind=staff_talks").status == 200
    assert "Bring maps" in client.get("/lessons/?kind=staff_talks").text
    programme = {"name": "Talks", "kind": "series", "main_kind": "staff_talks", "lead_code": "FR"}
    assert client_as("country_desk").post("/programmes/new", programme).status == 303
    assert db.session.query(Programme).one().main_kind == "staff_talks"
    assert "Staff talks & drills" in client.get("/programmes/").text


def test_it_is_reported_and_counted_with_its_family(client_as, objective):
    held = {"state": EventState.EXECUTED, "marking": Marking.PUBLIC}
    make_event(["AU", "FR"], [objective], DAY, title="Held", **held, **TALKS)
    make_event(["AU", "FR"], [objective], DAY, title="Off", state=EventState.CANCELLED, **TALKS)
    make_requirement(objective, "FR", year=2030, number=3)
    db.session.commit()
    assert value("O08.1", date(2030, 1, 1), date(2030, 12, 31)) == 50
    titles = {row.title for row in db.session.query(Event).filter(of_family(Family.DIALOGUE))}
    assert titles == {"Held", "Off"}
    client = client_as("planner")
    across = client.get("/reports/coverage?across=kind&period=2030&cells=executed-planned")
    assert "Staff talks & drills" in across.text
    assert "kind=staff_talks" in across.html
    assert client.get("/reports/coverage?kind=staff_talks&period=2030").status == 200
    for report in ("gaps", "figures"):
        assert client.get(f"/reports/{report}?period=2030").status == 200
    assert "Staff talks" in client.get("/reports/coverage.csv?across=kind&period=2030").text


def test_retired_it_is_offered_no_more_and_still_shown(client_as, objective):
    event = make_event(["AU", "FR"], [objective], title="Fuel talks", **TALKS)
    db.session.commit()
    retire()
    client = client_as("planner")
    assert "staff_talks" not in client.get("/events/new").html
    asked = Sheet(client, "/events/new?kind=staff_talks")
    asked.url = "/events/new"
    page = asked.send(title="New", kind="staff_talks")
    assert page.status == 422
    assert "“Staff talks & drills” is no longer used" in page.text
    copy = Sheet(client, f"/events/{event.id}/copy")
    assert "is no longer used" in copy.send(title="Again").text
    edit = Sheet(client, f"/events/{event.id}/edit")
    assert edit.send(summary="Kept").status == 303
    assert db.session.get(Event, event.id, populate_existing=True).summary == "Kept"
    assert "Fuel talks" in client.get("/events/?kind=staff_talks").text
    page = client.post("/events/quick", {"title": "X", "kind": "party", "day": "2030-02-04"})
    assert page.status == 422


def test_renamed_it_is_called_so_everywhere_at_once(client_as, objective):
    event = make_event(["AU", "FR"], [objective], kind="ceremony")
    make_user()
    db.session.commit()
    client = client_as("planner")
    assert "Ceremony" in client.get(f"/events/{event.id}").text
    kind = db.session.get(EventKind, "ceremony")
    kind.name, kind.is_name_edited = "Parade", True
    db.session.commit()
    assert "Parade" in client.get(f"/events/{event.id}").text
    assert "CATEGORIES:Parade" in client.get(f"/events/{event.id}.ics").text
    with db.engine.begin() as other:  # another process
        other.execute(update(EventKind).where(EventKind.code == "ceremony").values(name="Muster"))
    assert "Muster" in client.get(f"/events/{event.id}").text
