"""Lists are declared once: page, CSV and workbook have the columns of the declaration."""

import csv
import io
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from werkzeug.datastructures import MultiDict

from planner.events.list.columns import EVENTS
from planner.events.list.filtering import EventFilter
from planner.web.lists.columns import ListColumn
from tests.factories import make_event, make_nation, make_objective
from tests.listed import cells_of


def lines_of(answer):
    """Return the lines of a CSV file by the words of their headings, without the remarks."""
    lines = list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))))
    lines = lines[: lines.index([])]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


def sheet_of(answer):
    """Return the headings of a workbook's table."""
    sheet = load_workbook(io.BytesIO(answer.body)).worksheets[0]
    return [cell.value for row in sheet.iter_rows() for cell in row]


@pytest.fixture
def office():
    make_nation("FR", is_partner=True)
    objective = make_objective(code="T9")
    make_event(title="Cobra", objectives=[objective], partners=["FR"], edition="2030")


def test_a_column_that_is_declared_stands_on_the_page_and_in_both_files(
    office, client_as, monkeypatch
):
    added = ListColumn("added", "Which edition", "edition")
    wider = replace(EVENTS, columns=(*EVENTS.columns, added))
    monkeypatch.setattr("planner.events.list.views.EVENTS", wider)
    client = client_as("viewer")
    assert cells_of(client.get("/events/").html)["Which edition"] == ["2030"]
    assert lines_of(client.get("/events.csv"))[0]["Which edition"] == "2030"
    assert "Which edition" in sheet_of(client.get("/events.xlsx"))
    only_page = replace(EVENTS, columns=(*EVENTS.columns, replace(added, where="page")))
    monkeypatch.setattr("planner.events.list.views.EVENTS", only_page)
    assert cells_of(client.get("/events/").html)["Which edition"] == ["2030"]
    assert "Which edition" not in lines_of(client.get("/events.csv"))[0]


def test_what_a_page_does_not_show_is_not_read_for_it(office, client_as, queries):
    client = client_as("viewer")
    client.get("/events/")
    with queries() as seen:
        client.get("/events/")
    page = next(one for one in seen if "date_precision" in one and "LIMIT" in one)
    assert "summary" not in page
    assert "programme" not in page


def test_a_filter_says_of_each_part_how_it_is_read_written_named_and_asked_for():
    query = "q=Cobra&kind=ceremony&nation=FR&from=2030-01-01&marking=0&flag=undated&selected=1&id=3"
    wanted = EventFilter.from_query(query)
    assert wanted.to_query() == query
    assert wanted.without("selected") == query.partition("&selected")[0]
    assert wanted.without("nation", "FR") == query.replace("&nation=FR", "")
    assert wanted.for_history().startswith("q=%E2%80%A6&kind=ceremony")
    assert EventFilter.narrowing(MultiDict([("q", " a "), ("x", "1"), ("kind", "")])) == "q=a"
    for part in EventFilter.parts:
        assert hasattr(wanted, part.attribute), part.name
        assert part.label or not part.has_chip, part.name
    with pytest.raises(KeyError):
        EventFilter.part("nonsense")
