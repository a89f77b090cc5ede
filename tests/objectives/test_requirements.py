import json
from datetime import date

import pytest

from planner.choices import Marking, NationTier, Role, Standing
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.objectives.models import Requirement
from planner.objectives.requirement_actions import agree_requirements, set_requirements
from planner.objectives.requirement_queries import (
    grid,
    nations_shown,
    requirement_rows,
    year_shown,
)
from planner.reports.measures.required_years import required_numbers
from planner.reports.measures.scope import Scope
from planner.shapes.objective import WantedNumber, WrittenRequirements
from planner.viewers import Viewer
from planner.years import CALENDAR
from tests.factories import make_nation, make_objective, make_requirement
from tests.reports.spans import year_period


def someone(role, nations=None):
    scope = None if nations is None else frozenset(nations)
    return Viewer(None, frozenset({role}), Marking.OFFICIAL, scope)


YEAR = CALENDAR.beginning_in(2030)
PLANNER, DESK, APPROVER = map(someone, (Role.PLANNER, Role.COUNTRY_DESK, Role.APPROVER))


@pytest.fixture
def objective():
    make_nation("FR", is_partner=True, tier=NationTier.A)
    make_nation("ID", is_partner=True)
    return make_objective(code="O1", name="Trust")


def change(objective, number, viewer=DESK, nation="FR", year=2030):
    wanted = WantedNumber(objective_id=objective.id, nation_code=nation, number=number)
    plan, in_year = objective.line.plan, CALENDAR.beginning_in(year)
    return set_requirements(plan, in_year, WrittenRequirements(numbers=(wanted,)), viewer=viewer)


def stored(objective, year=2030):
    rows = requirement_rows(objective.line.plan, CALENDAR.beginning_in(year))
    return {row.nation_code: (row.number, row.standing) for row in rows}


def required(objective):
    """Return what reports compare with."""
    return required_numbers(Scope(year_period(2030), date(2030, 3, 1)).of_objective(objective.id))


def test_the_desk_sets_and_takes_away(objective):
    change(objective, 3)
    assert stored(objective) == {"FR": (3, Standing.AGREED)}
    change(objective, 0)
    assert stored(objective) == {}


def test_a_planner_proposes_and_an_approver_agrees(objective):
    change(objective, 3, PLANNER)
    change(objective, 4, PLANNER)
    assert stored(objective) == {"FR": (4, Standing.PROPOSED)}
    assert required(objective) == {}

    agree_requirements(objective.line.plan, YEAR, viewer=APPROVER)
    assert stored(objective) == {"FR": (4, Standing.AGREED)}
    assert required(objective) == {(objective.id, "FR", 2030): 4}
    with pytest.raises(RuleBroken, match="Nothing is waiting"):
        agree_requirements(objective.line.plan, YEAR, viewer=APPROVER)


def test_a_planner_leaves_agreed_numbers_alone(objective):
    change(objective, 3)
    with pytest.raises(NotAllowed, match="The country desk changes it"):
        change(objective, 4, PLANNER)


def test_one_objective_may_be_agreed_by_itself(objective):
    other = make_objective(line=objective.line)
    change(objective, 3, PLANNER)
    change(other, 2, PLANNER)
    plan = objective.line.plan
    assert len(agree_requirements(plan, YEAR, viewer=DESK, objective_id=other.id)) == 1


@pytest.mark.parametrize("viewer", [APPROVER, someone(Role.VIEWER)])
def test_others_set_nothing(objective, viewer):
    with pytest.raises(NotAllowed):
        change(objective, 3, viewer)


def test_a_planner_does_not_agree(objective):
    with pytest.raises(NotAllowed):
        agree_requirements(objective.line.plan, YEAR, viewer=PLANNER)


def test_a_nation_out_of_scope_is_refused(objective):
    with pytest.raises(NotAllowed, match="France"):
        change(objective, 3, someone(Role.COUNTRY_DESK, ["ID"]))


