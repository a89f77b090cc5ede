"""An empty office is led from sign-in to its first number of coverage."""

import re
from datetime import date

import pytest

from planner.accounts.actions import add_user
from planner.accounts.models import User
from planner.choices import EventState, Marking, NationTier, Role, Standing
from planner.db import db
from planner.objectives.models import Objective, Plan, Requirement
from planner.office.queries import office
from planner.partners.models import Nation, PartnerGroup
from planner.shapes.user import NewUser
from planner.start.steps import NAMES, STEPS
from planner.web.menu import MENU
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
from tests.sheets import Sheet

TODAY = NOW.date()


@pytest.fixture(autouse=True)
def stands(clock_at):
    clock_at(NOW)


def send(client, name, **values):
    return Sheet(client, f"/start/{name}").send(**values)


def arrives(browser, email, once):
    """Sign a colleague in with the password handed over, and let them choose their own."""
    assert browser.post("/sign-in", {"email": email, "password": once}).status in (302, 303)
    own = "an own long secret of mine"
    new = {"current": once, "new": own, "again": own}
    assert browser.post("/account/password", new).status == 303
    return browser


def user_of(email):
    return db.session.query(User).filter_by(email=email).one()


def test_an_empty_office_is_led_from_sign_in_to_first_coverage(client_as):
    add_user(
        NewUser(
            email="first@office.example",
            name="First",
            roles=[Role.ADMINISTRATOR],
            ceiling=Marking.OFFICIAL,
            has_all_nations=False,
            nations=[],
        ),
        now=NOW,
        password="a long enough secret for one",
    )
    db.session.commit()
    browser = client_as(None)
    signed_in = browser.post(
        "/sign-in", {"email": "first@office.example", "password": "a long enough secret for one"}
    )
    assert signed_in.status in (302, 303), signed_in.text[:300]
    desk = browser.get("/")
    assert "0 of 6 steps are done" in desk.text
    assert "Next: Own nation and year" in desk.text

    saved = send(browser, "office", code="FR", year_month="10", is_year_named_by_end="y")
    assert saved.location.endswith("/start/users"), saved.text[:600]
    db.session.expire_all()
    assert db.session.get(Nation, "FR").is_own
    assert (office().year_month, db.session.query(PartnerGroup).count() > 0) == (10, True)

    added = send(
        browser,
        "users",
        name_0="Dee Desk",
        email_0="dee@office.example",
        role_0="country_desk",
        name_3="Pat Planner",
        email_3="Pat@office.example",
        role_3="planner",
        nations_3="Germany, IN, Italy",
    )
    assert added.status == 200
    assert "Dee Desk" in added.text
    assert "One-time passwords" in added.text
    assert user_of("pat@office.example").role_set == {Role.PLANNER}
    assert user_of("dee@office.example").has_all_nations
    assert [n.code for n in user_of("pat@office.example").nations] == ["DE", "IN", "IT"]

    saved = send(browser, "partners", tier_a="Germany\nIN", tier_b="Italy; Spain", tier_none="NO")
    assert saved.location.endswith("/start/catalogue"), saved.text[:900]
    tiers = {n.code: n.tier for n in db.session.query(Nation).filter_by(is_partner=True)}
    assert tiers == {
        "DE": NationTier.A,
        "IN": NationTier.A,
        "IT": NationTier.B,
        "ES": NationTier.B,
        "NO": None,
    }
    waits = browser.get("/start/catalogue")
    assert "This step is taken by the country desk." in waits.text
    assert "Dee Desk" in waits.text

    once = re.findall('data-copy="([^"]+)"', added.html)
    dee = arrives(client_as(None), "dee@office.example", once[0])
    assert "Next: Plan and objectives" in dee.get("/").text
    assert send(dee, "catalogue").location.endswith("/start/requirements")
    assert db.session.query(Plan).count() == 1
    assert db.session.query(Objective).count() == 12
    key = db.session.query(Objective).filter_by(code="O01").one().id
    saved = send(dee, "requirements", **{f"t-{key}-A": "4", f"t-{key}-B": "1"})
    assert saved.location.endswith("/start/event"), saved.text[:900]
    numbers = {row.nation_code: row.number for row in db.session.query(Requirement)}
    assert numbers == {"DE": 4, "IN": 4, "IT": 1, "ES": 1}
    assert "So far 0 events took place, and 10 are required." in dee.get("/start/event").text

    pat = arrives(client_as(None), "pat@office.example", once[1])
    logged = pat.post(
        "/events/quick",
        {
            "title": "Staff talks",
            "kind": "official_visit",
            "day": str(TODAY),
            "partner_codes": "Germany",
            "objective_ids": [str(key)],
        },
    )
    assert logged.status == 303, logged.text[:600]
    page = dee.get("/start/event")
    assert "1 event took place for the objectives in FY2030. 10 are required." in page.text
    assert "First steps" not in dee.get("/").text.partition("Next 14 days")[0]
    done = dee.get("/start/")
    assert "Everything is done." in done.text
    assert "1" in dee.get("/reports/coverage").text


