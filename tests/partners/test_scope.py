"""A user limited to some nations keeps the records of those and reads the others."""

import pytest
from sqlalchemy import select

from planner.db import db
from planner.partners.models import Institution, Nation, Organisation, Programme
from tests.factories import add, make_nation, make_organisation, make_programme

UNIT = {"name": "Changed", "kind": "unit", "version": "1", "parent_id": ""}


@pytest.fixture(autouse=True)
def two_nations():
    make_nation("FR")
    make_nation("ID")


@pytest.mark.parametrize("role", ["planner", "country_desk"])
def test_an_organisation_of_another_nation_is_read_and_not_changed(client_as, role):
    organisation = make_organisation("ID", name="Navy")
    client, url = client_as(role, nations=["FR"]), f"/organisations/{organisation.id}"

    page = client.get(url)
    assert page.status == 200
    assert f"{url}/edit" not in page.links
    refused = client.get(f"{url}/edit")
    assert refused.status == 403
    assert "You do not work with Indonesia" in refused.text
    assert client.post(f"{url}/edit", UNIT | {"nation_code": "FR"}).status == 403
    client.post(f"{url}/delete")
    assert organisation.name == "Navy"


def test_an_organisation_is_made_and_changed_within_the_own_nations(client_as):
    client = client_as("planner", nations=["FR"])

    assert client.post("/organisations/new", UNIT | {"nation_code": "ID"}).status == 422
    made = client.post("/organisations/new", UNIT | {"nation_code": "FR"})
    assert made.status == 303
    assert client.post("/organisations/new", UNIT | {"nation_code": ""}).status == 303
    assert f"{made.location}/edit" in client.get(made.location).links
    moved = client.post(f"{made.location}/edit", UNIT | {"nation_code": "ID"})
    assert moved.status == 422
    assert {row.nation_code for row in db.session.scalars(select(Organisation))} == {"FR", None}


def test_an_institution_of_another_nation_is_not_changed_or_made(client_as):
    school = add(Institution(name="School", nation_code="ID"))
    client = client_as("planner", nations=["FR"])
    values = {"name": "New", "level": "", "armed_service": "", "version": "1"}

    assert f"/institutions/{school.id}/edit" not in client.get(f"/institutions/{school.id}").links
    assert client.get(f"/institutions/{school.id}/edit").status == 403
    assert (
        client.post(f"/institutions/{school.id}/edit", values | {"nation_code": "ID"}).status == 403
    )
    assert client.post("/institutions/new", values | {"nation_code": "ID"}).status == 422
    assert client.post("/institutions/new", values | {"nation_code": "FR"}).status == 303


def test_a_programme_needs_one_of_the_own_nations(client_as):
    theirs = make_programme(lead_code="ID", name="Theirs")
    ours = make_programme(lead_code="ID", partner_codes=["FR"], name="Ours")
    client = client_as("planner", nations=["FR"])
    values = {"name": "New", "kind": "series", "version": "1", "lead_code": "ID"}

    assert client.get(f"/programmes/{theirs.id}/edit").status == 403
    assert client.get(f"/programmes/{ours.id}/edit").status == 200
    client.post(f"/programmes/{theirs.id}/delete")
    refused = client.post("/programmes/new", values)
    assert refused.status == 422
    assert "You do not work with Indonesia" in refused.text
    assert client.post("/programmes/new", values | {"partner_codes": ["FR"]}).status == 303
    assert {row.name for row in db.session.scalars(select(Programme))} == {"Theirs", "Ours", "New"}


def test_a_limited_desk_edits_its_nations_and_the_administrator_all(client_as):
    desk = client_as("country_desk", nations=["FR"])

    assert "/nations/ID/edit" not in desk.get("/nations/ID").links
    assert "/nations/FR/edit" in desk.get("/nations/FR").links
    assert desk.post("/nations/ID/edit", {"desk": "Asia", "version": "1"}).status == 403
    assert desk.post("/nations/FR/edit", {"desk": "Europe", "version": "1"}).status == 303
    administrator = client_as("administrator", nations=["FR"])
    assert administrator.post("/nations/ID/edit", {"desk": "Asia", "version": "1"}).status == 303
    desks = {row.code: row.desk for row in db.session.scalars(select(Nation))}
    assert desks == {"FR": "Europe", "ID": "Asia"}
