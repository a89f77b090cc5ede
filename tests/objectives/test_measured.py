"""What an indicator measures: a number, a percentage of a whole, a word of a scale."""

import io
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from planner.choices import Aggregation, Direction, IndicatorLevel, MeasuredAs
from planner.db import db
from planner.errors import RuleBroken
from planner.history.models import HistoryEntry
from planner.objectives.indicator_actions import add_indicator, edit_indicator
from planner.objectives.models import Indicator, IndicatorTarget, IndicatorUpdate
from planner.objectives.ratios import Ratio, together
from planner.objectives.readings import read
from planner.objectives.target_actions import add_target
from planner.objectives.told import word_at
from planner.objectives.update_actions import add_update
from planner.shapes.base import Misfit
from planner.shapes.indicator import WrittenIndicator, WrittenTarget, WrittenValue
from planner.shapes.measured import PercentageIndicator, PercentageValue, ScaleIndicator
from planner.viewers import EVERYTHING
from tests.factories import NOW, make_indicator, make_objective

TODAY = date(2030, 3, 1)
YEAR = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}
BASIC = {"level": IndicatorLevel.OUTCOME, "direction": Direction.UP}
SCALE = "none\nsome\ngood\nfull"


def percentage(aggregation=Aggregation.LATEST, **more):
    fields = {"measured_as": MeasuredAs.PERCENTAGE, "unit": "", "baseline": Decimal(10)}
    found = make_indicator(**(fields | more), aggregation=aggregation)
    found.targets = [IndicatorTarget(value=Decimal(50), **YEAR)]
    return found


def scale(**more):
    found = make_indicator(
        measured_as=MeasuredAs.SCALE, scale=SCALE, unit="", baseline=Decimal(1), **more
    )
    found.targets = [IndicatorTarget(value=Decimal(4), **YEAR)]
    return found


def sheet_rows(octets):
    return [[one.value for one in row] for row in load_workbook(io.BytesIO(octets)).worksheets[0]]


def see(indicator, written):
    update = add_update(indicator, written, viewer=EVERYTHING, now=NOW, today=TODAY)
    update.is_from_before = True
    return update


def verified():
    update = db.session.query(IndicatorUpdate).one()
    update.is_from_before = True
    db.session.commit()
    return update


def part(numerator, denominator, seen_on=TODAY):
    return PercentageValue(seen_on=seen_on, numerator=numerator, denominator=denominator)


counts = st.integers(1, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@pytest.mark.no_database
@given(st.lists(counts, min_size=1, max_size=8), st.sampled_from(list(Aggregation)))
def test_percentages_are_never_added(pairs, aggregation):
    ratios = [Ratio(Decimal(one), Decimal(of)) for one, of in pairs]
    seen = [(date(2030, 1, 1 + place), one) for place, one in enumerate(ratios)]
    found = together(aggregation, seen, date(2030, 1, 1), date(2030, 2, 1))
    if aggregation is Aggregation.LATEST:
        assert found == ratios[-1]
    else:
        whole = sum(of for _, of in pairs)
        assert found.exact == Fraction(100 * sum(one for one, _ in pairs), whole)
    assert 0 <= found.percentage <= 100


@pytest.mark.parametrize("aggregation", [Aggregation.SUM, Aggregation.MEAN])
def test_a_running_percentage_adds_numerators_and_denominators(aggregation):
    indicator = percentage(aggregation)
    see(indicator, part(1, 2, date(2030, 1, 10)))
    see(indicator, part(11, 38, date(2030, 2, 10)))
    see(indicator, part(9, 9, date(2029, 12, 31)))
    reading = read(indicator, TODAY)
    assert reading.ratio == Ratio(Decimal(12), Decimal(40))
    assert (reading.actual, reading.n) == (Decimal(30), 2)
    assert reading.p == Fraction(30 - 10, 50 - 10)


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("numerator", "denominator", "field", "words"),
    [
        (0, 0, "denominator", "There is no percentage of 0."),
        (5, 0, "denominator", "There is no percentage of 0."),
        (5, 4, "numerator", "larger than the whole"),
        (-1, 4, "numerator", "0 or more|from 0"),
        (1, -4, "denominator", "0 or more|from 0"),
        (None, 4, "numerator", "Enter how many it is true of"),
        (4, None, "denominator", "Enter how many there are in all"),
    ],
)
def test_a_percentage_of_nothing_is_refused(numerator, denominator, field, words):
    with pytest.raises(Misfit, match=words) as found:
        part(numerator, denominator, date(2030, 1, 1))
    assert list(found.value.faults) == [field]


