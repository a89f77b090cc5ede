"""Parts of an indicator's values: typed counts, none under five on any page, file or entry."""

from datetime import date
from decimal import Decimal

import pytest

from planner.choices import Aggregation, Direction, IndicatorLevel, IndicatorSource
from planner.db import db
from planner.errors import RuleBroken
from planner.objectives.indicator_actions import add_indicator, edit_indicator
from planner.objectives.models import IndicatorTarget, IndicatorUpdate
from planner.objectives.parting import parts_read
from planner.objectives.periods_read import periods_of
from planner.objectives.progress import Light
from planner.objectives.readings import read
from planner.objectives.sparkline import sparkline_of
from planner.objectives.update_actions import add_update
from planner.shapes.base import Misfit
from planner.shapes.indicator import WrittenIndicator, WrittenValue
from planner.shapes.parted import PartedValue
from planner.viewers import EVERYTHING
from tests.factories import NOW, make_indicator, make_objective

TODAY = date(2030, 3, 1)
YEAR = {"starts_on": date(2030, 1, 1), "ends_on": date(2030, 12, 31)}


def parted(aggregation=Aggregation.SUM, by=("nation", "sex"), wanted=100):
    found = make_indicator(parted_by=list(by), aggregation=aggregation, baseline=Decimal(0))
    found.targets = [IndicatorTarget(value=Decimal(wanted), **YEAR)]
    db.session.flush()
    return found


def see(indicator, value, seen_on=TODAY, **parts):
    written = PartedValue(seen_on=seen_on, value=value, confirmed=value, **parts)
    update = add_update(indicator, written, viewer=EVERYTHING, now=NOW, today=TODAY)
    update.is_from_before = True
    return update


def test_parts_are_read_by_name_or_code_and_kept_with_the_whole():
    indicator = parted(by=("nation", "armed_service", "rank_band", "sex"))
    update = see(
        indicator,
        40,
        parts_nation="France 12\nDE: 20\n\n",
        parts_sex="Women 15\nmen 20",
        parts_rank_band="Senior officers 8",
        parts_armed_service="",
    )
    assert parts_read(update.parts) == {
        "nation": {"DE": 20, "FR": 12},
        "sex": {"men": 20, "women": 15},
        "rank_band": {"senior_officers": 8},
    }


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("parts_sex", "women 25\nmen 20", "add up to 45, but the whole is 40"),
        ("parts_sex", "women 5\nWomen 6", "cannot be taken"),
        ("parts_sex", "others 5", "cannot be taken"),
        ("parts_sex", "women", "cannot be taken"),
        ("parts_sex", "women -3", "cannot be taken"),
        ("parts_sex", "women 2.5", "cannot be taken"),
        ("parts_nation", "Atlantis 5", "cannot be taken"),
    ],
)
def test_what_is_no_part_is_refused_beside_its_box(field, text, words):
    with pytest.raises(Misfit, match=words) as found:
        see(parted(), 40, **{field: text})
    assert list(found.value.faults) == [field]


def test_a_parted_value_is_a_whole_number_and_others_have_no_parts():
    for value in (Decimal("2.5"), -1):
        with pytest.raises(Misfit, match="whole number"):
            see(parted(), value)
    with pytest.raises(RuleBroken, match="no parts"):
        see(make_indicator(), 40, parts_sex="women 5")


def test_parts_are_declared_before_the_first_value_and_for_typed_values_alone():
    written = WrittenIndicator(
        code="C",
        name="Certified",
        unit="people",
        level=IndicatorLevel.OUTCOME,
        direction=Direction.UP,
        parted_by=("sex",),
    )
    indicator = add_indicator(make_objective(), written, viewer=EVERYTHING)
    edit_indicator(indicator, written.but(parted_by=("sex", "nation")), viewer=EVERYTHING)
    see(indicator, 12)
    with pytest.raises(RuleBroken, match="recorded already"):
        edit_indicator(indicator, written, viewer=EVERYTHING)
    with pytest.raises(RuleBroken, match="computes"):
        computed = written.but(code="D", source=IndicatorSource.AUTO)
        add_indicator(make_objective(), computed, viewer=EVERYTHING)


