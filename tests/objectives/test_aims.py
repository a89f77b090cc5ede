"""National and civilian aims above the plans: kept, served, narrowed by, rolled up."""

import re
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from planner.choices import EventState
from planner.db import db
from planner.history.models import HistoryEntry
from planner.objectives.aim_models import Aim
from planner.objectives.models import IndicatorTarget, Plan
from tests.factories import (
    NOW,
    make_aim,
    make_event,
    make_indicator,
    make_line,
    make_objective,
    make_plan,
    make_values,
)

DAYS = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}
WRITTEN = {
    "name": "A sea lane that stays open",
    "agency": "Embassy in Jakarta",
    "starts_on": "2030-01-01",
    "ends_on": "",
    "note": "Agreed in the strategy",
}


def made(name="Open sea lanes", **fields):
    return make_aim(name=name, **fields)


def serving(*aims, **fields):
    """Return an objective of a plan that serves the aims."""
    plan = make_plan(**(DAYS | fields))
    plan.aims = list(aims)
    return make_objective(make_line(plan))


def reach(objective, value):
    """Give an objective an indicator from 0 to 10 that stands at a value."""
    indicator = make_indicator(objective, baseline=Decimal(0))
    indicator.targets = [IndicatorTarget(value=Decimal(10), **DAYS)]
    make_values(indicator, [(date(2030, 2, 1), value)])


def test_the_desk_keeps_aims_and_everybody_reads_them(client_as):
    desk, viewer = client_as("country_desk"), client_as("viewer")
    assert "There is no aim yet" in viewer.get("/aims/").text
    page = desk.follow(desk.post("/aims/new", WRITTEN))
    aim = db.session.scalars(select(Aim)).one()
    assert "A sea lane that stays open" in page.text
    assert "No plan serves this aim" in page.text
    assert "Embassy in Jakarta" in viewer.get("/aims/").text
    assert "Embassy in Jakarta" in viewer.get("/aims.csv").body.decode()
    assert viewer.get("/aims.xlsx").status == 200
    changed = desk.fields(f"/aims/{aim.id}/edit") | {"agency": "Ministry of Foreign Affairs"}
    assert desk.post(f"/aims/{aim.id}/edit", changed).status == 303
    told = db.session.scalars(select(HistoryEntry).where(HistoryEntry.subject_kind == "aim")).all()
    assert told[-1].changes["agency"] == ["Embassy in Jakarta", "Ministry of Foreign Affairs"]
    page = desk.follow(desk.post(f"/aims/{aim.id}/retire"))
    assert "Undo" in page.text
    assert "Retired on" in viewer.get(f"/aims/{aim.id}").text
    desk.post(f"/aims/{aim.id}/reinstate")
    assert "Retired on" not in viewer.get(f"/aims/{aim.id}").text.partition("content")[0]
    page = desk.follow(desk.post(f"/aims/{aim.id}/remove"))
    assert "is removed" in page.text
    assert not db.session.scalars(select(Aim)).all()


@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "administrator"])
def test_only_the_desk_writes_aims(client_as, role):
    aim = made()
    client = client_as(role)
    assert client.get("/aims/new").status == 403
    for step in ("edit", "retire", "reinstate", "remove"):
        assert client.post(f"/aims/{aim.id}/{step}", WRITTEN).status == 403
    assert db.session.get(Aim, aim.id).retired_on is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "Enter the aim"),
        ({"agency": ""}, "Say whose aim it is"),
        ({"name": "Open sea lanes"}, "There is an aim “Open sea lanes” already"),
        ({"ends_on": "2029-12-31"}, "Enter a last day on or after the first day"),
    ],
)
def test_what_is_no_aim_is_refused_with_what_was_typed_kept(client_as, changes, words):
    made()
    page = client_as("country_desk").post("/aims/new", WRITTEN | changes)
    assert page.status == 422
    assert words in page.text
    assert "Agreed in the strategy" in page.text
    assert len(db.session.scalars(select(Aim)).all()) == 1


def test_an_aim_that_a_plan_serves_is_retired_rather_than_removed(client_as):
    aim = made()
    serving(aim)
    desk = client_as("country_desk")
    page = desk.follow(desk.post(f"/aims/{aim.id}/remove"))
    assert "is served by a plan, so it stays. Retire it instead." in page.text
    assert db.session.get(Aim, aim.id)


