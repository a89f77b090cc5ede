"""Gaps propose what was held last, or the next edition; figures show who waits longest."""

import re
from datetime import UTC, date, datetime

import pytest

from planner.choices import EventState, Marking, NationTier
from tests.factories import (
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_programme,
    make_requirement,
)

GAPS = "/reports/gaps?period=2030"
HELD = EventState.CLOSED


@pytest.fixture
def held(clock_at):
    """Events of 2029 that would close gaps of 2030, by title."""
    clock_at(datetime(2030, 5, 2, 9, tzinfo=UTC))
    make_own_nation("AU")
    make_nation("FR", is_partner=True, tier=NationTier.A)
    make_nation("ID", is_partner=True)
    make_nation("NZ", is_partner=True)
    trust = make_objective(name="Trust between forces", code="O1")
    idle = make_objective(name="Nobody serves this", code="O2", line=trust.line)
    for code, number in (("FR", 2), ("ID", 1), ("NZ", 1)):
        make_requirement(trust, code, 2030, number)
    series = make_programme(interval_months=12)
    yearly = {"state": HELD, "programme": series, "title": "Garuda 2029"}
    made = [
        make_event(["FR"], [trust], date(2029, 3, 4), state=HELD, title="Older talks"),
        make_event(["FR"], [trust], date(2029, 6, 4), state=HELD, title="Talks of old"),
        make_event(["ID"], [trust], date(2029, 8, 6), **yearly),
        make_event(["ID"], [idle], date(2029, 2, 4), state=HELD, title="Lonely event"),
        make_event(
            ["NZ"],
            [trust],
            date(2029, 9, 4),
            state=HELD,
            title="Kept to few",
            marking=Marking.OFFICIAL_SENSITIVE,
        ),
    ]
    return {event.title: event.id for event in made}


def test_each_gap_proposes_what_was_held_last_with_the_form_filled(client_as, held):
    planner = client_as("planner", ceiling=Marking.OFFICIAL)
    page = planner.get(GAPS)
    assert "Again: Talks of old, 4 Jun 2029" in page.text
    assert "Next edition of Garuda 2029" in page.text
    assert "Again: Lonely event" in page.text
    assert "Older talks" not in page.text
    assert "Kept to few" not in page.text
    talks, garuda = held["Talks of old"], held["Garuda 2029"]
    (copy,) = {link for link in page.links if link.startswith(f"/events/{talks}/copy")}
    (edition,) = {link for link in page.links if link.startswith(f"/events/{garuda}/next-edition")}
    assert 'value="Talks of old"' in planner.get(copy).html
    assert 'value="Garuda 2030"' in planner.get(edition).html
    sheet = planner.get("/reports/gaps.csv?period=2030").text
    assert "Next edition of Garuda 2029" in sheet
    assert f"/events/{garuda}/next-edition" in sheet
    assert "Kept to few" not in sheet


def test_lines_alike_stand_under_one_name(client_as, held):
    page = client_as("planner").get(GAPS)
    unmet = page.html.partition('id="unmet"')[2].partition("</section>")[0]
    assert re.findall(r'<h3 class="age">(.*?)</h3>', unmet) == ["Trust between forces"]
    assert re.findall(r'aria-hidden="true">(\w+[ \w]*)</span></a>', unmet) == [
        "France",
        "Indonesia",
        "New Zealand",
    ]
    stale = page.html.partition('id="stale"')[2].partition("</section>")[0]
    assert "Met longer ago than its limit" in stale


def test_nobody_else_is_shown_what_might_be_planned_anew(client_as, held):
    for client in (client_as("viewer"), client_as("planner", nations=["NZ"], ceiling=1)):
        page = client.get(GAPS)
        assert "Again:" not in page.text
        assert "Next edition of" not in page.text


def test_figures_put_those_first_whose_limit_has_long_passed_and_fold_the_rest(client_as, held):
    page = client_as("planner").get("/reports/figures?period=2030")
    shown, _summary, folded = page.html.partition("By partner")[2].partition("more partners")
    assert "France" in shown
    assert "Days over the limit" in shown
    assert "Indonesia" not in shown
    assert "Indonesia" in folded and "New Zealand" in folded
    assert 'class="cell-bar"' in page.html