@pytest.mark.parametrize(("number", "year"), [(-1, 2030), (1000, 2030), (1, 2033)])
def test_numbers_and_years_have_bounds(objective, number, year):
    with pytest.raises(RuleBroken):
        change(objective, number, year=year)


def test_a_retired_objective_or_a_stranger_gets_no_number(objective):
    with pytest.raises(RuleBroken, match="Load the page again"):
        change(objective, 1, nation="DE")
    objective.retired_on = date(2030, 1, 1)
    with pytest.raises(RuleBroken, match="Load the page again"):
        change(objective, 1)


def test_the_grid_adds_up(objective):
    change(objective, 3)
    change(objective, 2, PLANNER, "ID")
    found = grid(objective.line.plan, YEAR, nations_shown(None, "", None))
    assert [nation.code for nation in found.nations] == ["FR", "ID"]
    assert found.by_objective == {objective.id: 5}
    assert found.by_nation == {"FR": 3, "ID": 2}
    assert (found.total, found.proposed) == (5, 1)


def test_the_grid_narrows_to_tier_and_scope(objective):
    assert [n.code for n in nations_shown(NationTier.A, "", None)] == ["FR"]
    assert [n.code for n in nations_shown(None, "", {"ID"})] == ["ID"]


def test_the_year_shown_stays_within_the_plan(objective):
    plan = objective.line.plan
    days = (date(2029, 5, 1), date(2031, 5, 1), date(2040, 1, 1))
    assert [year_shown(plan, CALENDAR, day).name for day in days] == ["2030", "2031", "2032"]


# --- the pages ----------------------------------------------------------------------------


def url(objective, page="edit", year=2030):
    return f"/requirements/{page}?plan={objective.line.plan_id}&year={year}"


def cell(objective, nation="FR"):
    return f"n-{objective.id}-{nation}"


def test_the_desk_edits_the_grid_in_one_go(objective, client_as):
    desk = client_as("country_desk")
    page = desk.get(url(objective))
    assert f'name="{cell(objective)}"' in page.html
    answer = desk.post(
        url(objective), {cell(objective): "3", cell(objective, "ID"): "", "base": "{}"}
    )
    assert answer.status == 303
    assert stored(objective) == {"FR": (3, Standing.AGREED)}
    assert "1 number is saved" in desk.follow(answer).text


@pytest.mark.parametrize("typed", ["x", "-1", "1000", "²", "1.5"])
def test_what_is_no_number_is_named_and_kept(objective, client_as, typed):
    page = client_as("country_desk").post(url(objective), {cell(objective): typed, "base": "{}"})
    assert page.status == 422
    assert "O1, France: Enter a whole number" in page.text
    assert f'value="{typed}"' in page.html


def test_two_people_changing_one_number_choose_which_to_keep(objective, client_as):
    make_requirement(objective=objective, number=2)
    make_requirement(objective=objective, nation="ID", number=5)
    base = json.dumps({cell(objective): 1, cell(objective, "ID"): 4})
    desk = client_as("country_desk")
    typed = {cell(objective): "3", cell(objective, "ID"): "4", "base": base}

    page = desk.post(url(objective), typed)
    assert page.status == 422
    assert "Somebody else changed some of these numbers" in page.text
    assert stored(objective) == {"FR": (2, Standing.AGREED), "ID": (5, Standing.AGREED)}

    now = json.dumps({cell(objective): 2, cell(objective, "ID"): 5})
    mine = typed | {cell(objective, "ID"): "5", "base": now, f"keep-{cell(objective)}": "mine"}
    assert desk.post(url(objective), mine).status == 303
    assert stored(objective)["FR"][0] == 3


def test_a_number_somebody_took_away_meanwhile_is_not_lost(objective, client_as):
    make_requirement(objective=objective, nation="ID", number=5)
    base = json.dumps({cell(objective): 2, cell(objective, "ID"): 5})
    typed = {cell(objective): "3", cell(objective, "ID"): "5", "base": base}
    desk = client_as("country_desk")

    page = desk.post(url(objective), typed)

    assert page.status == 422
    assert f'name="{cell(objective)}"' in page.html
    again = typed | {"base": json.dumps({cell(objective, "ID"): 5})}
    assert desk.post(url(objective), again).status == 303
    assert stored(objective) == {"FR": (3, Standing.AGREED), "ID": (5, Standing.AGREED)}