def test_a_plan_serves_aims_and_keeps_a_retired_one(client_as):
    old, new, other = made("Old", retired_on=date(2029, 1, 1)), made("New"), made("Far")
    plan = serving(old).line.plan
    desk = client_as("country_desk")
    path = f"/plans/{plan.id}/edit"
    sent = desk.fields(path)
    assert sent["aim_ids"] == [str(old.id)]
    assert desk.post(path, sent | {"aim_ids": [old.id, new.id]}).status == 303
    assert {aim.name for aim in db.session.get(Plan, plan.id).aims} == {"Old", "New"}
    page = desk.get(f"/objectives/?plan={plan.id}")
    assert "Serves:" in page.text
    assert f"/aims/{new.id}" in page.links
    assert "New; Old" in desk.get("/plans.csv").body.decode()
    assert desk.post(path, desk.fields(path) | {"aim_ids": [new.id]}).status == 303
    assert desk.post(path, desk.fields(path) | {"aim_ids": [old.id]}).status == 422
    assert desk.post(path, desk.fields(path) | {"aim_ids": [99999]}).status == 422
    assert [aim.name for aim in db.session.get(Plan, plan.id).aims] == ["New"]
    assert other.name in desk.get(path).text


def test_a_plan_that_serves_an_aim_can_be_removed_and_brought_back(client_as):
    aim = made()
    plan = make_plan(name="Empty", **DAYS)
    plan.aims = [aim]
    desk = client_as("country_desk")
    page = desk.follow(desk.post(f"/plans/{plan.id}/remove"))
    assert "No plan serves this aim" in desk.get(f"/aims/{aim.id}").text
    address = re.search(r'class="flash [^>]*>.*?action="([^"]*)"', page.html, re.S)[1]
    assert desk.post(address).status == 303
    assert "Empty" in desk.get(f"/aims/{aim.id}").text


def test_the_page_of_an_aim_rolls_up_its_plans_and_objectives(client_as, clock_at, queries):
    clock_at(NOW)
    aim, other = made(), made("Far")
    good, half, apart = serving(aim), serving(aim), serving(other)
    reach(good, 10)
    reach(half, 5)
    reach(apart, 1)
    client = client_as("viewer")
    page = client.get(f"/aims/{aim.id}")
    assert "All plans that serve it 75 % 2 of 2 with data" in page.text
    assert good.name in page.text
    assert half.line.plan.name in page.text
    assert apart.name not in page.text
    with queries() as before:
        client.get(f"/aims/{aim.id}")
    reach(serving(aim), 7)
    db.session.commit()
    with queries() as after:
        client.get(f"/aims/{aim.id}")
    assert len(after) == len(before)
    assert client.get("/aims/98765").status == 404


def test_objectives_and_coverage_are_narrowed_by_aim(client_as, clock_at):
    clock_at(NOW)
    aim, other, idle = made(), made("Far"), made("Idle")
    mine, theirs = serving(aim), serving(other, name="Later plan")
    for one in (mine, theirs):
        make_event(["FR"], [one], date(2030, 2, 1), 1, state=EventState.CLOSED)
    db.session.commit()
    client = client_as("approver")
    assert mine.name in client.get(f"/objectives/?aim={aim.id}").text
    assert theirs.name in client.get(f"/objectives/?aim={other.id}").text
    wrong = client.get(f"/objectives/?plan={mine.line.plan_id}&aim={other.id}")
    assert "No objective of this plan fits" in wrong.text
    assert mine.name not in client.get(f"/objectives.csv?aim={other.id}").body.decode()
    assert client.get("/objectives.csv?aim=98765").status == 422
    for report in ("coverage", "scorecard", "gaps"):
        page = client.get(f"/reports/{report}?period=2030&aim={aim.id}")
        assert f'href="/objectives/{theirs.id}"' not in page.html
    assert mine.name in client.get(f"/reports/coverage.csv?period=2030&aim={aim.id}").body.decode()
    both = f"period=2030&aim={aim.id}&plan={theirs.line.plan_id}"
    told = client.get(f"/reports/coverage.csv?{both}").body.decode()
    assert mine.name not in told
    assert theirs.name not in told
    for unserved in (idle.id, 98765):
        assert client.get(f"/reports/coverage.csv?period=2030&aim={unserved}").status == 422


def test_once_the_office_keeps_aims_an_objective_has_to_serve_one(client_as):
    aimless = serving(name="Aimless")
    viewer = client_as("viewer")
    address = f"/objectives/{aimless.id}"
    assert "its plan serves no aim" not in viewer.get(address).text
    aim = made(retired_on=date(2029, 1, 1))
    db.session.commit()
    assert "its plan serves no aim" not in viewer.get(address).text
    aim.retired_on = None
    db.session.commit()
    assert "its plan serves no aim; it has no theory of change" in viewer.get(address).text
    aimless.line.plan.aims = [aim]
    db.session.commit()
    assert "its plan serves no aim" not in viewer.get(address).text