def test_one_number_is_no_percentage_and_two_are_no_number():
    for indicator, written in (
        (percentage(), WrittenValue(seen_on=TODAY, value=30)),
        (make_indicator(), part(3, 10)),
        (scale(), part(3, 4)),
    ):
        with pytest.raises(RuleBroken, match="numerator and denominator"):
            see(indicator, written)
    with pytest.raises(Misfit, match="from 0 to 100"):
        add_target(
            percentage(targets=[]),
            WrittenTarget(starts_on=date(2031, 1, 1), ends_on=date(2031, 2, 1), value=101),
            viewer=EVERYTHING,
        )


def test_pages_files_and_history_say_twelve_of_forty(client_as, clock_at):
    clock_at(NOW)
    indicator = percentage()
    db.session.commit()
    planner, key = client_as("planner"), indicator.id
    url = f"/objectives/indicators/{key}/updates/new"
    form = planner.get(url)
    assert 'name="numerator"' in form.html
    assert 'name="value"' not in form.html
    given_ = {"seen_on": "2030-02-01", "numerator": "12", "denominator": "40"}
    refused = planner.post(url, given_ | {"denominator": "0"})
    assert refused.status == 422
    assert "There is no percentage of 0" in refused.text
    assert planner.post(url, given_ | {"value": "99"}).status == 303
    update = verified()
    assert (update.value, update.numerator, update.denominator) == (30, 12, 40)
    viewer = client_as("viewer")
    for page in (f"/objectives/indicators/{key}", f"/objectives/{indicator.objective_id}"):
        assert "12 of 40 (30 %)" in viewer.get(page).text
    assert "n = 1" in viewer.get(f"/objectives/indicators/{key}").text
    plan = indicator.objective.line.plan_id
    csv = viewer.get(f"/objectives.csv?plan={plan}").text
    assert "12 of 40 (30 %)" in csv
    assert "Numerator,Denominator" in csv
    rows = sheet_rows(viewer.get(f"/objectives.xlsx?plan={plan}").body)
    heads = [str(head) for head in rows[0]]
    line = dict(zip(heads, rows[1], strict=True))
    assert line["Actual"] == "12 of 40 (30 %)"
    assert (float(line["Numerator"]), float(line["Denominator"])) == (12, 40)
    history = client_as("administrator").get("/history/?kind=indicator_update")
    assert "Value : 12 of 40 (30 %)" in history.text
    assert "Numerator" not in history.text.partition("Value :")[2]


def test_a_correction_tells_both_percentages_whole(client_as, clock_at):
    clock_at(NOW)
    indicator = percentage()
    update = see(indicator, part(12, 40))
    db.session.commit()
    given_ = {"seen_on": "2030-02-01", "numerator": "14", "denominator": "40"}
    planner = client_as("planner")
    page = planner.get(f"/objectives/updates/{update.id}/edit")
    assert 'value="12"' in page.html
    assert planner.post(f"/objectives/updates/{update.id}/edit", given_).status == 303
    assert update.value == 35
    told = client_as("administrator").get("/history/?kind=indicator_update").text
    assert "12 of 40 (30 %) → 14 of 40 (35 %)" in told
    page = planner.follow(planner.post(f"/objectives/updates/{update.id}/remove"))
    assert "The value 14 of 40 (35 %) is removed." in page.text
    undo = page.html.split('action="/objectives/indicators/')[1].split('"')[0].replace("&amp;", "&")
    assert planner.post(f"/objectives/indicators/{undo}").status == 303
    back = db.session.query(IndicatorUpdate).one()
    assert (back.numerator, back.denominator, back.value) == (14, 40, 35)


def test_a_scale_is_told_by_its_words_everywhere(client_as, clock_at):
    clock_at(NOW)
    indicator = scale()
    db.session.commit()
    planner, key = client_as("planner"), indicator.id
    url = f"/objectives/indicators/{key}/updates/new"
    assert ">good</option>" in planner.get(url).html
    for bad in ("", "5", "0", "2.5x", "sNaN"):
        assert planner.post(url, {"seen_on": "2030-02-01", "value": bad}).status == 422
    assert planner.post(url, {"seen_on": "2030-02-01", "value": "3"}).status == 303
    verified()
    reading = read(indicator, TODAY)
    assert reading.p == Fraction(2, 3)
    assert (reading.told, reading.target_told) == ("good", "full")
    viewer = client_as("viewer")
    page = viewer.get(f"/objectives/indicators/{key}").text
    for words in ("none / some / good / full", "full by", "good counted in n"):
        assert words in page, words
    assert "good" in viewer.get(f"/objectives/{indicator.objective_id}").text
    rows = sheet_rows(viewer.get(f"/objectives.xlsx?plan={indicator.objective.line.plan_id}").body)
    line = dict(zip(map(str, rows[0]), rows[1], strict=True))
    assert [line[head] for head in ("Baseline", "Target", "Actual")] == ["none", "full", "good"]
    told = client_as("administrator").get("/history/?kind=indicator_update").text
    assert "Value : good" in told
    entry = (
        db.session.query(HistoryEntry)
        .filter_by(subject_kind="indicator_update", verb="added")
        .one()
    )
    assert entry.changes["value_told"] == [None, "good"]


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "two to ten"),
        ("only", "two to ten"),
        ("\n \n", "two to ten"),
        ("\n".join(map(str, range(11))), "two to ten"),
        ("good\nGood", "stands once"),
        ("some\n" + "x" * 61, "under 60"),
    ],
)
def test_a_scale_has_two_to_ten_words_of_its_own(words, why):
    with pytest.raises(Misfit, match=why):
        ScaleIndicator(code="Q", name="Quality", scale=words, **BASIC)


