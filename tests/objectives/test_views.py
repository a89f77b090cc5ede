import re
from datetime import date
from decimal import Decimal

import pytest

from planner.choices import IndicatorSource, Standing
from planner.db import db
from planner.objectives import queries as asked
from planner.objectives.catalogue_actions import adopt_catalogue
from planner.objectives.models import Indicator, IndicatorTarget, Objective
from planner.objectives.objective_actions import retire_objective
from planner.shapes.objective import WrittenPlan
from tests.factories import (
    make_event,
    make_indicator,
    make_line,
    make_objective,
    make_plan,
    make_values,
)

PERIOD = {"starts_on": date(2020, 1, 1), "ends_on": date(2039, 12, 31)}


def adopted():
    return adopt_catalogue(WrittenPlan(name="Our plan", **PERIOD))


def test_without_a_plan_the_desk_is_led_to_the_catalogue(client_as):
    desk = client_as("country_desk")
    assert "Adopt the default catalogue" in desk.get("/objectives/").text
    answer = desk.post(
        "/plans/adopt", {"name": "Ours", "starts_on": "2030-01-01", "ends_on": "2032-12-31"}
    )
    assert answer.status == 303
    page = desk.follow(answer)
    assert "O01 Trust between forces" in page.text
    assert "default catalogue is your plan" in page.text


def test_without_a_plan_others_are_told_who_makes_it(client_as):
    viewer = client_as("viewer")
    assert "The country desk makes the first plan" in viewer.get("/objectives/").text
    assert "There is no plan yet" in viewer.get("/requirements/").text
    assert viewer.get("/objectives.csv").status == 404
    assert viewer.get("/plans/").status == 200


def test_a_plan_page_shows_every_objective_in_few_statements(client_as, queries):
    plan = adopted()
    client = client_as("viewer")
    with queries() as seen:
        page = client.get("/objectives/")
    assert len(seen) <= 26
    for code in asked.objectives_by_code(plan):
        assert code in page.text
    assert "0 of 3 measured" in page.text


def test_a_plan_named_in_the_url_is_shown(client_as):
    adopted()
    other = make_plan(name="Another")
    client = client_as("viewer")
    assert "Another" in client.get(f"/objectives/?plan={other.id}").text
    assert client.get("/objectives/?plan=9999").status == 404
    assert client.get("/objectives/?plan=x").status == 404
    assert client.follow(client.get(f"/plans/{other.id}")).status == 200


@pytest.mark.parametrize("role", ["viewer", "planner", "approver", "administrator"])
@pytest.mark.parametrize("path", ["/plans/adopt", "/plans/new", "/plans/{}/edit"])
def test_only_the_desk_makes_and_edits_plans(client_as, role, path):
    plan = make_plan()
    assert client_as(role).get(path.format(plan.id)).status == 403


def test_the_desk_edits_a_plan_and_its_lines(client_as):
    plan = make_plan(name="P")
    desk = client_as("country_desk")
    for name in ("Alpha", "Beta"):
        assert desk.post(f"/plans/{plan.id}/lines/new", {"name": name}).status == 303
    second = plan.lines[1]
    assert desk.post(f"/plans/lines/{second.id}/up").status == 303
    page = desk.get(f"/plans/{plan.id}/edit")
    assert page.text.index("Beta") < page.text.index("Alpha")
    assert desk.post(f"/plans/lines/{second.id}/edit", {"name": "Third"}).status == 303
    assert desk.post(f"/plans/lines/{second.id}/remove").status == 303
    assert [line.name for line in plan.lines] == ["Alpha"]
    fields = {"name": "Q", "starts_on": "2030-01-01", "ends_on": "2029-01-01", "version": 1}
    assert desk.post(f"/plans/{plan.id}/edit", fields).status == 422
    assert desk.post(f"/plans/{plan.id}/remove").status == 303
    assert asked.plans() == []


def test_a_stale_plan_form_shows_both_values(client_as):
    plan = make_plan(name="P")
    desk = client_as("country_desk")
    page = desk.get(f"/plans/{plan.id}/edit")
    base = re.search(r'name="base"[^>]*value="([^"]*)"', page.html)[1].replace("&#34;", '"')
    plan.name = "Theirs"
    db.session.commit()
    fields = {"name": "Mine", "starts_on": "2030-01-01", "ends_on": "2032-12-31", "note": ""}
    answer = desk.post(f"/plans/{plan.id}/edit", fields | {"version": 1, "base": base})
    assert answer.status == 422
    assert "Theirs" in answer.text


