"""The worked examples of METRICS, as they stand there."""

from datetime import date

from pytest import approx

from planner.choices import DatePrecision, EventState
from planner.reports.effort import activity, effort_by_objective
from planner.reports.periods import quarter_period, year_period
from planner.reports.rates import Rate
from planner.reports.required import Wanted, gaps
from planner.reports.scope import Scope
from planner.reports.timeliness import promises
from tests.factories import make_event, make_follow_up, make_objective

TODAY = date(2024, 12, 1)


def test_thirty_people_for_ten_days_are_shared_out_by_weight():
    first, second, third = (make_objective() for _ in range(3))
    links = [(first, 2), (second, 1), (third, 1)]
    make_event(["FR"], links, date(2024, 5, 1), 10, state=EventState.CLOSED, participants_actual=30)
    scope = Scope(year_period(2024), TODAY)
    assert activity(scope).effort.person_days == 300
    shares = effort_by_objective(scope)
    assert [shares[o.id].person_days for o in (first, second, third)] == approx([150, 75, 75])


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


def test_nothing_to_divide_by_is_no_data():
    assert Rate(0, 0).value is None
    assert Wanted(required=0, enough=0).sufficiency is None
