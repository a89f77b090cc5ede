"""What an objective rests on: category, theory of change, assumptions, risks."""

import csv
import io

import pytest
from sqlalchemy import select

from planner.choices import SoftPower
from planner.db import db
from planner.history.models import HistoryEntry
from planner.objectives.models import Objective
from planner.reference.catalogue import catalogue
from tests.factories import make_line, make_objective

REASONS = {
    "soft_power": "culture",
    "theory_of_change": "Guests who are met well come again",
    "assumptions": "The hall is open",
    "risks": "A dispute elsewhere",
}
OBJECTIVE = {"code": "N1", "name": "Neighbours", "smart": "By 2032", "outcome_window_days": "90"}


def sent(line, **fields):
    return OBJECTIVE | REASONS | {"line_id": line.id, "owner_id": ""} | fields


def test_it_is_written_shown_found_exported_and_told_by_the_history(client_as):
    line = make_line()
    desk = client_as("country_desk")
    page = desk.follow(desk.post(f"/plans/{line.plan_id}/objectives/new", sent(line)))
    kept = db.session.scalars(select(Objective)).one()
    assert {name: getattr(kept, name) for name in REASONS} == REASONS
    plan = desk.get(f"/objectives/?plan={line.plan_id}")
    for words in ("Culture", *list(REASONS.values())[1:]):
        assert words in page.text
        assert words in plan.text
    for words in ("met+well", "hall", "dispute+elsewhere"):
        assert "N1 Neighbours" in desk.get(f"/search?q={words}").text
    told = desk.get("/objectives.csv").body.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(told)))
    assert row["Soft-power category"] == "Culture"
    assert row["Theory of change"] == REASONS["theory_of_change"]
    assert (row["Assumptions"], row["Risks"]) == (REASONS["assumptions"], REASONS["risks"])
    assert desk.get("/objectives.xlsx").status == 200
    changed = desk.fields(f"/objectives/{kept.id}/edit") | {"risks": "None known"}
    assert desk.post(f"/objectives/{kept.id}/edit", changed).status == 303
    told = db.session.scalars(
        select(HistoryEntry).where(HistoryEntry.subject_kind == "objective")
    ).all()
    assert told[-1].changes["risks"] == ["A dispute elsewhere", "None known"]


@pytest.mark.parametrize(
    ("field", "value"),
    [("soft_power", "magic"), ("theory_of_change", "x" * 5001), ("risks", "x" * 5001)],
)
def test_what_does_not_fit_is_refused_beside_its_field(client_as, field, value):
    line = make_line()
    page = client_as("country_desk").post(
        f"/plans/{line.plan_id}/objectives/new", sent(line, **{field: value})
    )
    assert page.status == 422
    assert f'id="{field}-error"' in page.html
    assert not db.session.scalars(select(Objective)).all()


def test_nothing_of_it_has_to_be_said(client_as):
    line = make_line()
    empty = sent(line, **dict.fromkeys(REASONS, ""))
    desk = client_as("country_desk")
    page = desk.follow(desk.post(f"/plans/{line.plan_id}/objectives/new", empty))
    assert "What it rests on" not in page.text
    assert db.session.scalars(select(Objective)).one().soft_power is None


def test_the_list_and_its_file_are_narrowed_by_category(client_as):
    line = make_line()
    make_objective(line=line, code="C1", soft_power=SoftPower.CULTURE)
    make_objective(line=line, code="D1", soft_power=SoftPower.DIGITAL)
    make_objective(line=line, code="E1")
    viewer = client_as("viewer")
    whole = viewer.get("/objectives/")
    page = viewer.get("/objectives/?soft-power=culture&soft-power=digital")
    assert all(code in whole.text for code in ("C1", "D1", "E1"))
    assert "C1" in page.text
    assert "D1" in page.text
    assert "E1" not in page.text
    href = next(one for one in page.links if ".csv" in one)
    told = viewer.get(href).body.decode()
    assert "C1" in told
    assert "E1" not in told
    assert "No objective of this plan fits" in viewer.get("/objectives/?soft-power=education").text
    assert viewer.get("/objectives.csv?soft-power=magic").status == 422


def test_every_objective_of_the_catalogue_says_what_it_rests_on():
    for row in catalogue()["objectives"]:
        assert SoftPower(row["soft_power"])
        for name in ("theory_of_change", "assumptions", "risks"):
            assert len(row[name]) > 60, (row["code"], name)
    assert {row["soft_power"] for row in catalogue()["objectives"]} == set(SoftPower)