# ---- each step by itself


@pytest.fixture
def empty():
    make_own_nation("AU")
    for code in ("FR", "ID", "NZ"):
        make_nation(code)
    db.session.commit()


def test_every_step_has_a_way_back_and_on_for_every_role(empty, client_as):
    for role in ("administrator", "country_desk", "planner", "approver", "viewer"):
        client = client_as(role)
        assert client.get("/start/").status == 200
        for place, step in enumerate(STEPS):
            page = client.get(f"/start/{step.name}")
            assert page.status == 200, (role, step.name)
            assert "All steps" in page.text
            assert ("Back: " in page.text) is (place > 0)
            assert ("Skip for now: " in page.text or "Go on: " in page.text) is (place < 5)
    assert client_as("planner").get("/start/nowhere").status == 404
    assert len(set(NAMES)) == 6
    assert any("/start" in entry.covers for section in MENU for entry in section)


ALLOWED = {
    "office": {"administrator"},
    "users": {"administrator"},
    "partners": {"administrator", "country_desk"},
    "catalogue": {"country_desk"},
    "requirements": {"country_desk", "planner"},
}


@pytest.mark.parametrize("name", ALLOWED)
def test_who_may_not_take_a_step_is_told_who_does_and_refused(empty, client_as, name):
    for role in ("administrator", "country_desk", "planner", "approver", "viewer"):
        client = client_as(role)
        page = client.get(f"/start/{name}")
        if role in ALLOWED[name]:
            assert "This step is taken by" not in page.text
        else:
            assert "This step is taken by" in page.text
            assert client.post(f"/start/{name}", {}).status == 403
    assert client_as(None).get(f"/start/{name}").status == 303


def test_the_office_step_again_adds_nothing_twice_and_can_be_taken_back(client_as):
    client = client_as("administrator")
    assert send(client, "office", code="FR", year_month="1").status == 303
    before = db.session.query(Nation).count(), db.session.query(PartnerGroup).count()
    again = send(client, "office", code="IT", year_month="1")
    assert again.status == 422
    assert "The own nation is France. Tick that another one" in again.text
    assert send(client, "office", code="IT", year_month="1", is_sure="y").status == 303
    assert (db.session.query(Nation).count(), db.session.query(PartnerGroup).count()) == before
    db.session.expire_all()
    own = [nation.code for nation in db.session.query(Nation).filter_by(is_own=True)]
    assert own == ["IT"]
    assert send(client, "office", code="", year_month="1").status == 422
    assert send(client, "office", year_month="7").status == 303
    assert office().year_month == 7


