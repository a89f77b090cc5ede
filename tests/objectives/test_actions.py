from datetime import date
from decimal import Decimal

import pytest

from planner.choices import Direction, IndicatorLevel, IndicatorSource, Marking, Role, Standing
from planner.db import db
from planner.errors import NotAllowed, RuleBroken
from planner.objectives import picker_queries, queries
from planner.objectives.actions import (
    add_line,
    add_plan,
    edit_plan,
    move_line,
    remove_line,
    remove_plan,
)
from planner.objectives.catalogue_actions import adopt_catalogue
from planner.objectives.indicator_actions import add_indicator, edit_indicator, remove_indicator
from planner.objectives.objective_actions import (
    add_objective,
    agree_objective,
    edit_objective,
    reinstate_objective,
    remove_objective,
    retire_objective,
)
from planner.objectives.target_actions import add_target, remove_target
from planner.objectives.update_actions import add_update
from planner.shapes.indicator import WrittenIndicator, WrittenTarget, WrittenValue
from planner.shapes.objective import WrittenLine, WrittenObjective, WrittenPlan
from planner.viewers import EVERYTHING, Viewer
from tests.factories import (
    NOW,
    make_event,
    make_indicator,
    make_line,
    make_objective,
    make_plan,
    make_requirement,
)

TODAY = date(2030, 3, 1)


def someone(role):
    return Viewer(None, frozenset({role}), Marking.OFFICIAL, None)


PLANNER, DESK, APPROVER = map(someone, (Role.PLANNER, Role.COUNTRY_DESK, Role.APPROVER))


def wording(line, **fields):
    given = {"code": "X1", "name": "Reach", "smart": "By then", "line_id": line.id}
    return given | {"owner_id": None, "outcome_window_days": 180} | fields


def test_adopting_the_catalogue_makes_a_whole_plan():
    plan = adopt_catalogue(
        WrittenPlan(name="P", starts_on=date(2030, 1, 1), ends_on=date(2032, 12, 31))
    )

    assert [line.name for line in plan.lines] == [
        "Trust and stability",
        "People and culture",
        "Capability",
        "Solidarity and reach",
    ]
    by_code = queries.objectives_by_code(plan)
    assert len(by_code) == 12
    gap = by_code["O01"].indicators[2]
    assert (gap.baseline, gap.direction, gap.targets[0].value) == (400, Direction.DOWN, 180)
    assert gap.baseline_on == plan.starts_on
    assert gap.targets[0].ends_on == plan.ends_on
    assert sum(len(objective.indicators) for objective in by_code.values()) == 32


def test_two_plans_cannot_share_a_name():
    make_plan(name="P")
    with pytest.raises(RuleBroken, match="already"):
        add_plan(WrittenPlan(name=" P ", starts_on=TODAY, ends_on=TODAY))


def test_a_plan_cannot_end_before_it_starts():
    with pytest.raises(RuleBroken, match="ends before"):
        edit_plan(
            make_plan(), WrittenPlan(name="P", starts_on=TODAY, ends_on=date(2029, 1, 1), note="")
        )


def test_a_plan_with_objectives_stays():
    objective = make_objective()
    with pytest.raises(RuleBroken, match="holds objectives"):
        remove_plan(objective.line.plan)


def test_an_empty_plan_is_removed():
    plan = make_plan()
    remove_plan(plan)
    assert queries.plans() == []


def test_lines_of_effort_move_and_go():
    plan = make_plan()
    first, second, third = (add_line(plan, WrittenLine(name=name), viewer=DESK) for name in "ABC")
    move_line(third, step=-1)
    move_line(first, step=-1)
    assert sorted("ABC", key=lambda n: {x.name: x.position for x in plan.lines}[n]) == list("ACB")
    remove_line(second)
    make_objective(line=third)
    db.session.refresh(third)
    with pytest.raises(RuleBroken, match="Move them"):
        remove_line(third)
    with pytest.raises(RuleBroken, match="already"):
        add_line(plan, WrittenLine(name="A"), viewer=DESK)


def test_a_planner_only_proposes_an_objective_and_an_approver_agrees():
    line = make_line()
    objective = add_objective(line.plan, WrittenObjective(**wording(line)), viewer=PLANNER)
    assert objective.standing is Standing.PROPOSED
    assert objective.id not in picker_queries.objective_choices(line.plan)

    with pytest.raises(NotAllowed):
        agree_objective(objective, viewer=PLANNER)
    agree_objective(objective, viewer=APPROVER)
    assert picker_queries.objective_choices(line.plan) == {objective.id: "X1 Reach"}

    with pytest.raises(NotAllowed, match="country desk"):
        edit_objective(objective, WrittenObjective(**wording(line)), viewer=PLANNER)


