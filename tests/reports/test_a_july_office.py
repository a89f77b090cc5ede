"""An office whose year begins in July, on every page that counts by years."""

import re
from datetime import UTC, date, datetime, timedelta
from html import unescape

import pytest

from planner.choices import EventState, NationTier
from planner.db import db
from planner.objectives.models import Objective
from planner.office.queries import office as settings_of_office
from tests.factories import (
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_report,
    make_requirement,
    make_verified_outcome,
)
from tests.reports.test_every_number import numbers, opened

TODAY = datetime(2030, 10, 15, 12, tzinfo=UTC)
HELD = (date(2030, 6, 30), date(2030, 7, 1), date(2030, 9, 30), date(2030, 10, 1))
"""The last day of FY2030, the first of FY2031, the last of its first quarter, the next day."""
REPORTS = ("coverage", "gaps", "figures")
PERIODS = ("", "?period=FY2031", "?period=FY2031-Q1", "?period=FY2031-Q2", "?period=2030",
           "?period=2030-Q3", "?period=free&from=2029-07-01&to=2031-06-30")  # fmt: skip


@pytest.fixture
def july(clock_at, patterns):
    """FY2031 asks for five events with France and two with Indonesia; the year 2030 for one."""
    clock_at(TODAY)
    return db.session.get(Objective, patterns.rows("july office", make_july_office))


def make_july_office():
    """Make what the reports count; return the key of the objective."""
    settings_of_office().year_month = 7
    make_own_nation("AU")
    make_nation("FR", is_partner=True, tier=NationTier.A)
    make_nation("ID", is_partner=True, tier=NationTier.B)
    trust = make_objective(code="T1", name="Trust", outcome_window_days=5)
    trust.line.plan.starts_on = date(2029, 7, 1)
    make_requirement(trust, "FR", 2029, 1, begins_month=7)
    make_requirement(trust, "FR", 2030, 5, begins_month=7)
    make_requirement(trust, "ID", 2030, 2, begins_month=7)
    make_requirement(trust, "FR", 2030, 1)
    for day in HELD:
        event = make_event(
            ["FR"], [trust], day, 1, state=EventState.CLOSED, participants_actual=3,
            baseline_starts_on=day, baseline_ends_on=day,
        )  # fmt: skip
        make_report(event, reported_on=day + timedelta(days=1))
    make_verified_outcome(objective=trust, events=[event], seen_on=date(2030, 10, 3))
    for day in (date(2031, 6, 30), date(2031, 7, 1)):
        make_event(["FR"], [trust], day, 1, state=EventState.APPROVED)
        make_event(["ID"], [trust], day, 1, state=EventState.PLANNED)
    return trust.id


def test_each_report_counts_the_days_of_its_own_years(client_as, july):
    client = client_as("country_desk")
    for asked, words in (
        ("period=FY2030", "1 / 1"),
        ("period=FY2031", "3 / 5"),
        ("", "3 / 5"),
        ("period=FY2031-Q1", "2 / 5 +2"),
        ("period=FY2031-Q2", "3 / 5 +1"),
        ("period=2030", "4 / 1"),
        ("period=2030-Q3", "3 / 1 +2"),
        ("period=free&from=2029-07-01&to=2031-06-30", "4 / 6"),
    ):
        assert words in client.get(f"/reports/coverage?{asked}").text, asked
    text = client.get("/reports/gaps").text
    assert "5 required, 3 held, 1 approved and ahead; 1 with nothing planned" in text
    assert "2 required, 0 held, 0 approved and ahead; 1 with nothing planned; 1 planned" in text
    quarters = client.get("/reports/coverage?across=quarter").html
    assert re.findall(r'<th scope="col"[^>]*>\D*(FY2031.Q\d)', quarters)[::3] == [
        "FY2031-Q1",
        "FY2031-Q4",
    ]
    held = re.search(r"M9,[^\n]*", client.get("/reports/figures.csv?period=2030").text)[0]
    assert "1 of 1" in held


@pytest.mark.parametrize("page", REPORTS)
def test_every_number_of_every_report_opens_its_rows(client_as, july, page):
    client, followed = client_as("approver"), {}
    for period in PERIODS:
        answer = client.get(f"/reports/{page}{period}")
        assert answer.status == 200
        for suffix in ("csv", "xlsx"):
            assert client.get(f"/reports/{page}.{suffix}{period}").status == 200
        for href, number in numbers(answer):
            if href.endswith(f"period={number}"):
                continue  # the name of a year that is cut otherwise
            if href not in followed:
                followed[href] = opened(client, href)
            assert followed[href] == number, (period, href)
    assert len(followed) > 5


@pytest.mark.parametrize("page", REPORTS)
def test_the_menu_names_fiscal_and_calendar_years_and_stays_short(client_as, july, page):
    html = client_as("viewer").get(f"/reports/{page}").html
    menu = re.search(r'<select[^>]*name="period".*?</select>', html, re.S)[0]
    offered = re.findall(r'<option[^>]*value="([^"]*)"', menu)
    assert len(offered) == len(set(offered)) < 30
    assert {"FY2031", "FY2031-Q4", "FY2033", "2030", "free"} <= set(offered)
    assert re.search(r'<option[^>]*selected[^>]*value="([^"]*)"', menu)[1] in {"", "FY2031"}


def test_the_grid_the_nation_the_objective_and_the_desk_show_the_same_year(client_as, july):
    client, plan = client_as("country_desk"), july.line.plan_id
    grid = client.get(f"/requirements/?plan={plan}")
    assert "FY2031" in grid.text
    assert client.get(f"/requirements/?plan={plan}&year=FY2034").status == 404
    nation = client.get("/nations/FR")
    assert "Wanted in FY2031" in nation.text
    assert "T1 Trust 5 " in nation.text
    (grid_of_nation,) = {link for link in nation.links if link.startswith("/requirements/?year=")}
    assert client.get(unescape(grid_of_nation)).status == 200
    objective = client.get(f"/objectives/{july.id}")
    assert "Partners in FY2031" in objective.text
    assert "3 of 7 required held" in objective.text
    assert "Coverage FY2031" in client.get("/").text
    for page in (grid, nation, objective, client.get("/")):
        for href, number in numbers(page):
            assert opened(client, href) == number, href


def test_a_requirement_leads_to_the_grid_of_its_own_year(client_as, july):
    client = client_as("country_desk")
    for period, name in (("FY2031", "FY2031"), ("2030", "2030")):
        rows = client.get(f"/reports/rows?of=required&period={period}")
        (grid,) = {link for link in rows.links if link.startswith("/requirements/")}
        assert f"year={name}" in grid
        assert client.get(grid).status == 200


def test_a_plan_moved_away_from_a_year_wants_nothing_in_it(client_as, july):
    july.line.plan.starts_on = date(2031, 7, 1)
    client = client_as("country_desk")
    nation = client.get("/nations/FR").text
    assert not re.search(r"[1-9]\d* events? (is|are) wanted in", nation)
    assert "T1 Trust" not in nation.partition("Balance FY2031")[0]
    assert "required," not in client.get("/reports/gaps").text