def partners():
    rows = db.session.query(Nation).filter_by(is_partner=True)
    return {nation.code: nation.tier for nation in rows.populate_existing()}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"tier_a": "Atlantis"}, "“Atlantis” is no nation or group that is known"),
        ({"tier_a": "France", "tier_b": "FR"}, "France stands in two boxes"),
        ({"tier_c": "Australia"}, "is the own nation and no partner"),
    ],
)
def test_partners_that_cannot_be_are_refused_in_words(empty, client_as, values, words):
    page = send(client_as("country_desk"), "partners", **values)
    assert page.status == 422
    assert words in page.text
    assert next(iter(values.values())) in page.html
    assert partners() == {}


def test_partners_are_taken_back_and_what_others_added_stays(empty, client_as):
    client = client_as("country_desk")
    sheet = Sheet(client, "/start/partners")
    assert send(client, "partners", tier_a="FR", tier_b="NZ").status == 303
    assert sheet.send(tier_c="ID").status == 303
    assert partners() == {"FR": NationTier.A, "NZ": NationTier.B, "ID": NationTier.C}
    again = client.get("/start/partners")
    assert "France" in again.html
    assert send(client, "partners", tier_a="", tier_b="New Zealand\nFrance").status == 303
    assert partners() == {"FR": NationTier.B, "NZ": NationTier.B, "ID": NationTier.C}


def test_a_desk_names_partners_of_its_own_nations_only(empty, client_as):
    desk = client_as("country_desk", nations=["FR"])
    refused = send(desk, "partners", tier_a="FR\nID")
    assert refused.status == 422
    assert "You do not work with Indonesia" in refused.text
    assert partners() == {}
    assert send(desk, "partners", tier_a="FR").status == 303


def test_the_catalogue_is_adopted_once_and_taken_back_while_nothing_rests_on_it(empty, client_as):
    desk = client_as("country_desk")
    other = Sheet(desk, "/start/catalogue")
    assert send(desk, "catalogue").status == 303
    assert other.send(name="Another name").status == 303
    assert db.session.query(Plan).count() == 1
    assert client_as("planner").post("/start/catalogue/take-back").status == 403
    back = desk.post("/start/catalogue/take-back")
    assert back.status == 303
    assert (db.session.query(Plan).count(), db.session.query(Objective).count()) == (0, 0)
    assert desk.post("/start/catalogue/take-back").status == 404
    assert send(desk, "catalogue").status == 303
    make_requirement(db.session.query(Objective).filter_by(code="O03").one())
    db.session.commit()
    kept = desk.follow(desk.post("/start/catalogue/take-back"))
    assert "is in use by" in kept.text
    assert db.session.query(Objective).count() == 12


@pytest.fixture
def tiers(empty):
    make_nation("FR", is_partner=True, tier=NationTier.A)
    make_nation("ID", is_partner=True, tier=NationTier.A)
    make_nation("NZ", is_partner=True)
    plan = make_plan(starts_on=date(2030, 1, 1), ends_on=date(2031, 12, 31))
    objective = make_objective(make_line(plan), code="O01")
    db.session.commit()
    return objective


def wanted():
    rows = db.session.query(Requirement).populate_existing()
    return {row.nation_code: (row.number, row.standing) for row in rows}


def test_one_number_sets_a_tier_and_an_empty_one_takes_it_away(tiers, client_as):
    desk, cell = client_as("country_desk"), f"t-{tiers.id}-A"
    assert send(desk, "requirements", **{cell: "3"}).status == 303
    agreed = Standing.AGREED
    assert wanted() == {"FR": (3, agreed), "ID": (3, agreed)}
    assert f'name="{cell}" value="3"' in desk.get("/start/requirements").html
    assert send(desk, "requirements", **{f"t-{tiers.id}-none": "1"}).status == 303
    assert wanted()["NZ"] == (1, agreed)
    assert send(desk, "requirements", **{cell: ""}).status == 303
    assert wanted() == {"NZ": (1, agreed)}


