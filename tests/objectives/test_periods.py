"""Several periods of an indicator, each with its target and what was reached by its end."""

from datetime import date
from decimal import Decimal

import pytest

from planner.choices import Aggregation, Direction
from planner.db import db
from planner.objectives.models import IndicatorTarget, IndicatorUpdate
from planner.objectives.periods_read import made_from_words, periods_of
from planner.objectives.progress import Light
from tests.factories import NOW, make_indicator

TODAY = date(2030, 3, 1)
TARGETS = ((2028, 20), (2029, 30), (2030, 40), (2031, 60))
VALUES = ((date(2028, 6, 1), 12), (date(2028, 12, 31), 9), (date(2029, 7, 1), 30))


def over_years(aggregation, direction=Direction.UP, values=VALUES, baseline=10):
    found = make_indicator(aggregation=aggregation, direction=direction, baseline=Decimal(baseline))
    found.targets = [
        IndicatorTarget(
            starts_on=date(year, 1, 1), ends_on=date(year, 12, 31), value=Decimal(value)
        )
        for year, value in TARGETS
    ]
    found.updates = [
        IndicatorUpdate(seen_on=day, value=Decimal(value), created_at=NOW, is_from_before=True)
        for day, value in values
    ]
    db.session.flush()
    return found


@pytest.mark.parametrize(
    ("aggregation", "reached", "met"),
    [
        (Aggregation.SUM, [21, 30, None, None], ["met", "met", "no value yet", "not begun"]),
        (Aggregation.LATEST, [9, 30, 30, 30], ["not met", "met", "not met yet", "not begun"]),
        (
            Aggregation.MEAN,
            [Decimal("10.5"), 30, None, None],
            ["not met", "met", "no value yet", "not begun"],
        ),
    ],
)
def test_each_period_is_read_at_its_end(aggregation, reached, met):
    lines = periods_of([over_years(aggregation)], TODAY)
    assert [one.reading.actual for one in lines] == reached
    assert [one.met_words for one in lines] == met
    assert lines[1].reading.light is Light.GREEN
    assert lines[1].reading.x == 1


def test_a_past_period_without_a_value_says_so_and_lower_may_be_better():
    lines = periods_of([over_years(Aggregation.SUM, values=VALUES[2:])], TODAY)
    assert lines[0].met_words == "no value"
    falling = over_years(Aggregation.LATEST, Direction.DOWN, baseline=100)
    assert [one.met_words for one in periods_of([falling], TODAY)][:2] == ["met", "met"]


def test_page_and_file_list_every_period(client_as, clock_at):
    clock_at(NOW)
    indicator = over_years(Aggregation.SUM)
    db.session.commit()
    viewer = client_as("viewer")
    page = viewer.get(f"/objectives/indicators/{indicator.id}").text
    assert "the running total of its values" in page
    table = page.split("Targets by period")[-1]
    assert table.index("2028") < table.index("not begun")
    for words in ("21", "Progress", "met", "no value yet", "not begun"):
        assert words in table, words
    csv = viewer.get(f"/objectives.csv?plan={indicator.objective.line.plan_id}").text
    assert "Targets by period" in csv
    line = next(row for row in csv.splitlines() if "2028-01-01" in row)
    assert "31 Dec 2028,20,21,1.1,110 %,On track" in line
    assert ",met," in line
    assert made_from_words(indicator) in line


def test_periods_that_overlap_are_refused(client_as):
    indicator = over_years(Aggregation.SUM)
    db.session.commit()
    desk, url = client_as("country_desk"), f"/objectives/indicators/{indicator.id}/targets/new"
    for first, last in (("2031-12-31", "2032-06-30"), ("2027-01-01", "2033-01-01")):
        page = desk.post(url, {"starts_on": first, "ends_on": last, "value": "70"})
        assert page.status == 422
        assert "Another target covers some of these days" in page.text
