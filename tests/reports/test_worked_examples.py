"""The worked examples of METRICS, as they stand there."""

from dataclasses import replace
from datetime import date
from itertools import product

from pytest import approx

from planner.choices import DatePrecision, EventState
from planner.reports.choice import matrix_rows
from planner.reports.measures.coverage import coverage, objectives_of
from planner.reports.measures.effort import activity, effort_by_objective
from planner.reports.measures.scope import Scope
from planner.reports.measures.timeliness import promises
from planner.reports.measures.totals import number, numbers
from planner.reports.measures.wanted import Wanted, gaps
from planner.reports.measures.yields import outcome_yield
from planner.reports.periods import ReportPeriod
from planner.shapes.figure import Rate
from tests.factories import (
    make_event,
    make_follow_up,
    make_line,
    make_objective,
    make_plan,
    make_requirement,
)
from tests.reports.spans import quarter_period, year_period

TODAY = date(2024, 12, 1)


def test_thirty_people_for_ten_days_are_shared_out_by_weight():
    first, second, third = (make_objective() for _ in range(3))
    links = [(first, 2), (second, 1), (third, 1)]
    make_event(["FR"], links, date(2024, 5, 1), 10, state=EventState.CLOSED, participants_actual=30)
    scope = Scope(year_period(2024), TODAY)
    assert activity(scope).effort.person_days == 300
    shares = effort_by_objective(scope)
    assert [shares[o.id].person_days for o in (first, second, third)] == approx([150, 75, 75])


def test_a_tenth_of_the_weight_is_enough_and_less_is_not():
    little, rest, none = (make_objective() for _ in range(3))
    fields = {"state": EventState.CLOSED}
    make_event(["FR"], [(little, 0.3), (rest, 2.7)], date(2024, 5, 1), 1, **fields)
    make_event(["FR"], [(none, 0.29), (rest, 2.71)], date(2024, 5, 1), 1, **fields)
    scope = Scope(year_period(2024), TODAY)
    executed = [number(scope.of_objective(one.id), "executed") for one in (little, rest, none)]
    assert executed == [1, 2, 0]


def test_an_outcome_is_due_on_the_day_after_its_window():
    objective = make_objective(outcome_window_days=30)
    make_event(["FR"], [objective], date(2024, 5, 1), 1, state=EventState.CLOSED)
    for day, due in ((date(2024, 5, 31), 0), (date(2024, 6, 1), 1)):
        found = outcome_yield(Scope(year_period(2024), day))
        assert (found.rate.denominator, found.waiting) == (due, 1 - due)


def test_the_first_and_the_last_day_of_a_period_belong_to_it():
    for day in (date(2023, 12, 31), date(2024, 1, 1), date(2024, 12, 31), date(2025, 1, 1)):
        make_event(["FR"], [], day, 1, state=EventState.CLOSED, baseline_starts_on=day)
        make_event(["FR"], [], day, 1, state=EventState.PLANNED)
    scope = Scope(year_period(2024), date(2026, 1, 1))
    names = ("executed", "planned", "planned-executed", "unapproved")
    assert numbers(scope, names) == dict.fromkeys(names, 2)


def test_today_is_ahead_still_and_yesterday_unanswered():
    for day in (date(2024, 11, 30), TODAY):
        make_event(["FR"], [], day, 1, state=EventState.APPROVED, baseline_starts_on=day)
    found = numbers(Scope(year_period(2024), TODAY), ("ahead", "unanswered"))
    assert found == {"ahead": 1, "unanswered": 1}


def test_an_event_over_the_end_of_a_quarter_has_its_days_in_both():
    make_event(["FR"], [], date(2024, 3, 28), 7, state=EventState.CLOSED)
    days = [activity(Scope(quarter_period(2024, q), TODAY)).event_days for q in (1, 2, 3)]
    assert days == [4, 3, 0]


def test_a_month_adds_to_counts_and_nothing_to_days():
    month = {"date_precision": DatePrecision.MONTH, "state": EventState.CLOSED}
    make_event(["FR"], [], date(2012, 10, 1), 31, **month)
    found = activity(Scope(year_period(2012), TODAY))
    assert (found.event_days, found.imprecise) == (0, 1)


def test_six_of_ten_follow_ups_are_on_time():
    event, due = make_event(), date(2024, 6, 1)
    for closed in [due] * 6 + [date(2024, 6, 9)] * 2:
        make_follow_up(event, due_on=due, state="done", closed_on=closed)
    for day in [due] * 2 + [date(2024, 12, 24)] * 5:
        make_follow_up(event, due_on=day)
    found = promises(Scope(year_period(2024), TODAY))
    assert found.rate == Rate(6, 10)
    assert found.not_due == 5


def test_four_required_three_executed_one_ahead():
    assert Wanted(required=4, enough=3).sufficiency == 0.75
    assert gaps(4, 3, 1) == (1, 0)


def test_two_years_together_are_the_sum_of_each_by_itself():
    """A plan, and an objective, ask for nothing in the years before or after their own."""
    ended = make_plan(starts_on=date(2023, 1, 1), ends_on=date(2023, 9, 30))
    objectives = [
        make_objective(),
        make_objective(make_line(ended)),
        make_objective(retired_on=date(2023, 12, 1)),
    ]
    for objective in objectives[::2]:
        objective.line.plan.starts_on = date(2020, 1, 1)
    for objective, year in product(objectives, (2023, 2024)):
        make_requirement(objective, "FR", year, 2)
    make_event(["FR"], objectives, date(2023, 5, 1), 3, state=EventState.CLOSED)
    periods = (
        year_period(2023),
        year_period(2024),
        ReportPeriod(date(2023, 1, 1), date(2024, 12, 31)),
    )
    first, second, both = (
        coverage(scope, matrix_rows(objectives_of(scope), "objective")).figures[None, None].wanted
        for scope in (Scope(period, TODAY) for period in periods)
    )
    assert (first.required, first.gap) == (6, 3)
    assert (second.required, second.gap) == (2, 2)
    assert both == replace(first + second, held=both.held)


def test_nothing_to_divide_by_is_no_data():
    assert Rate(0, 0).value is None
    assert Wanted(required=0, enough=0).sufficiency is None