def test_the_desk_sets_an_objective_at_once():
    line = make_line()
    assert (
        add_objective(line.plan, WrittenObjective(**wording(line)), viewer=DESK).standing
        is Standing.AGREED
    )


def test_a_code_stands_once_in_a_plan_even_on_another_line():
    objective = make_objective(code="X1")
    other = make_line(plan=objective.line.plan)
    with pytest.raises(RuleBroken, match="already"):
        add_objective(other.plan, WrittenObjective(**wording(other)), viewer=DESK)


def test_an_objective_moves_only_within_its_plan():
    objective, elsewhere = make_objective(), make_line()
    with pytest.raises(RuleBroken, match="no longer in the plan"):
        edit_objective(objective, WrittenObjective(**wording(elsewhere)), viewer=DESK)


def test_retiring_takes_an_objective_out_of_the_choices_and_back():
    objective = make_objective()
    retire_objective(objective, today=TODAY)
    assert picker_queries.objective_choices() == {}
    assert list(picker_queries.objective_choices(also=[objective.id])) == [objective.id]
    reinstate_objective(objective)
    assert list(picker_queries.objective_choices()) == [objective.id]


def test_an_objective_in_use_is_not_removed():
    linked, wanted, seen = make_objective(), make_objective(), make_objective()
    make_event(objectives=[linked])
    make_requirement(objective=wanted)
    record(make_indicator(objective=seen))
    for objective in (linked, wanted, seen):
        with pytest.raises(RuleBroken, match="Retire it"):
            remove_objective(objective, viewer=DESK)


def test_an_unused_objective_goes_with_its_indicators():
    objective = make_objective()
    make_indicator(objective=objective)
    remove_objective(objective, viewer=DESK)
    assert picker_queries.objective_choices() == {}


def record(indicator, value=3, seen_on=TODAY):
    return add_update(
        indicator,
        WrittenValue(seen_on=seen_on, value=Decimal(value)),
        viewer=EVERYTHING,
        now=NOW,
        today=TODAY,
    )


@pytest.mark.parametrize(("direction", "value"), [(Direction.UP, 9), (Direction.DOWN, 11)])
def test_a_target_on_the_wrong_side_of_the_baseline_is_refused(direction, value):
    indicator = make_indicator(direction=direction, baseline=Decimal(10))
    with pytest.raises(RuleBroken, match="is better"):
        set_target(indicator, value)
    set_target(indicator, 10)


def set_target(indicator, value, starts_on=date(2030, 1, 1), ends_on=date(2030, 12, 31)):
    return add_target(
        indicator,
        WrittenTarget(starts_on=starts_on, ends_on=ends_on, value=Decimal(value)),
        viewer=EVERYTHING,
    )


def test_targets_do_not_cover_the_same_day():
    indicator = make_indicator()
    target = set_target(indicator, 3)
    with pytest.raises(RuleBroken, match="some of these days"):
        set_target(indicator, 4, starts_on=date(2030, 12, 31), ends_on=date(2031, 12, 31))
    remove_target(target, indicator, viewer=EVERYTHING)
    set_target(indicator, 4)


def test_turning_an_indicator_round_is_refused_while_its_target_would_be_wrong():
    indicator = make_indicator(baseline=Decimal(1))
    set_target(indicator, 5)
    fields = {
        name: getattr(indicator, name)
        for name in ("code", "name", "unit", "level", "source", "aggregation", "baseline")
    }
    with pytest.raises(RuleBroken, match="Lower is better"):
        edit_indicator(indicator, WrittenIndicator(direction=Direction.DOWN, **fields), viewer=DESK)


def wording_of_indicator(code):
    level, direction = IndicatorLevel.OUTPUT, Direction.UP
    return WrittenIndicator(code=code, name="I", unit="count", level=level, direction=direction)


def test_a_code_stands_once_in_an_objective():
    indicator = make_indicator()
    with pytest.raises(RuleBroken, match="already"):
        add_indicator(indicator.objective, wording_of_indicator(indicator.code), viewer=DESK)


def test_a_planner_adds_indicators_to_proposals_only():
    with pytest.raises(NotAllowed):
        add_indicator(make_objective(), wording_of_indicator("I"), viewer=PLANNER)


def test_values_from_the_future_and_of_computed_indicators_are_refused():
    with pytest.raises(RuleBroken, match="future"):
        record(make_indicator(), seen_on=date(2030, 3, 2))
    with pytest.raises(RuleBroken, match="computes"):
        record(make_indicator(source=IndicatorSource.AUTO))


def test_an_indicator_with_values_stays():
    indicator = make_indicator()
    record(indicator)
    with pytest.raises(RuleBroken, match="has values"):
        remove_indicator(indicator, viewer=DESK)
