"""The coverage page: what it counts, what its numbers open, what it keeps to itself."""

import csv
import re
from datetime import date
from html import unescape
from io import BytesIO, StringIO

import pytest
from openpyxl import load_workbook

from planner.choices import EventState, Marking, Standing
from tests.factories import (
    make_event,
    make_nation,
    make_objective,
    make_own_nation,
    make_requirement,
    make_verified_outcome,
)

YEAR = "/reports/coverage?period=2030"
BASELINE = {"baseline_starts_on": date(2030, 2, 4), "baseline_ends_on": date(2030, 2, 6)}


@pytest.fixture
def trust():
    """An objective that wants three events with France: one held, backed; one ahead."""
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    objective = make_objective(name="Trust between forces")
    make_requirement(objective, "FR", 2030, 3)
    held = make_event(["AU", "FR", "ID"], [objective], state=EventState.REPORTED, **BASELINE)
    make_verified_outcome(objective=objective, events=[held])
    later = {"baseline_starts_on": date(2030, 12, 4), "baseline_ends_on": date(2030, 12, 6)}
    make_event(["FR"], [objective], date(2030, 12, 4), state=EventState.APPROVED, **later)
    return objective


def test_shows_executed_of_required_with_the_outcome_and_the_reason(client_as, trust):
    page = client_as("viewer").get(YEAR)
    assert "Trust between forces" in page.text
    assert "1 / 3 ●" in page.text
    assert "1 of 3 required held" in page.text


def test_a_row_is_one_line_with_its_light_in_a_column_of_its_own(client_as, trust):
    page = client_as("viewer").get(YEAR)
    row = re.search(r'<tr><th scope="row">.*?</tr>', page.html, re.S)[0]
    name, light = row.split("</th>")[0], row.split("</th>")[1].split("</td>")[0]
    assert "Trust between forces" in name
    assert "light" not in name
    assert re.search(r'class="light none">No light<', light)
    assert "cell-detail" not in row
    columns = len(re.findall("<th ", re.search(r"<thead>.*?</thead>", page.html, re.S)[0]))
    assert row.count("<td") + row.count("<th ") == columns


def test_gaps_that_nothing_planned_closes_are_one_sentence_an_objective(client_as, trust):
    make_nation("ID", is_partner=True)
    make_requirement(trust, "ID", 2030, 4)
    words = "nothing is planned for 4 of 7 required, with"
    new = f"/events/new?objective={trust.id}&nation="
    page = client_as("planner").get(YEAR)
    assert words in page.text
    assert "Indonesia (3)" in page.text
    assert [link[len(new) : len(new) + 2] for link in page.links if link.startswith(new)] == [
        "FR",
        "ID",
    ]
    reader = client_as("viewer").get(f"{YEAR}&across=quarter")
    assert words in reader.text
    assert not any(link.startswith("/events/new") for link in reader.links)
    one = client_as("viewer", nations=["FR"]).get(YEAR)
    assert "nothing is planned for 1 of 3 required" in one.text
    assert "Indonesia (3)" not in one.text


def test_a_phone_shows_one_partner_at_a_time(client_as, trust):
    client = client_as("viewer")
    page = client.get(f"{YEAR}&cells=executed-planned")
    form = re.search(r'<form class="one-of.*?</form>', page.html, re.S)[0]
    assert '<input type="hidden" name="cells" value="executed-planned">' in form
    assert re.findall(r'<option value="(\w*)"', form) == ["", "FR", "ID"]
    alone = client.get(f"{YEAR}&cells=executed-planned&nation=FR")
    assert '<option value="FR" selected>' in alone.html
    assert (
        'name="nation" value='
        not in re.search(r'<form class="one-of.*?</form>', alone.html, re.S)[0]
    )
    assert "one-of" not in client.get(f"{YEAR}&across=kind").html


def test_an_event_with_two_partners_counts_once_in_the_total(client_as, trust):
    page = client_as("viewer").get(f"{YEAR}&cells=executed-planned")
    row = re.search(r"Trust between forces</a>.*?</tr>", page.html, re.S)[0]
    assert [int(n) for n in re.findall(r">(\d+)</a>", row)] == [1, 2, 1, 1, 1, 2]


def test_own_nation_has_no_column(client_as, trust):
    page = client_as("viewer").get(YEAR)
    assert "/nations/FR" in page.links
    assert "/nations/AU" not in page.links


