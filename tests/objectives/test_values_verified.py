"""A value counts once somebody else has verified it; until then pages say that it waits."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from planner.choices import Aggregation, IndicatorSource
from planner.db import db
from planner.objectives.assessment import assess_plan
from planner.objectives.left_out import left_out_of_plan
from planner.objectives.models import IndicatorTarget
from planner.objectives.readings import read, values_counted
from planner.objectives.sparkline import sparkline_of
from planner.objectives.update_actions import (
    add_update,
    edit_update,
    verify_update,
    withdraw_update_verification,
)
from planner.shapes.indicator import WrittenValue
from tests.factories import (
    NOW,
    make_indicator,
    make_line,
    make_objective,
    make_own_nation,
    make_plan,
    make_user,
    make_values,
)
from tests.sheets import Sheet

TODAY = NOW.date()
YEAR = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}
SEEN = [(TODAY - timedelta(days=day), value) for day, value in ((20, 2), (10, 4))]


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


@pytest.fixture
def indicator():
    """An indicator with two verified values, of a plan that runs."""
    make_own_nation("AU")
    objective = make_objective(make_line(make_plan(**YEAR)))
    found = make_indicator(objective, baseline=Decimal(0), name="Days alongside")
    found.targets = [IndicatorTarget(value=Decimal(10), **YEAR)]
    return make_values(found, SEEN)


def record(indicator, value, author):
    """Record what was seen today."""
    written = WrittenValue(seen_on=TODAY, value=Decimal(value))
    return add_update(indicator, written, viewer=author.as_viewer, now=NOW, today=TODAY)


def told(indicator):
    """Return what a reading says: value, n, and how many values wait."""
    reading = read(indicator, TODAY)
    return reading.actual, reading.n, reading.waiting


@pytest.mark.parametrize(("how", "before", "after"), [("latest", 4, 9), ("sum", 6, 15)])
def test_a_value_counts_when_it_is_verified_and_no_more_when_that_is_withdrawn(
    indicator, how, before, after
):
    indicator.aggregation = Aggregation(how)
    update = record(indicator, 9, make_user())
    line = sparkline_of(indicator, None)
    approver = make_user(["approver"]).as_viewer
    assert told(indicator) == (before, 1 if how == "latest" else 2, 1)
    assert update not in values_counted(indicator, (YEAR["starts_on"], TODAY))
    verify_update(update, viewer=approver, now=NOW)
    assert told(indicator) == (after, 1 if how == "latest" else 3, 0)
    assert sparkline_of(indicator, None) != line
    withdraw_update_verification(update, viewer=approver)
    assert told(indicator) == (before, 1 if how == "latest" else 2, 1)


def test_what_waits_is_left_out_and_said(indicator):
    author = make_user()
    only = make_indicator(indicator.objective, baseline=Decimal(0))
    only.targets = [IndicatorTarget(value=Decimal(10), **YEAR)]
    record(only, 9, author)
    record(indicator, 9, author)
    reading = read(only, TODAY)
    assert (reading.p, reading.reason.code) == (None, "no-verified-value")
    found = assess_plan(indicator.objective.line.plan, TODAY)
    assert left_out_of_plan(found)[0].number == 2
    assert found.objectives[0].attainment.measured == 1
    indicator.source = IndicatorSource.AUTO
    assert read(indicator, TODAY).waiting == 0


def test_what_was_recorded_before_counts_until_it_is_changed(indicator):
    make_values(indicator, SEEN, verified_by=None, verified_at=None, is_from_before=True)
    assert told(indicator) == (4, 1, 0)
    other = WrittenValue(seen_on=TODAY, value=Decimal(5))
    user = make_user().as_viewer
    edit_update(indicator.updates[1], indicator, other, today=TODAY, viewer=user)
    assert told(indicator) == (2, 1, 1)


def test_every_page_and_file_leaves_it_out_and_says_so(client_as, indicator):
    planner, approver = client_as("planner"), client_as("approver")
    one, whole = indicator.id, indicator.objective_id
    sheet = Sheet(planner, f"/objectives/indicators/{one}/updates/new")
    told_so = planner.follow(sheet.send(value="9")).text
    assert "counts once somebody else has verified it" in told_so
    waits = "1 value waits to be verified"
    for url in (f"/objectives/indicators/{one}", f"/objectives/{whole}"):
        page = planner.get(url).text
        assert waits in page and "40 %" in page and "90 %" not in page, url
    card = planner.get("/reports/scorecard?period=2030").text
    assert "Left out: 1 recorded values" in card and "40 %" in card and "90 %" not in card
    listed = planner.get("/objectives/").text
    assert "recorded values that nobody has verified yet" in listed and "40 %" in listed
    file = planner.get("/objectives.csv").text
    assert "Values to verify" in file and ",0.4," in file and ",0.9," not in file

    assert "Indicator values to verify" not in planner.get("/").text
    desk = approver.get("/")
    assert "Days alongside" in desk.text and "Indicator values to verify" in desk.text
    update = indicator.waiting[0]
    assert approver.post(f"/objectives/updates/{update.id}/verify").status == 303
    db.session.expire_all()
    for url in (f"/objectives/indicators/{one}", f"/objectives/{whole}"):
        page = planner.get(url).text
        assert waits not in page and "90 %" in page, url