OBJECTIVE = {"code": "N1", "name": "Neighbours", "smart": "By 2032", "outcome_window_days": "90"}


def test_a_planner_proposes_and_an_approver_agrees_on_the_page(client_as):
    line = make_line()
    planner, approver = client_as("planner"), client_as("approver")
    answer = planner.post(
        f"/plans/{line.plan_id}/objectives/new", OBJECTIVE | {"line_id": line.id, "owner_id": ""}
    )
    page = planner.follow(answer)
    assert "Proposed" in page.text
    assert "Agree to it" not in page.text
    objective = asked.objectives_by_code(line.plan)["N1"]
    assert "Agree to it" in approver.get(f"/objectives/{objective.id}").text
    assert planner.post(f"/objectives/{objective.id}/agree").status == 403
    assert approver.post(f"/objectives/{objective.id}/agree").status == 303
    db.session.refresh(objective)
    assert objective.standing is Standing.AGREED
    assert planner.get(f"/objectives/{objective.id}/edit").status == 403


def test_an_objective_without_words_is_refused_with_the_text_kept(client_as):
    line = make_line()
    page = client_as("country_desk").post(
        f"/plans/{line.plan_id}/objectives/new",
        OBJECTIVE | {"smart": "", "line_id": line.id, "owner_id": ""},
    )
    assert page.status == 422
    assert "Say what is to be reached" in page.text
    assert 'value="Neighbours"' in page.html


def test_retiring_can_be_undone(client_as):
    objective = make_objective()
    desk = client_as("country_desk")
    page = desk.follow(desk.post(f"/objectives/{objective.id}/retire"))
    assert f"/objectives/{objective.id}/reinstate" in page.html
    assert "Undo" in page.text
    desk.post(f"/objectives/{objective.id}/reinstate")
    assert db.session.get(Objective, objective.id).retired_on is None


def test_an_objective_in_use_is_retired_rather_than_removed(client_as):
    objective = make_objective()
    make_event(objectives=[objective])
    desk = client_as("country_desk")
    page = desk.follow(desk.post(f"/objectives/{objective.id}/remove"))
    assert "Retire it instead" in page.text
    free = make_objective()
    free_id = free.id
    assert desk.post(f"/objectives/{free_id}/remove").status == 303
    assert db.session.get(Objective, free_id) is None


def measured(**fields):
    indicator = make_indicator(baseline=Decimal(400), direction="down", **fields)
    indicator.targets = [IndicatorTarget(value=Decimal(180), **PERIOD)]
    return make_values(indicator, [(date(2021, 1, 1), 300), (date(2022, 1, 1), 450)])


def test_an_objective_page_shows_raw_progress_and_its_line(client_as):
    indicator = measured()
    page = client_as("viewer").get(f"/objectives/{indicator.objective_id}")
    assert "-23 %" in page.text
    assert "Off track" in page.text
    assert "1 of 1 measured, 100 % complete" in page.text
    assert "<polyline" in page.html


def test_an_indicator_that_is_not_computed_says_so(client_as):
    indicator = make_indicator(source=IndicatorSource.AUTO)
    page = client_as("planner").get(f"/objectives/indicators/{indicator.id}")
    assert "Not computed yet" in page.text
    assert "Record a value" not in page.text


INDICATOR = {
    "code": "N1.1",
    "name": "Talks",
    "unit": "count",
    "level": "output",
    "direction": "up",
    "source": "manual",
    "aggregation": "latest",
    "baseline": "2.5",
    "value_weight": "1",
}


def test_an_indicator_its_target_and_its_value_are_typed_in(client_as):
    objective = make_objective()
    desk = client_as("country_desk")
    answer = desk.post(f"/objectives/{objective.id}/indicators/new", INDICATOR)
    assert "Set its target" in desk.follow(answer).text
    indicator = db.session.get(Indicator, int(answer.location.rsplit("/", 1)[1]))
    assert indicator.baseline == Decimal("2.5")
    path = f"/objectives/indicators/{indicator.id}"
    period = {"starts_on": "2020-01-01", "ends_on": "2039-12-31"}

    refused = desk.post(f"{path}/targets/new", period | {"value": "1"})
    assert refused.status == 422
    assert "lies below the baseline 2.5" in refused.text
    assert desk.post(f"{path}/targets/new", period | {"value": "5"}).status == 303
    target = indicator.targets[0]
    edited = f"/objectives/targets/{target.id}/edit"
    assert desk.get(edited).status == 200
    assert desk.post(edited, period | {"value": "6"}).status == 303

    value = {"seen_on": "2024-01-01", "value": "3", "note": "Seen", "evidence_url": ""}
    assert desk.post(f"{path}/updates/new", value).status == 303
    update = indicator.updates[0]
    assert update.author_id == desk.user_id
    edited = f"/objectives/updates/{update.id}/edit"
    assert desk.post(edited, value | {"value": "4"}).status == 303
    assert "4" in desk.get(path).text
    changed = INDICATOR | {"name": "Talks held", "version": indicator.version}
    assert desk.post(f"{path}/edit", changed).status == 303
    assert "Talks held" in desk.get(path).text