def test_numbers_that_differ_are_left_alone_and_wrong_ones_refused(tiers, client_as):
    make_requirement(tiers, "FR", number=5)
    db.session.commit()
    desk, cell = client_as("country_desk"), f"t-{tiers.id}-A"
    page = desk.get("/start/requirements")
    assert "different numbers" in page.text
    assert send(desk, "requirements").status == 303
    assert wanted() == {"FR": (5, Standing.AGREED)}
    for wrong in ("-1", "1000", "many", "1.5"):
        refused = send(desk, "requirements", **{cell: wrong})
        assert refused.status == 422
        assert "whole number from 0 to 999" in refused.text
    assert wanted() == {"FR": (5, Standing.AGREED)}


def test_a_planner_proposes_for_their_nations_and_leaves_agreed_numbers(tiers, client_as):
    planner, cell = client_as("planner", nations=["FR"]), f"t-{tiers.id}-A"
    assert send(planner, "requirements", **{cell: "2"}).status == 303
    assert wanted() == {"FR": (2, Standing.PROPOSED)}
    assert send(client_as("country_desk"), "requirements", **{cell: "4"}).status == 303
    refused = send(client_as("planner"), "requirements", **{cell: "6"})
    assert refused.status == 422
    assert "is agreed. The country desk changes it." in refused.text
    assert wanted()["FR"] == (4, Standing.AGREED)


def test_requirements_without_plan_or_partners_say_what_is_missing(empty, client_as):
    page = client_as("country_desk").get("/start/requirements")
    assert "so they need both" in page.text
    assert "/start/catalogue" in page.html
    assert "/start/partners" in page.html


def test_colleagues_are_added_all_or_none(empty, client_as):
    client, there = client_as("administrator"), make_user(email="there@office.example")
    db.session.commit()
    number = db.session.query(User).count()
    wrong = [
        ({"name_0": "A"}, "Enter an address"),
        ({"email_0": "a@office.example"}, "Enter a name"),
        ({"name_0": "A", "email_0": "no address"}, "Enter an address such as"),
        ({}, "Fill in at least one line"),
        (
            {"name_0": "A", "email_0": "a@x.example", "name_1": "B", "email_1": there.email},
            "There is a user with the address there@office.example already",
        ),
        (
            {"name_0": "A", "email_0": "a@x.example", "nations_0": "Atlantis"},
            "no nation or group",
        ),
    ]
    for values, words in wrong:
        page = send(client, "users", **values)
        assert page.status == 422
        assert words in page.text
        assert db.session.query(User).count() == number


def test_my_desk_leads_on_only_until_there_is_coverage(empty, client_as):
    objective, words = make_objective(), "on the way to the first number of coverage"
    db.session.commit()
    for role in ("administrator", "country_desk", "planner", "approver", "viewer"):
        assert words in client_as(role).get("/").text
    make_event(["FR"], [objective], state=EventState.EXECUTED)
    db.session.commit()
    assert words not in client_as("planner").get("/").text
    assert words in client_as("administrator").get("/").text
    make_requirement(objective)
    db.session.commit()
    assert words not in client_as("administrator").get("/").text
    assert "First steps" in client_as("administrator").get("/").text
    assert client_as("planner").get("/start/").status == 200


def test_the_start_does_not_even_count_what_is_hidden(empty, client_as):
    make_event(["FR"], [make_objective()], title="Hidden talks", state=EventState.EXECUTED)
    db.session.commit()
    page = client_as("viewer", nations=["NZ"]).get("/start/")
    assert "0 events that took place serve an objective" in page.text
    assert "1 event that" in client_as("viewer").get("/start/").text
    assert "Seen by those who work with events" in client_as("administrator").get("/start/").text


def test_the_help_names_the_steps(client_as):
    page = client_as("planner").get("/help/start")
    for step in STEPS:
        assert str(step.title) in page.text
    assert "/start/" in page.html
