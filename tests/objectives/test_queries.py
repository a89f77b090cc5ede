from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from planner.choices import IndicatorSource, Standing
from planner.objectives import computed, picker_queries, queries
from planner.objectives.assessment import assess_objective, assess_plan
from planner.objectives.catalogue_actions import adopt_catalogue
from planner.objectives.models import IndicatorTarget
from planner.objectives.progress import Light
from planner.objectives.readings import read
from planner.objectives.sparkline import sparkline
from planner.shapes.objective import WrittenPlan
from planner.web.cells import cell
from tests.factories import make_indicator, make_line, make_objective, make_plan, make_values

DAY = date(2030, 7, 2)


def with_values(values=(), baseline=0, target=10, **fields):
    indicator = make_indicator(baseline=Decimal(baseline), **fields)
    year = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}
    indicator.targets = [IndicatorTarget(value=Decimal(target), **year)]
    return make_values(indicator, values)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2031, 6, 1), "second"),
        (date(2030, 6, 1), "first"),
        (date(2040, 1, 1), "second"),
        (date(2020, 1, 1), "first"),
    ],
)
def test_the_current_plan_is_the_latest_that_runs_or_the_nearest(day, name):
    make_plan(name="first", starts_on=date(2030, 1, 1), ends_on=date(2032, 12, 31))
    make_plan(name="second", starts_on=date(2031, 1, 1), ends_on=date(2033, 12, 31))
    assert queries.current_plan(day).name == name


def test_there_may_be_no_plan():
    assert queries.current_plan(DAY) is None


def test_choices_name_the_plan_only_when_there_are_several():
    one = make_objective(code="A", name="Trust")
    assert picker_queries.objective_choices() == {one.id: "A Trust"}
    two = make_objective(code="A", name="Reach")
    assert picker_queries.objective_choices()[two.id] == f"A Reach ({two.line.plan.name})"
    assert picker_queries.objective_choices(one.line.plan) == {one.id: "A Trust"}


def test_an_indicator_is_read_with_its_reason():
    reading = read(with_values([(date(2030, 5, 1), 5)]), DAY)
    assert reading.p == Fraction(1, 2)
    assert reading.light is Light.GREEN
    assert cell(reading.reason) == "50 % reached, 50 % expected by now"


def test_values_seen_after_the_day_do_not_count():
    assert read(with_values([(date(2030, 8, 1), 5)]), DAY).p is None


def test_after_its_period_an_indicator_keeps_the_value_of_the_period():
    indicator = with_values([(date(2030, 5, 1), 5), (date(2031, 5, 1), 10)])
    assert read(indicator, date(2032, 1, 1)).p == Fraction(1, 2)


def test_an_indicator_that_nobody_computes_says_so():
    reading = read(with_values(source=IndicatorSource.AUTO), DAY)
    assert (reading.p, reading.light, cell(reading.reason)) == (
        None,
        Light.GREY,
        "Not computed yet",
    )


def test_a_registered_computation_supplies_the_value(monkeypatch):
    monkeypatch.setattr(computed, "_together", {})
    monkeypatch.setattr(computed, "_words", {})
    asked = []

    def four(codes, first, last):
        asked.append((*codes, first, last))
        return {"Z.1": computed.Computed(Decimal(4))}

    computed.computed_together("Z.1", four, "Four of everything")
    reading = read(with_values(source=IndicatorSource.AUTO, code="Z.1"), DAY)
    assert reading.p == Fraction(2, 5)
    assert asked == [("Z.1", date(2030, 1, 1), DAY)]


def test_proposed_and_retired_objectives_are_left_out_of_the_roll_up():
    line = make_line()
    counted = make_objective(line=line)
    others = [
        make_objective(line=line, standing=Standing.PROPOSED),
        make_objective(line=line, retired_on=DAY),
    ]
    with_values([(date(2030, 5, 1), 5)], objective=counted)
    for objective in others:
        with_values([(date(2030, 5, 1), 10)], objective=objective)
    plan = queries.whole_plan(line.plan_id)

    figures = assess_plan(plan, DAY)

    assert figures.attainment.value == Fraction(1, 2)
    assert len(figures.objectives) == 3
    assert assess_objective(counted, DAY).attainment.completeness == 1


def test_a_whole_plan_is_loaded_in_few_statements(queries):
    from planner.db import db
    from planner.objectives.queries import whole_plan

    plan = adopt_catalogue(
        WrittenPlan(name="P", starts_on=date(2030, 1, 1), ends_on=date(2032, 12, 31))
    )
    db.session.commit()
    db.session.expire_all()
    plan_id = plan.id
    with queries() as seen:
        assess_plan(whole_plan(plan_id), DAY)
    assert len(seen) <= 8


def test_a_sparkline_needs_two_values():
    assert sparkline([(DAY, Decimal(1))]) is None
    drawing = sparkline([(DAY, Decimal(1)), (date(2030, 8, 1), Decimal(3))], Decimal(5))
    assert drawing.points == "3.0,21.0 93.0,12.0"
    assert drawing.target_y == 3
    flat = sparkline([(DAY, Decimal(1)), (DAY, Decimal(1))])
    assert flat.points == "3.0,12.0 3.0,12.0"