def test_keeping_theirs_changes_nothing(objective, client_as):
    make_requirement(objective=objective, number=2)
    typed = {cell(objective): "3", "base": "{}", f"keep-{cell(objective)}": "theirs"}
    assert client_as("country_desk").post(url(objective), typed).status == 303
    assert stored(objective)["FR"][0] == 2


def test_a_planner_sees_agreed_numbers_without_a_field(objective, client_as):
    make_requirement(objective=objective, number=2)
    page = client_as("planner").get(url(objective) + "&all=1")
    assert f'name="{cell(objective)}"' not in page.html
    assert f'name="{cell(objective, "ID")}"' in page.html


def test_proposed_numbers_are_agreed_on_the_page(objective, client_as):
    make_requirement(objective=objective, number=2, standing=Standing.PROPOSED)
    approver = client_as("approver")
    assert "Agree to all proposed (1)" in approver.get(url(objective, "")).text
    answer = approver.post(url(objective, "agree"), {"objective_id": objective.id})
    assert "1 number is agreed" in approver.follow(answer).text
    assert stored(objective) == {"FR": (2, Standing.AGREED)}


@pytest.mark.parametrize("role", ["viewer", "approver", "administrator"])
def test_the_form_is_for_planners_and_the_desk(objective, client_as, role):
    client = client_as(role)
    assert client.get(url(objective)).status == 403
    assert client.get(url(objective, "")).status == 200


def test_nations_out_of_scope_do_not_stand_in_the_grid(objective, client_as):
    make_requirement(objective=objective, number=2)
    page = client_as("viewer", nations=["ID"]).get(url(objective, ""))
    assert "Indonesia" in page.text
    assert "France" not in page.text


def test_nations_of_which_nothing_is_wanted_are_shown_when_asked_for(objective, client_as):
    make_requirement(objective=objective, number=2)
    client = client_as("viewer")
    page = client.get(url(objective, ""))
    assert "Indonesia" not in page.text
    assert "1 of 2 partner nations" in page.text
    assert "Indonesia" in client.get(url(objective, "") + "&all=1").text


def test_a_year_outside_the_plan_is_not_found(objective, client_as):
    client = client_as("viewer")
    assert client.get(url(objective, "", 2040)).status == 404
    assert client.get("/requirements.csv?tier=Q").status == 422
    assert "“Q” is not" in client.get("/requirements/?tier=Q").text


def test_the_grid_downloads(objective, client_as):
    make_requirement(objective=objective, number=2, standing=Standing.PROPOSED)
    client = client_as("viewer")
    page = client.get(f"/requirements.csv?plan={objective.line.plan_id}&year=2030")
    assert "O1 Trust,2,2" in page.text
    assert "Proposed, not yet agreed: O1 France 2" in page.text
    whole = client.get(f"/requirements.csv?plan={objective.line.plan_id}&year=2030&all=1")
    assert "O1 Trust,2,,2" in whole.text
    assert client.get("/requirements.xlsx?year=2030").status == 200
    assert client.get("/requirements.pdf?year=2030").status == 404


def test_a_big_grid_is_quick(client_as, queries):
    first = make_objective()
    objectives = [first, *(make_objective(line=first.line) for _ in range(11))]
    codes = [a + b for a in "ABCDE" for b in "ABCDEF"]
    for code in codes:
        make_nation(code, is_partner=True)
    for objective in objectives:
        for code in codes:
            db.session.add(Requirement(objective=objective, nation_code=code, year=2030, number=1))
    client = client_as("country_desk")
    with queries() as seen:
        page = client.get(url(first))
    assert page.html.count("<input id=") >= 360
    assert len(seen) <= 12