@pytest.mark.parametrize("aggregation", list(Aggregation))
def test_a_whole_under_five_is_in_no_total_no_progress_and_no_line(aggregation):
    indicator = parted(aggregation)
    small, large = (date(2030, 2, 1), date(2030, 1, 1))
    see(indicator, 3, small)
    see(indicator, 20, large)
    reading = read(indicator, TODAY)
    assert (reading.actual, reading.p, reading.light) == (None, None, Light.GREY)
    assert reading.told == ("<5" if aggregation is Aggregation.LATEST else "withheld")
    assert reading.reason.code == "too-few"
    assert periods_of([indicator], TODAY)[0].met_words == "not shown"
    assert sparkline_of(indicator, None) is None
    see(indicator, 30, date(2030, 2, 20))
    assert (read(indicator, TODAY).p is not None) == (aggregation is Aggregation.LATEST)


def test_nobody_who_only_views_meets_a_count_under_five(client_as, clock_at):
    clock_at(NOW)
    indicator = parted()
    db.session.commit()
    planner, viewer = client_as("planner"), client_as("viewer")
    key, plan = indicator.id, indicator.objective.line.plan_id
    base = f"/objectives/indicators/{key}"
    form = planner.get(f"{base}/updates/new")
    assert 'name="parts_sex"' in form.html
    assert 'name="parts_rank_band"' not in form.html
    typed = {"seen_on": "2030-02-01", "value": "163", "parts_sex": "women 4\nmen 151"}
    over = planner.post(f"{base}/updates/new", typed | {"parts_sex": "women 4\nmen 165"})
    assert over.status == 422
    assert "add up to 169" in over.text
    assert planner.post(f"{base}/updates/new", typed).status == 303
    update = db.session.query(IndicatorUpdate).one()
    update.is_from_before = True
    db.session.commit()
    page = viewer.get(base).text
    assert "Women <5" in page
    assert "Men 151" in page
    assert "Not stated withheld" in page
    csv = viewer.get(f"/objectives.csv?plan={plan}").text
    assert "Sex,Women,,<5," in csv
    edit = planner.get(f"/objectives/updates/{update.id}/edit")
    assert "Women 4" in edit.html
    changed = typed | {"value": "160", "parts_sex": "women 3\nmen 151"}
    assert planner.post(f"/objectives/updates/{update.id}/edit", changed).status == 303
    admin = client_as("administrator")
    for address in ("/history/?kind=indicator_update", "/history.csv?kind=indicator_update"):
        told = admin.get(address).text
        assert "•••" in told
        assert "women" not in told.casefold()
    tiny = {"seen_on": "2030-02-02", "value": "3", "confirmed": "3", "parts_sex": "women 1\nmen 2"}
    assert planner.post(f"{base}/updates/new", tiny).status == 303
    told = admin.get("/history/?kind=indicator_update").text
    assert "Value : <5" in told
    page = viewer.get(base)
    assert "Women <5, Men <5" in page.text


def test_targets_of_parts_are_compared_with_what_is_shown(client_as, clock_at):
    clock_at(NOW)
    indicator = parted(wanted=90)
    see(indicator, 60, date(2030, 1, 10), parts_sex="women 20\nmen 40")
    see(indicator, 30, date(2030, 2, 10), parts_sex="women 10\nmen 20")
    db.session.commit()
    desk = client_as("country_desk")
    target = indicator.targets[0]
    url = f"/objectives/targets/{target.id}/edit"
    days = {"starts_on": "2030-01-01", "ends_on": "2030-12-31", "value": "90"}
    assert desk.post(url, days | {"parts_sex": "women 25\nmen 70"}).status == 303
    assert "Women 25" in desk.get(url).html
    table = client_as("viewer").get(f"/objectives/indicators/{indicator.id}").text
    table = table.split("Parts of")[1]
    assert "Women Sex 25 30 met" in table
    assert "Men Sex 70 60 not met yet" in table
    page = desk.follow(desk.post(f"/objectives/targets/{target.id}/remove"))
    undo = page.html.split('action="/objectives/indicators/')[1].split('"')[0].replace("&amp;", "&")
    assert desk.post(f"/objectives/indicators/{undo}").status == 303
    kept = db.session.query(IndicatorTarget).one()
    assert parts_read(kept.parts) == {"sex": {"men": 70, "women": 25}}


def test_a_value_without_parts_keeps_to_the_whole():
    indicator = parted()
    written = WrittenValue(seen_on=TODAY, value=20)
    update = add_update(indicator, written, viewer=EVERYTHING, now=NOW, today=TODAY)
    assert update.parts in ("", None)
