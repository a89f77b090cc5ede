"""Every page of the room answers, for every role, within its number of statements."""

from datetime import date

import pytest

from planner.choices import EventState
from tests.factories import (
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_own_nation,
    make_requirement,
    make_verified_outcome,
)

PAGES = (
    "/reports/",
    "/reports/coverage?period=2030",
    "/reports/coverage?period=2030-Q1",
    "/reports/coverage?period=2030&across=quarter",
    "/reports/coverage?period=2030&across=kind",
    "/reports/coverage?period=2030&rows=line",
    "/reports/coverage?period=2030&cells=gap",
    "/reports/coverage?period=2030&cells=backed-executed&kind=joint_exercise&nation=FR",
    "/reports/coverage?from=2030-01-05&to=2031-03-02",
    "/reports/gaps?period=2030",
    "/reports/gaps?period=2030-Q1",
    "/reports/figures?period=2030",
    "/reports/figures?period=1999",
    "/reports/coverage.csv?period=2030",
    "/reports/coverage.xlsx?period=2030",
    "/reports/gaps.csv?period=2030",
    "/reports/gaps.xlsx?period=2030",
    "/reports/figures.csv?period=2030",
    "/reports/figures.xlsx?period=2030",
    "/",
)
NONSENSE = "?period=2030&nation=%3C&plan=x&line=x&objective=x&kind=x&rows=x&across=x&cells=x"


@pytest.fixture
def office():
    """One objective wanted with France, one event held without report, one follow-up late."""
    make_own_nation("AU")
    make_nation("FR", is_partner=True, tier="A", desk="Europe")
    objective = make_objective(name="Trust between forces")
    make_requirement(objective, "FR", 2030, 3)
    event = make_event(["AU", "FR", "ID"], [objective], state=EventState.EXECUTED)
    make_verified_outcome(objective=objective, events=[event])
    make_event(["FR"], state=EventState.EXECUTED, title="Without any objective")
    make_follow_up(event, due_on=date(2020, 4, 1), what="Send the list")
    return objective


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "country_desk", "administrator"])
def test_answers_every_role(client_as, office, role, url):
    assert client_as(role).get(url).status == 200


@pytest.mark.parametrize("page", ["coverage", "gaps", "figures"])
def test_values_nobody_can_read_change_nothing(client_as, office, page):
    assert client_as("viewer").get(f"/reports/{page}{NONSENSE}").status == 200
    assert client_as("viewer").get(f"/reports/{page}.csv{NONSENSE}").status == 422


@pytest.mark.parametrize("page", ["coverage", "gaps", "figures", "coverage.csv", "figures.xlsx"])
@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("period=2030-Q9", "There is no period “2030-Q9”"),
        ("period=FY2030", "There is no period “FY2030”"),
        ("period=1066", "There is no period “1066”"),
        ("period=plan-99", "There is no period “plan-99”"),
        ("period=²030", "There is no period “²030”"),
        ("period=free", "Enter the first and the last day"),
        ("period=free&from=2030-01-01", "Enter the first and the last day"),
        ("from=2030-01-01&to=soon", "Enter the first and the last day"),
    ],
)
def test_an_unknown_period_is_refused_never_replaced(client_as, office, page, asked, sentence):
    answer = client_as("viewer").get(f"/reports/{page}?{asked}&nation=FR")
    assert answer.status == 422
    assert sentence in answer.text
    assert 'name="nation" value="FR"' in answer.html


@pytest.mark.parametrize("url", [url for url in PAGES if url != "/"])
def test_nobody_is_asked_to_sign_in(client_as, url):
    assert client_as(None).get(url).status in {302, 303}


def test_an_empty_office_is_told_what_to_do_next(client_as):
    assert "There is no objective" in client_as("viewer").get("/reports/coverage").text


def test_the_pages_of_objective_and_nation_carry_their_balance(client_as, office):
    client = client_as("planner")
    assert "Partners in" in client.get(f"/objectives/{office.id}").text
    assert "Balance" in client.get("/nations/FR").text


@pytest.mark.parametrize(
    ("url", "budget"),
    [
        ("/reports/coverage?period=2030", 40),
        ("/reports/gaps?period=2030", 34),
        ("/reports/figures?period=2030", 60),
    ],
)
def test_the_number_of_statements_does_not_grow(client_as, office, queries, url, budget):
    client = client_as("planner")
    for code in ("ID", "NZ", "JP", "FJ"):
        make_event([code, "FR"], [office], state=EventState.EXECUTED)
    client.get(url)
    with queries() as seen:
        assert client.get(url).status == 200
    assert len(seen) <= budget, "\n".join(seen)


def test_gaps_lead_to_the_form_filled_in(client_as, office):
    page = client_as("planner").get("/reports/gaps?period=2030")
    wanted = f"/events/new?objective={office.id}&nation=FR&from="
    assert any(link.startswith(wanted) for link in page.links), page.links
    for words in ("Without any objective", "Send the list", "Trust between forces with France"):
        assert words in page.text
