"""Days of nations are told of when they touch an event or lie within three days of it."""

from datetime import date, timedelta

import pytest

from planner.choices import WayKind
from planner.ways.days import near
from planner.ways.models import Way
from planner.ways.words import days_of, nearness


def row(first, last=None, *, yearly=True):
    """Return a row of days that no database holds."""
    return Way(
        id=1, nation_code="FR", kind=WayKind.DAY_TO_AVOID, text="A day", is_yearly=yearly,
        is_expected=False, first_on=first, last_on=last or first,
    )  # fmt: skip


def found(way, first, last):
    """Return the days of one row near an event, as pairs of the first and last."""
    return [(one.first, one.last) for one in near([way], first, last)]


@pytest.mark.parametrize(
    ("begins", "is_told"),
    [(-4, False), (-3, True), (-1, True), (0, True), (2, True), (5, True), (6, False)],
)
def test_the_edges_of_an_event_of_three_days(begins, is_told):
    first = date(2031, 7, 10)
    day = first + timedelta(days=begins)
    told = near([row(date(2026, day.month, day.day))], first, first + timedelta(days=2))
    assert bool(told) is is_told
    if told:
        assert (told[0].before, told[0].after) == (max(0, -begins), max(0, begins - 2))


def test_a_day_that_falls_on_the_last_day_of_an_event_falls_into_it(app):
    with app.test_request_context():
        (told,) = near([row(date(2026, 7, 14))], date(2030, 7, 12), date(2030, 7, 14))
        assert nearness(told) == "falls into the event"
        (told,) = near([row(date(2026, 7, 14))], date(2030, 7, 12), date(2030, 7, 13))
        assert nearness(told) == "1 day after"
        (told,) = near([row(date(2026, 7, 14))], date(2030, 7, 16), date(2030, 7, 18))
        assert nearness(told) == "ends 2 days before"


def test_29_february_is_kept_on_the_28th_where_there_is_none():
    leap = row(date(2028, 2, 29))
    assert found(leap, date(2032, 2, 29), date(2032, 2, 29)) == [(date(2032, 2, 29),) * 2]
    assert found(leap, date(2031, 2, 27), date(2031, 2, 28)) == [(date(2031, 2, 28),) * 2]


def test_a_span_over_new_year_is_met_from_both_sides():
    span = row(date(2026, 12, 29), date(2027, 1, 3))
    turn = (date(2030, 12, 29), date(2031, 1, 3))
    assert found(span, date(2030, 12, 27), date(2030, 12, 29)) == [turn]
    assert found(span, date(2031, 1, 3), date(2031, 1, 9)) == [turn]
    assert found(span, date(2031, 1, 6), date(2031, 1, 6)) == [turn]
    assert found(span, date(2031, 1, 7), date(2031, 1, 7)) == []


def test_an_event_of_a_year_meets_a_yearly_day_each_time():
    told = found(row(date(2026, 7, 14)), date(2030, 7, 14), date(2031, 7, 14))
    assert told == [(date(2030, 7, 14),) * 2, (date(2031, 7, 14),) * 2]


def test_a_dated_day_is_met_in_its_year_alone():
    once = row(date(2030, 3, 20), date(2030, 3, 22), yearly=False)
    assert found(once, date(2030, 3, 22), date(2030, 3, 25)) == [
        (date(2030, 3, 20), date(2030, 3, 22))
    ]
    assert found(once, date(2031, 3, 22), date(2031, 3, 25)) == []


def test_what_has_no_day_warns_of_none():
    assert (
        near([Way(text="Not in August", nation_code="FR")], date(2030, 8, 1), date(2030, 8, 9))
        == []
    )


def test_days_are_told_in_words(app):
    with app.test_request_context():
        assert days_of(row(date(2026, 7, 14))) == "14 July each year"
        span = row(date(2026, 12, 29), date(2027, 1, 3))
        assert days_of(span) == "29 December – 3 January each year"
        moving = row(date(2030, 3, 20), date(2030, 3, 22), yearly=False)
        moving.is_expected = True
        assert days_of(moving) == "20–22 Mar 2030 (expected)"
