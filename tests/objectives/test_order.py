"""Objectives stand in one order everywhere: as their plan has them, by line, then by code."""

import ast
import re
from datetime import date
from pathlib import Path

from planner.objectives.models import LineOfEffort
from tests.factories import (
    add,
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_requirement,
)

ROOT = Path(__file__).parents[2] / "planner"
PAGES = (
    "/objectives/?plan={plan}",
    "/objectives.csv?plan={plan}",
    "/requirements/?plan={plan}&year=2030",
    "/events/new?from=2030-02-01",
    "/events/filter",
    "/events/{event}",
    "/events/{event}/edit",
    "/outcomes/new?event={event}",
    "/reports/coverage?period=2030",
    "/reports/coverage.csv?period=2030",
    "/reports/figures?period=2030",
    "/reports/gaps?period=2030",
    "/reports/scorecard?period=2030",
    "/reports/balance?period=2030",
)


def test_every_page_form_file_and_report_has_objectives_in_one_order(client_as):
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    first = make_objective(code="A3", name="Third by code, first by line")
    plan = first.line.plan
    second = add(LineOfEffort(plan=plan, name="Later line", position=99))
    ordered = [
        first,
        make_objective(code="A1", name="First by code, in the later line", line=second),
        make_objective(code="A2", name="Second by code, in the later line", line=second),
    ]
    for one in ordered:
        make_requirement(one, "FR", 2030, 1)
    event = make_event(["FR"], list(reversed(ordered)), date(2030, 2, 4))
    client = client_as("planner")
    for address in PAGES:
        page = client.get(address.format(plan=plan.id, event=event.id))
        assert page.status == 200, address
        found = re.findall("|".join(one.name for one in ordered), page.text)
        names = list(dict.fromkeys(found))
        assert names == [one.name for one in ordered], (address, found)


def test_the_order_is_written_down_once():
    """Nobody orders objectives anew: `planner/objectives/order_queries.py` has the one order."""
    found = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for path in ROOT.rglob("*.py")
        if path.name != "order_queries.py"
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "order_by"
        and any("Objective.code" in ast.unparse(one) for one in call.args)
    ]
    assert not found, f"order by PLAN_ORDER or in_plan_order: {found}"
