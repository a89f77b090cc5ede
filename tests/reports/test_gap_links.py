"""From a number to what it stands for, and from a gap to the step that closes it."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
from openpyxl import load_workbook

from planner.choices import EventState, NationTier
from tests.factories import (
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_own_nation,
    make_requirement,
)

YEAR = "period=2030"


@pytest.fixture
def office():
    """An office with a gap of every kind."""
    make_own_nation("AU")
    make_nation("FR", is_partner=True, tier=NationTier.A)
    make_nation("ID", is_partner=True)
    objective = make_objective(code="O1", name="Trust between forces")
    make_objective(code="O2", name="Nobody serves this", line=objective.line)
    make_requirement(objective, "FR", 2030, 3)
    make_requirement(objective, "ID", 2030, 2)
    held = make_event(["AU", "FR"], [objective], state=EventState.EXECUTED, title="Held once")
    make_event(["FR"], state=EventState.EXECUTED, title="Serves nothing")
    make_follow_up(held, due_on=date(2020, 4, 1), what="Send the list")
    return objective


def steps(page):
    """Return the next steps of a gaps page: words and link."""
    found = re.findall(r'class="todo-action" href="([^"]+)">([^<]+)<', page.html)
    return {(words.strip(), unescape(href)) for href, words in found}


def test_every_line_has_a_next_step_that_opens(client_as, office):
    planner = client_as("planner")
    found = steps(planner.get(f"/reports/gaps?{YEAR}"))
    kinds = {re.sub(r"\d+", "N", href.partition("?")[0]) for _words, href in found}
    assert kinds >= {
        "/events/new",
        "/events/N/report",
        "/outcomes/new",
        "/follow-ups/N",
        "/events/N/edit",
    }
    for words, href in found:
        assert planner.get(href).status == 200, (words, href)


def test_an_event_for_a_gap_is_filled_in(client_as, office):
    planner = client_as("planner")
    (href,) = [
        href
        for _words, href in steps(planner.get(f"/reports/gaps?{YEAR}"))
        if f"objective={office.id}&" in href and "nation=ID" in href
    ]
    form = planner.get(href).html
    ticked = {
        (re.search(r'name="([^"]+)"', tag)[1], re.search(r'value="([^"]+)"', tag)[1])
        for tag in re.findall(r"<input[^>]*\bchecked\b[^>]*>", form)
    }
    assert ("partner_codes", "ID") in ticked
    assert ("partner_codes", "FR") not in ticked
    assert any(value == str(office.id) for _name, value in ticked) or re.search(
        rf'<option[^>]*selected[^>]*value="{office.id}"|<option value="{office.id}" selected', form
    )
    assert re.search(r'name="starts_on"[^>]*value="20\d\d-\d\d-\d\d"', form)


def test_a_gap_opens_the_lines_that_add_up_to_it(client_as, office):
    viewer = client_as("viewer")
    page = viewer.get(f"/reports/coverage?{YEAR}&cells=gap")
    numbers = re.findall(r'<a href="(/reports/gaps\?[^"]+)">(\d+)</a>', page.html)
    assert {int(number) for _href, number in numbers} == {2, 4}
    for href, number in set(numbers):
        opened = viewer.get(unescape(href).partition("#")[0])
        unmet = opened.html.partition('id="unmet"')[2].partition("</section>")[0]
        lines = re.findall(r"(\d+) required, (\d+) held", unmet)
        assert sum(int(required) - int(held) for required, held in lines) == int(number), href


def test_a_required_number_opens_the_requirements_and_these_the_grid(client_as, office):
    viewer = client_as("viewer")
    page = viewer.get(f"/reports/coverage?{YEAR}")
    numbers = re.findall(r'<a href="(/reports/rows\?of=required[^"]*)"[^>]*>(\d+)</a>', page.html)
    assert {number for _href, number in numbers} >= {"2", "3"}
    for href, _number in numbers:
        rows = viewer.get(unescape(href))
        (grid, *_more) = (link for link in rows.links if re.match(r"/requirements/\?plan", link))
        grid = viewer.get(grid)
        assert grid.status == 200
        assert "2030" in grid.text
        assert "Trust between forces" in grid.text


@pytest.mark.parametrize("name", ["coverage", "gaps", "figures"])
def test_files_and_page_say_the_same(client_as, office, name):
    viewer = client_as("viewer")
    sheet = viewer.get(f"/reports/{name}.csv?{YEAR}").body
    assert sheet.startswith(b"\xef\xbb\xbf")
    book = load_workbook(BytesIO(viewer.get(f"/reports/{name}.xlsx?{YEAR}").body))
    words = {str(cell.value) for row in book.active.iter_rows() for cell in row if cell.value}
    page = viewer.get(f"/reports/{name}?{YEAR}")
    for told in {"coverage": ["Trust between forces"], "gaps": ["Send the list"]}.get(name, []):
        assert told in page.text
        assert any(told in word for word in words)
        assert told in sheet.decode()
    assert f"/reports/{name}.csv?{YEAR}" in page.links
    assert f"/reports/{name}.xlsx?{YEAR}" in page.links
