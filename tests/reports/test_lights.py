"""One light per objective: when it is grey, when it may be green, and that all pages agree."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest

from planner import clock
from planner.choices import EventState
from planner.objectives.models import IndicatorTarget
from planner.objectives.progress import Attainment, Light, Part, attainment, rolled_up
from planner.reports.measures.coverage_cells import Figures
from planner.reports.measures.lights import light
from planner.reports.measures.wanted import Wanted
from planner.web.cells import cell
from tests.factories import (
    make_event,
    make_indicator,
    make_nation,
    make_objective,
    make_own_nation,
    make_requirement,
    make_values,
)
from tests.reports.spans import quarter_period, year_period

YEAR = year_period(2030)
MIDDLE = date(2030, 7, 1)
NO_INDICATORS = Attainment(None, None, None, 0, 0)


def reached(value, expected=Fraction(1, 2), completeness=Fraction(1), parts=2):
    return Attainment(Fraction(value), completeness, expected, round(parts * completeness), parts)


def figures(required=4, held=4, residual=0, unplanned=0):
    gap = max(0, required - held)
    wanted = Wanted(required, held, gap, residual, unplanned=unplanned, cells=1)
    return Figures(0, held, 0, 0, wanted)


@pytest.mark.parametrize(
    ("found", "indicators", "today", "wanted", "words"),
    [
        (figures(), NO_INDICATORS, MIDDLE, Light.GREEN, "4 of 4 required held"),
        (figures(), NO_INDICATORS, date(2029, 12, 31), Light.GREY, "begins on 1 Jan 2030"),
        (figures(), NO_INDICATORS, date(2030, 1, 1), Light.GREEN, "4 of 4"),
        (figures(0, 0), NO_INDICATORS, MIDDLE, Light.GREY, "nothing is required"),
        (Figures(0, 3, 0, 0), reached(1), MIDDLE, Light.GREY, "nothing is required"),
        (figures(held=2), NO_INDICATORS, MIDDLE, Light.GREEN, "2 of 4"),
        (figures(held=2, residual=1), NO_INDICATORS, MIDDLE, Light.AMBER, "not yet approved"),
        (
            figures(held=2, residual=1, unplanned=1),
            reached(1),
            MIDDLE,
            Light.AMBER,
            "nothing planned",
        ),
        (figures(held=1), NO_INDICATORS, date(2030, 12, 31), Light.RED, "1 of 4"),
        (figures(), reached("1/10"), MIDDLE, Light.RED, "10 % reached, 50 % expected"),
        (figures(), reached("3/10"), MIDDLE, Light.AMBER, "30 % reached"),
        (figures(), reached(1, completeness=Fraction(49, 100)), MIDDLE, Light.GREY, "measured"),
        (figures(), reached(1, completeness=Fraction(1, 2)), MIDDLE, Light.GREEN, "reached"),
        (figures(), Attainment(None, Fraction(0), None, 0, 3), MIDDLE, Light.GREY, "0 of 3"),
        (figures(), rolled_up([NO_INDICATORS] * 2), MIDDLE, Light.GREEN, "4 of 4"),
        (figures(), attainment([Part(0, None)]), MIDDLE, Light.GREEN, "4 of 4"),
    ],
)
def test_a_light_never_flatters(app, found, indicators, today, wanted, words):
    with app.test_request_context():
        shown = light(found, indicators, YEAR, today)
        reason = cell(shown.reason)
    assert (shown.light, words in reason) == (wanted, True), reason


def test_a_quarter_is_judged_by_the_year_so_far(app):
    first = quarter_period(2030, 1)
    with app.test_request_context():
        early = light(figures(held=1), NO_INDICATORS, first, date(2030, 12, 31))
        none = light(figures(held=0), NO_INDICATORS, first, date(2030, 12, 31))
    assert (early.light, none.light) == (Light.GREEN, Light.AMBER)


@pytest.fixture
def office():
    """Two objectives of this year: one held and measured badly, one that nobody planned for."""
    year = clock.today().year
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    span = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    served, bare = make_objective(code="X1"), make_objective(code="X2")
    for objective in (served, bare):
        objective.line.plan.starts_on, objective.line.plan.ends_on = span.values()
        make_requirement(objective, "FR", year, 1)
    make_event(["FR"], [served], date(year, 1, 1), 1, state=EventState.CLOSED)
    make_event(["FR"], [bare], date(year, 12, 1), 2, state=EventState.PLANNED)
    indicator = make_indicator(served, baseline=Decimal(0))
    indicator.targets = [IndicatorTarget(value=Decimal(100), **span)]
    yesterday = clock.today() - timedelta(days=1)
    make_values(indicator, [(yesterday, 0)])
    return served, bare


def test_every_page_and_file_shows_the_same_light(client_as, office):
    year = clock.today().year
    client = client_as("planner")
    served, bare = office
    for objective, words in (
        (served, "1 of 1 required held; indicators 0 % reached"),
        (bare, "0 of 1 required held; 1 planned, not yet approved"),
    ):
        plan = objective.line.plan_id
        for address in (
            f"/reports/coverage?period={year}",
            f"/reports/coverage?period={year}&objective={objective.id}",
            f"/reports/coverage.csv?period={year}",
            f"/objectives/?plan={plan}",
            f"/objectives.csv?plan={plan}",
            f"/objectives/{objective.id}",
        ):
            assert words in client.get(address).text, (address, words)


def test_a_cell_with_a_planned_event_is_not_planned_twice(client_as, office):
    year = clock.today().year
    _served, bare = office
    page = client_as("planner").get(f"/reports/gaps?period={year}")
    assert "1 required, 0 held, 0 approved and ahead; 1 planned, not yet approved" in page.text
    assert "with nothing planned" not in page.text
    (address,) = (link for link in page.links if "measure=unapproved" in link and "nation" in link)
    opened = client_as("planner").get(address)
    assert sum(link.startswith("/events/") and link[8:].isdigit() for link in opened.links) == 1
    assert not any(f"/events/new?objective={bare.id}" in link for link in page.links)


def test_a_gap_asks_whether_what_is_past_took_place(client_as, office, clock_at):
    year = clock.today().year
    _served, bare = office
    clock_at(datetime(year, 12, 20, 12, tzinfo=UTC))
    make_event(["FR"], [bare], date(year, 12, 4), 2, state=EventState.APPROVED)
    make_requirement(bare, "ID", year, 2)
    client = client_as("planner")
    page = client.get(f"/reports/gaps?period={year}&objective={bare.id}")
    words = "1 past its last day, not yet answered"
    assert f"1 required, 0 held, 0 approved and ahead; {words}" in page.text
    assert "2 required, 0 held, 0 approved and ahead; 2 with nothing planned" in page.text
    steps = [link for link in page.links if f"/events/new?objective={bare.id}" in link]
    assert len(steps) == 1, "with Indonesia only: what may have taken place is not planned again"
    addresses = {link for link in page.links if "measure=unanswered" in link and "nation" in link}
    panel = client.get(f"/objectives/{bare.id}")
    assert words in panel.text
    assert addresses == {link for link in panel.links if "measure=unanswered" in link}
    (address,) = addresses
    assert client.get(address).text.count("Approved") >= 1
    assert f"0 of 3 required held; {words}; 2 with nothing planned" in panel.text
    assert words in client.get(f"/reports/gaps.csv?period={year}").text
    assert bare.name not in page.html.partition('id="idle"')[2].partition("</section>")[0]


def test_a_gap_that_an_approved_event_closes_is_not_planned_again(client_as, office, clock_at):
    year = clock.today().year
    _served, bare = office
    clock_at(datetime(year, 12, 20, 12, tzinfo=UTC))
    make_event(["FR"], [bare], date(year, 12, 29), 2, state=EventState.APPROVED)
    page = client_as("planner").get(f"/reports/gaps?period={year}&objective={bare.id}")
    assert "1 required, 0 held, 1 approved and ahead" in page.text
    assert "Plan an event for this gap" not in page.text
    (address,) = (link for link in page.links if "measure=ahead" in link)
    assert f"objective={bare.id}&nation=FR" in address


@pytest.mark.parametrize("page", ["coverage", "gaps"])
def test_an_empty_office_is_told_of_no_success(client_as, page):
    text = client_as("planner").get(f"/reports/{page}").text
    assert "On track" not in text
    assert "100 %" not in text
    assert "is met" not in text