@pytest.mark.parametrize("cells", ["executed-planned", "backed-executed", "planned-required"])
@pytest.mark.parametrize("layout", ["", "&across=quarter", "&across=kind", "&rows=line"])
def test_every_number_opens_as_many_events_as_it_says(client_as, trust, cells, layout):
    make_event(["FR"], state=EventState.CLOSED, title="Serves nothing")
    client = client_as("planner")
    page = client.get(f"{YEAR}&cells={cells}{layout}")
    numbers = re.findall(r'<a href="(/events/\?measure=[^"]+)">(\d+)</a>', page.html)
    assert numbers
    for href, number in set(numbers):
        opened = client.get(unescape(href))
        listed = {link for link in opened.links if re.fullmatch(r"/events/\d+", link)}
        assert len(listed) == int(number), href


def test_a_viewer_of_one_nation_counts_only_what_they_may_see(client_as, trust):
    make_event(["ID"], [trust], state=EventState.CLOSED)
    make_requirement(trust, "ID", 2030, 7)
    make_event(["FR"], [trust], state=EventState.CLOSED, marking=Marking.OFFICIAL_SENSITIVE)
    sheet = client_as("viewer", nations=["FR"], ceiling=Marking.OFFICIAL).get(
        "/reports/coverage.csv?period=2030"
    )
    lines = [line.split(",") for line in sheet.text.splitlines()]
    total = next(line for line in lines if line[1:3] == ["All", "All"])
    assert total[3:7] == ["3", "2", "1", "1"]


def test_proposed_requirements_do_not_count(client_as, trust):
    make_requirement(trust, "ID", 2030, 9, standing=Standing.PROPOSED)
    assert "1 of 3 required held" in client_as("viewer").get(YEAR).text


def test_a_quarter_shows_what_the_year_requires_what_it_held_so_far_and_what_it_added(
    client_as, trust
):
    make_event(["FR"], [trust], date(2030, 5, 6), state=EventState.CLOSED)
    client = client_as("viewer")
    assert "1 / 3 +1" in client.get("/reports/coverage?period=2030-Q1").text
    assert "2 / 3 +1" in client.get("/reports/coverage?period=2030-Q2").text
    third = client.get("/reports/coverage?period=2030-Q3")
    assert "2 / 3 France" not in third.text
    assert "2 / 3" in third.text
    assert "each is shown for all of 2030, beside what was held of it by 30 Sep 2030" in third.text


def test_a_name_with_markup_is_written_out(client_as, trust):
    make_objective(name='<b onclick="x">Bold</b> & more')
    assert "&lt;b onclick=" in client_as("viewer").get(YEAR).html


def test_the_sheet_keeps_each_figure_in_its_column(client_as, trust):
    sheet = client_as("viewer").get("/reports/coverage.csv?period=2030").text
    assert f"{trust.code},Trust between forces,France,3,2,1,1,1,1,2,1" in sheet


@pytest.mark.parametrize(
    ("asked", "executed", "held"),
    [("2030-Q1", 1, 1), ("2030-Q2", 1, 2), ("2030-Q3", 0, 2), ("2030", 2, 2)],
)
def test_files_of_a_part_of_a_year_say_what_was_held_so_far(client_as, asked, executed, held):
    objective = make_objective(code="P1")
    make_requirement(objective, "ID", 2030, 2)
    for day in (date(2030, 2, 1), date(2030, 5, 1)):
        make_event(["ID"], [objective], day, 1, state=EventState.CLOSED)
    client = client_as("viewer")

    sheet = client.get(f"/reports/coverage.csv?period={asked}").body.decode("utf-8-sig")
    head, *rows = csv.reader(StringIO(sheet))
    (found,) = (row for row in rows if row[:1] == ["P1"] and row[2] == "Indonesia")
    told = dict(zip(head, found, strict=True))
    assert told["Required"] == "2"
    assert (told["Executed"], told["Held in the years so far"]) == (str(executed), str(held))
    assert told["Gap"] == str(2 - held)

    book = load_workbook(BytesIO(client.get(f"/reports/coverage.xlsx?period={asked}").body))
    head, *lines = book.active.values
    (line,) = (row for row in lines if row[0] == "P1" and row[2] == "Indonesia")
    assert dict(zip(head, line, strict=True))["Held in the years so far"] == held

    words = f"of 2 required in 2030, {held} of them met by"
    figures = client.get(f"/reports/figures.csv?period={asked}").body.decode("utf-8-sig")
    assert (words in figures) is (asked != "2030")
    assert (words in client.get(f"/reports/figures?period={asked}").text) is (asked != "2030")