@pytest.mark.parametrize("typed", ["NaN", "inf", "ten", "1.23456", "1e15", "12,34"])
def test_what_is_no_number_is_refused(client_as, typed):
    indicator = make_indicator()
    page = client_as("planner").post(
        f"/objectives/indicators/{indicator.id}/updates/new",
        {"seen_on": "2024-01-01", "value": typed},
    )
    assert page.status == 422
    assert re.search(r"Enter (the number alone|at most 4 decimals)|Write 12.34 if", page.text)
    assert f'value="{typed}"' in page.html


def test_evidence_is_a_web_address(client_as):
    indicator = make_indicator()
    page = client_as("planner").post(
        f"/objectives/indicators/{indicator.id}/updates/new",
        {"seen_on": "2024-01-01", "value": "1", "evidence_url": "javascript:alert(1)"},
    )
    assert page.status == 422
    assert "begins with https://" in page.text


@pytest.mark.parametrize(("aggregation", "n"), [("latest", 1), ("sum", 2), ("mean", 2)])
def test_n_of_typed_values_is_the_number_of_those_that_are_marked_as_counted(
    client_as, aggregation, n
):
    indicator = make_indicator(aggregation=aggregation, baseline=Decimal(0))
    indicator.targets = [
        IndicatorTarget(starts_on=date(2025, 1, 1), ends_on=date(2039, 12, 31), value=Decimal(9))
    ]
    days = (date(2024, 5, 1), date(2025, 5, 1), date(2026, 1, 1))
    make_values(indicator, [(day, 3) for day in days])
    page = client_as("viewer").get(f"/objectives/indicators/{indicator.id}")
    assert f"n = {n} " in page.text
    assert page.text.count("counted in n") == n


@pytest.mark.parametrize(("kind", "held"), [("updates", 2), ("targets", 1)])
def test_what_is_removed_comes_back_with_undo(client_as, kind, held):
    indicator = measured()
    for update in indicator.updates:
        update.verified_by = update.verified_at = None
    db.session.commit()
    row_id = getattr(indicator, kind)[0].id
    desk = client_as("country_desk")
    page = desk.follow(desk.post(f"/objectives/{kind}/{row_id}/remove"))
    assert len(getattr(indicator, kind)) == held - 1
    undo = re.search(rf'action="([^"]*{kind}/restore[^"]*)"', page.html)[1].replace("&amp;", "&")
    assert "is back" in desk.follow(desk.post(undo)).text
    assert len(getattr(indicator, kind)) == held
    assert desk.post(undo).status == 422
    assert desk.post(undo.split("?")[0] + "?kept=forged").status == 422
    assert len(getattr(indicator, kind)) == held


def test_an_indicator_with_values_is_not_removed(client_as):
    indicator = measured()
    desk = client_as("country_desk")
    page = desk.follow(desk.post(f"/objectives/indicators/{indicator.id}/remove"))
    assert "has values" in page.text
    free = make_indicator()
    assert desk.post(f"/objectives/indicators/{free.id}/remove").status == 303


@pytest.mark.parametrize("role", ["viewer", "approver", "administrator"])
def test_values_are_recorded_by_planners_and_the_desk(client_as, role):
    indicator = make_indicator()
    assert client_as(role).get(f"/objectives/indicators/{indicator.id}/updates/new").status == 403


def test_the_plan_downloads_with_progress(client_as):
    indicator = measured()
    plan = indicator.objective.line.plan
    client = client_as("viewer")
    page = client.get(f"/objectives.csv?plan={plan.id}")
    assert indicator.name in page.text
    assert "-0.227" in page.text
    assert client.get(f"/objectives.xlsx?plan={plan.id}").status == 200
    retire_objective(indicator.objective, today=date(2030, 1, 1))
    assert "Retired objectives (1)" in client.get(f"/objectives/?plan={plan.id}").text
