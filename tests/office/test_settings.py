"""The settings of the office: who edits them, what they change, what they refuse."""

from datetime import date

import pytest

from planner.choices import EventState, NationTier
from planner.db import db
from planner.office.models import Office
from planner.office.queries import office
from planner.reports.measures.contacts import silences
from tests.factories import (
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_plan,
    make_requirement,
)

DAYS = {"report_days": "30", "outcome_days": "180"}
CONTACT = {"contact_days_a": "90", "contact_days_b": "180", "contact_days_c": "365"}
NAMED = {"is_year_named_by_end": "y", "warns_at_amber": "y", "version": "1"}
SENT = {"year_month": "10", **DAYS, **CONTACT, **NAMED}


def set_office(**fields):
    found = db.session.get(Office, 1)
    for name, value in fields.items():
        setattr(found, name, value)
    db.session.flush()


@pytest.fixture
def trust():
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    return make_objective(name="Trust between forces")


def test_the_country_desk_sets_them_and_nobody_else_but_the_administrator(client_as):
    for role in ("viewer", "planner", "approver"):
        assert client_as(role).get("/office/").status == 403
        assert client_as(role).post("/office/", SENT).status == 403
    for role in ("country_desk", "administrator"):
        sent = SENT | {"version": str(office().version)}
        assert client_as(role).post("/office/", sent).status == 303
    db.session.expire_all()
    assert (office().year_month, office().is_year_named_by_end) == (10, True)


@pytest.mark.parametrize(
    "wrong",
    [{"report_days": "0"}, {"contact_days_b": "4000"}, {"outcome_days": ""}, {"year_month": "13"}],
)
def test_days_out_of_range_are_refused_and_nothing_is_lost(client_as, wrong):
    page = client_as("country_desk").post("/office/", SENT | wrong)
    assert page.status == 422
    assert 'value="365"' in page.html
    assert office().year_month == 1


def test_the_limit_of_a_tier_is_the_offices(trust):
    set_office(contact_days_a=10)
    make_nation("FR", tier=NationTier.A)
    make_event(["FR"], [trust], date(2030, 3, 1), 1, state=EventState.CLOSED)
    (silence,) = silences(date(2030, 3, 11))
    assert (silence.limit_days, silence.is_stale) == (10, False)
    (silence,) = silences(date(2030, 3, 12))
    assert silence.is_stale


def test_an_office_without_fiscal_years_knows_none(client_as, trust):
    assert client_as("viewer").get("/reports/coverage?period=FY2030").status == 422


@pytest.mark.parametrize(("by_end", "name"), [(True, "FY2031"), (False, "FY2030")])
def test_a_fiscal_year_counts_its_own_days_and_its_own_requirements(client_as, trust, by_end, name):
    set_office(year_month=10, is_year_named_by_end=by_end)
    make_requirement(trust, "FR", 2030, 3, begins_month=10)
    for day in (date(2030, 9, 30), date(2030, 10, 1), date(2031, 9, 30), date(2031, 10, 1)):
        make_event(["FR"], [trust], day, 1, state=EventState.CLOSED)
    client = client_as("country_desk")
    assert "2 / 3" in client.get(f"/reports/coverage?period={name}").text
    assert "1 / 3 +1" in client.get(f"/reports/coverage?period={name}-Q1").text
    assert "2 / 3 +1" in client.get(f"/reports/coverage?period={name}-Q4").text


def test_a_report_in_another_year_style_shows_no_requirement_and_says_so(client_as, trust):
    make_requirement(trust, "FR", 2030, 3)
    make_event(["FR"], [trust], date(2030, 10, 1), 1, state=EventState.CLOSED)
    set_office(year_month=10)
    client = client_as("country_desk")
    for page in ("coverage", "gaps"):
        answer = client.get(f"/reports/{page}?period=FY2031")
        assert "cut otherwise" in answer.text
        assert "/ 3" not in answer.text
        assert f"/reports/{page}?period=2030" in answer.links
    assert "1 / 3" in client.get("/reports/coverage?period=2030").text
    assert "Nothing was compared" in client.get("/reports/gaps?period=FY2031").text


def test_requirements_are_set_for_the_years_of_the_office_and_keep_their_days(client_as, trust):
    plan = trust.line.plan
    set_office(year_month=4)
    client = client_as("country_desk")
    cell = f"n-{trust.id}-FR"
    sent = {cell: "4", "base": "{}"}
    address = f"/requirements/edit?plan={plan.id}&year=FY2031&all=1"
    assert client.post(address, sent).status == 303
    set_office(year_month=1)
    assert "cut otherwise" in client.get("/reports/coverage?period=2030").text
    set_office(year_month=4)
    assert "0 / 4" in client.get("/reports/coverage?period=FY2031").text
    assert client.get(f"/requirements/?plan={plan.id}&year=2031").status == 200
    assert client.get(f"/requirements/?plan={plan.id}&year=1999").status == 404


@pytest.mark.parametrize("month", [1, 4, 7, 10])
def test_the_menu_of_periods_stays_short_whatever_the_rows_hold(client_as, trust, month):
    set_office(year_month=month)
    for year in (1901, 1950, 2199):
        make_event(["FR"], [trust], date(year, 3, 1), 1, state=EventState.CLOSED)
    for _plan in range(12):
        make_plan()
    page = client_as("viewer").get("/reports/coverage?period=2019-Q3")
    menu = page.html.split('name="period"', 1)[1].split("</select>", 1)[0]
    assert "2019 Q3" in menu
    assert "Days of your own" in menu
    assert menu.count("<option") < 30
