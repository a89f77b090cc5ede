"""A plan for one nation: who sees it, and that nothing of it is told to anybody else."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import inspect, select

from planner.choices import EventState
from planner.db import Base, db
from planner.objectives import queries
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
    LineOfEffort,
    Objective,
    Plan,
    Requirement,
)
from planner.outcomes.models import Outcome
from planner.viewers import acting_as, restricted_entities
from tests.factories import (
    NOW,
    make_event,
    make_indicator,
    make_line,
    make_nation,
    make_objective,
    make_outcome,
    make_plan,
    make_requirement,
    make_user,
    make_values,
)

DAYS = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}
WRITTEN = {"starts_on": "2030-01-01", "ends_on": "2030-12-31", "note": "", "nation_code": "ID"}
SECRET = "Quetzalcoatl"


class Office:
    """A plan of the office and one for Indonesia, both served by an event with both nations."""

    def __init__(self) -> None:
        for code in ("FR", "ID"):
            make_nation(code, is_partner=True)
        self.open = make_objective(make_line(make_plan(name="Ours", **DAYS)), code="O1")
        self.plan = make_plan(name=f"{SECRET} plan", nation_code="ID", **DAYS)
        self.line = make_line(self.plan, name=f"{SECRET} line")
        self.hidden = make_objective(self.line, code="H1", name=f"{SECRET} objective", smart=SECRET)
        self.indicator = make_indicator(
            self.hidden, code="H1.1", name=f"{SECRET} indicator", baseline=Decimal(0)
        )
        self.indicator.targets = [IndicatorTarget(value=Decimal(9), **DAYS)]
        make_values(self.indicator, [(date(2030, 2, 1), 4)])
        make_requirement(self.hidden, "ID", year=2030, number=7)
        self.both = make_event(
            ["FR", "ID"],
            [(self.open, 1.0), (self.hidden, 3.0)],
            date(2030, 2, 1),
            2,
            state=EventState.CLOSED,
            participants_actual=10,
        )
        self.alone = make_event(
            ["FR", "ID"], [self.hidden], date(2030, 2, 3), 2, state=EventState.CLOSED
        )
        make_outcome(self.hidden, [self.both], title=f"{SECRET} outcome", seen_on=NOW.date())
        db.session.commit()


@pytest.fixture
def office(clock_at):
    clock_at(NOW)
    return Office()


def pages(office):
    """Return the addresses at which something of a plan could be told."""
    event = office.both.id
    reports = (
        *("coverage", "gaps", "figures", "scorecard", "quality", "outcomes", "overview"),
        *("coverage?rows=line", "rows?of=objectives", "rows?of=required", "rows?of=outcomes"),
    )
    asked = [f"{name}{'&' if '?' in name else '?'}period=2030" for name in reports]
    return [
        *("/", "/objectives/", "/plans/", "/plans.csv", "/objectives.csv", "/requirements/"),
        *(f"/search?q={SECRET}", f"/events/{event}", f"/events/{event}/edit", "/events/new"),
        *("/events/", "/events.csv", "/outcomes/", "/outcomes.csv", "/outcomes/new?event=1"),
        *("/nations/FR", "/history/", f"/history/event/{event}", "/calendar/", "/feeds/"),
        *("/events/filter", f"/objectives/{office.open.id}", *(f"/reports/{one}" for one in asked)),
        *(f"/reports/{name}.csv?period=2030" for name in ("coverage", "figures", "scorecard")),
    ]


def told(client, addresses):
    found = {}
    for address in addresses:
        page = client.get(address)
        text = page.html or page.body.decode("utf-8-sig", "replace")
        if SECRET.lower() in text.lower().replace(f"q={SECRET}".lower(), "").replace(
            f'value="{SECRET}"'.lower(), ""
        ) and not address.startswith("/search"):
            found[address] = page.status
        if address.startswith("/search") and "H1 " in text:
            found[address] = page.status
    return found


@pytest.mark.parametrize("role", ["country_desk", "planner", "approver", "viewer"])
def test_nothing_of_it_is_told_to_who_works_with_others(client_as, office, role):
    assert told(client_as(role, nations=["FR"]), pages(office)) == {}


def test_who_works_with_the_nation_and_who_sees_all_see_it(client_as, office):
    for nations in (["ID"], None):
        desk = client_as("country_desk", nations=nations)
        seen = told(desk, pages(office))
        assert {"/plans/", "/plans.csv", "/outcomes/", "/events/"} - {"/events/"} <= set(seen)
        assert f"/search?q={SECRET}" in seen
        assert f"{SECRET} plan" in desk.get("/nations/ID").text


def test_each_address_of_it_answers_as_one_that_never_was(client_as, office):
    desk = client_as("country_desk", nations=["FR"])
    own = {"plan": office.plan.id, "objective": office.hidden.id, "line": office.line.id}
    key = office.indicator.id
    for address in (
        f"/plans/{own['plan']}", f"/plans/{own['plan']}/edit", f"/plans/{own['plan']}/lines/new",
        f"/plans/{own['plan']}/objectives/new", f"/plans/lines/{own['line']}/edit",
        f"/objectives/{own['objective']}", f"/objectives/{own['objective']}/edit",
        f"/objectives/?plan={own['plan']}", f"/objectives.csv?plan={own['plan']}",
        f"/requirements/?plan={own['plan']}", f"/objectives/indicators/{key}",
        f"/objectives/indicators/{key}/edit",
    ):  # fmt: skip
        assert desk.get(address).status == 404, address
    for address in (
        f"/plans/{own['plan']}/edit", f"/plans/{own['plan']}/remove",
        f"/objectives/{own['objective']}/edit", f"/objectives/{own['objective']}/retire",
        f"/objectives/{own['objective']}/remove", f"/plans/lines/{own['line']}/remove",
        f"/objectives/indicators/{key}/updates/new",
    ):  # fmt: skip
        assert desk.post(address, {"name": "X"}).status == 404, address
    for address in (
        f"/events.csv?objective={own['objective']}",
        f"/reports/coverage.csv?plan={own['plan']}&period=2030",
        f"/reports/coverage.csv?objective={own['objective']}&period=2030",
    ):
        assert desk.get(address).status == 422, address
    assert db.session.get(Plan, own["plan"]).name == f"{SECRET} plan"


def test_its_weight_takes_no_share_and_its_events_serve_nothing_for_others(client_as, office):
    limited, whole = client_as("approver", nations=["FR"]), client_as("approver")
    rows = "/events.csv?measure={}&from=2030-01-01&to=2030-12-31"
    alone = office.alone.title

    def listed(client, measure):
        return alone in client.get(rows.format(measure)).body.decode()

    assert listed(limited, "unlinked")
    assert not listed(whole, "unlinked")
    assert alone in limited.get("/events.csv?flag=no-objective").body.decode()
    assert "100 %" in limited.get(f"/events/{office.both.id}").text
    assert "25 %" in whole.get(f"/events/{office.both.id}").text


def test_each_select_is_narrowed(app, office):
    low = make_user(["country_desk"], nations=["FR"]).as_viewer
    with app.test_request_context(), acting_as(db.session, low):
        db.session.expunge_all()
        for entity in (Plan, LineOfEffort, Objective, Indicator, IndicatorTarget, Requirement):
            words = [str(vars(row)) for row in db.session.scalars(select(entity))]
            assert not any(SECRET in one for one in words), entity
        assert not db.session.scalars(select(Requirement)).all()
        assert not db.session.scalars(select(Outcome)).all()
        assert queries.current_plan(NOW.date()).name == "Ours"


def test_every_class_below_a_plan_has_a_criterion():
    below = {"plan", "line_of_effort", "objective", "indicator"}
    bare = set()
    for mapper in Base.registry.mappers:
        targets = {key.column.table.name for key in mapper.local_table.foreign_keys}
        is_one = mapper.local_table.name in below or targets & below
        has = any(issubclass(mapper.class_, one) for one in restricted_entities())
        if is_one and not has:
            bare.add(inspect(mapper).class_.__name__)
    assert not bare, f"restrict {bare}: each tells of a plan that may be hidden"


def test_two_plans_of_one_nation_and_time_are_fine_and_two_names_are_not(client_as, office):
    desk = client_as("country_desk")
    for name in ("First", "Second", "Ours"):
        assert desk.post("/plans/new", WRITTEN | {"name": name}).status == 303
    page = desk.post("/plans/new", WRITTEN | {"name": "First"})
    assert page.status == 422
    assert "There is a plan “First” already" in page.text
    assert desk.post("/plans/new", WRITTEN | {"name": "First", "nation_code": ""}).status == 303
    assert "First" in desk.get("/nations/ID").text


def test_a_name_that_is_hidden_is_free(client_as, office):
    desk = client_as("country_desk", nations=["FR"])
    taken = WRITTEN | {"name": f"{SECRET} plan", "nation_code": "FR"}
    assert desk.post("/plans/new", taken).status == 303


@pytest.mark.parametrize("code", ["ID", "AU", "ZZ", "XX"])
def test_a_plan_is_made_for_partners_in_scope_alone(client_as, office, code):
    make_nation("AU", is_own=True)
    desk = client_as("country_desk", nations=["FR"])
    page = desk.post("/plans/new", WRITTEN | {"name": "Mine", "nation_code": code})
    assert page.status == 422
    assert db.session.scalars(select(Plan.name).where(Plan.name == "Mine")).all() == []


def test_its_requirements_are_of_its_nation_alone(client_as, office):
    desk = client_as("country_desk")
    page = desk.get(f"/requirements/?plan={office.plan.id}&year=2030&all=1")
    assert "Indonesia" in page.text
    assert 'title="France"' not in page.html
    changed = desk.fields(f"/plans/{office.plan.id}/edit") | {"nation_code": "FR"}
    page = desk.post(f"/plans/{office.plan.id}/edit", changed)
    assert page.status == 422
    assert "requires events with other nations" in page.text


def test_coverage_of_a_nation_leaves_out_the_plans_of_others(client_as, office):
    approver = client_as("approver")
    ours = approver.get("/reports/coverage.csv?period=2030&nation=FR").body.decode()
    theirs = approver.get("/reports/coverage.csv?period=2030&nation=ID").body.decode()
    assert f"{SECRET} objective" not in ours
    assert f"{SECRET} objective" in theirs


def test_calendar_entries_which_all_share_name_no_objective_of_it(client_as, office):
    entry = client_as("viewer", nations=["FR"]).get(f"/events/{office.both.id}.ics")
    everything = client_as("viewer").get(f"/events/{office.both.id}.ics")
    for page in (entry, everything):
        assert page.status == 200
        assert SECRET not in page.body.decode()