@pytest.mark.no_database
def test_words_are_not_added_up_and_the_baseline_is_one_of_them():
    with pytest.raises(Misfit, match="not added up"):
        ScaleIndicator(code="Q", name="Q", scale=SCALE, aggregation=Aggregation.SUM, **BASIC)
    with pytest.raises(Misfit, match="Choose a word of the scale: none, some, good, full"):
        ScaleIndicator(code="Q", name="Q", scale=SCALE, baseline_word="great", **BASIC)
    words = SCALE.split("\n")
    assert [word_at(words, Decimal(at)) for at in ("1", "2.5", "4")] == [
        "none",
        "between “some” and “good”",
        "full",
    ]


def test_a_scale_in_use_keeps_number_and_order_of_its_words():
    written = ScaleIndicator(code="Q", name="Q", scale=SCALE, baseline_word=" SOME ", **BASIC)
    indicator = add_indicator(make_objective(), written, viewer=EVERYTHING)
    assert (indicator.baseline, indicator.baseline_word) == (2, "some")
    edit_indicator(indicator, written.but(scale="some\nfull"), viewer=EVERYTHING)
    edit_indicator(indicator, written, viewer=EVERYTHING)
    see(indicator, WrittenValue(seen_on=TODAY, value=3))
    edit_indicator(indicator, written.but(scale="nothing\nsome\ngood\nfull"), viewer=EVERYTHING)
    for other in ("some\nnothing\ngood\nfull", "nothing\nsome\nfull", "nothing\nsome\ngood"):
        with pytest.raises(RuleBroken, match="use this scale"):
            edit_indicator(indicator, written.but(scale=other), viewer=EVERYTHING)


def test_what_an_indicator_measures_stays():
    indicator = make_indicator()
    written = PercentageIndicator(code="P", name="P", **BASIC)
    with pytest.raises(RuleBroken, match="stays as it is"):
        edit_indicator(indicator, written, viewer=EVERYTHING)
    with pytest.raises(Misfit, match="Enter a unit"):
        WrittenIndicator(code="P", name="P", unit="", **BASIC)


def test_each_sort_of_measure_has_its_own_form(client_as, clock_at):
    clock_at(NOW)
    objective = make_objective()
    db.session.commit()
    desk, url = client_as("country_desk"), f"/objectives/{objective.id}/indicators/new"
    same = {
        "name": "Talks",
        "level": "output",
        "direction": "up",
        "aggregation": "latest",
        "value_weight": "1",
    }
    page = desk.get(f"{url}?measured_as=scale")
    assert 'name="scale"' in page.html
    assert 'name="unit"' not in page.html
    assert 'name="unit"' in desk.get(f"{url}?measured_as=mood").html
    words = {"code": "Q", "scale": "low\r\nhigh\r\n", "baseline_word": "low"}
    assert desk.post(f"{url}?measured_as=scale", same | words).status == 303
    share = {"code": "P", "baseline": "20"}
    assert desk.post(f"{url}?measured_as=percentage", same | share).status == 303
    over = desk.post(f"{url}?measured_as=percentage", same | {"code": "R", "baseline": "120"})
    assert over.status == 422
    found = {row.code: row for row in db.session.query(Indicator)}
    assert found["Q"].words == ["low", "high"]
    assert (found["Q"].baseline, found["P"].baseline) == (1, 20)
    page = desk.get(f"/objectives/indicators/{found['Q'].id}/edit")
    assert 'value="low"' in page.html
    target = {"starts_on": "2030-01-01", "ends_on": "2030-12-31", "value": "2"}
    assert desk.post(f"/objectives/indicators/{found['Q'].id}/targets/new", target).status == 303
    page = desk.get(f"/objectives/targets/{found['Q'].targets[0].id}/edit")
    assert "selected" in page.html.split(">high<")[0].rsplit("<option", 1)[1]
