"""Figures in files: typed cells in a workbook, plain values with the shown form in a CSV file."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from planner.presenters.as_csv import as_csv
from planner.presenters.as_xlsx import as_xlsx
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Phrases, Table
from planner.shapes.figure import Amount, Duration, Figure, Rate, Sentence, Unit
from planner.web.cells import cell as shown

pytestmark = pytest.mark.no_database

NEVER = Figure("M17", "Longest silence", None, Unit.DAYS, "Days since", absent="never")
VALUES = (
    6653,
    Rate(97, 100),
    Rate(0, 0),
    date(2026, 3, 19),
    Duration(12),
    Duration(1),
    Duration(2.5),
    Amount(Decimal("1250.50"), "EUR"),
    NEVER,
    Figure("M5", "Execution rate", Rate(1, 400), Unit.RATE, "Executed ÷ planned"),
)


@pytest.fixture
def in_words(app):
    """Let values be written as on a page, in English."""
    with app.test_request_context():
        yield shown


def mixed(*values):
    return Table("T", (Column("Value", "figure"),), [(value,) for value in values])


def lines(octets):
    return list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline="")))


def test_every_figure_is_a_typed_cell_of_a_workbook():
    sheet = load_workbook(io.BytesIO(as_xlsx(mixed(*VALUES)))).worksheets[0]
    found = [(row[0].value, row[0].number_format) for row in sheet.iter_rows(min_row=2)]
    days = [(value.date(), code) for value, code in found[3:4]]
    assert days == [(date(2026, 3, 19), "yyyy-mm-dd")]
    assert found[:3] + found[4:] == [
        (6653, "#,##0"),
        (0.97, "0.0%"),
        (None, "General"),
        (12, '#,##0 "days"'),
        (1, '#,##0 "day"'),
        (2.5, '#,##0.00 "days"'),
        (1250.5, '#,##0.00 "EUR"'),
        ("never", "General"),
        (0.0025, '"<1 %"'),
    ]


def test_a_csv_file_holds_plain_values_and_the_shown_form_beside_them(in_words):
    head, *rows = lines(as_csv(mixed(*VALUES), shown=in_words))
    assert head == ["Value", "Value (shown)"]
    assert rows[: len(VALUES)] == [
        ["6653", "6,653"],
        ["0.97", "97 %"],
        ["", ""],
        ["2026-03-19", "19 Mar 2026"],
        ["12", "12 days"],
        ["1", "1 day"],
        ["2.5", "2.5 days"],
        ["1250.50", "1,250.50 euros"],
        ["", "never"],
        ["0.0025", "<1 %"],
    ]


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("number", (3, None, -2), None),
        ("number", (3, 1234), ["3", "1,234"]),
        ("number", (Decimal("-0.227"), 0), ["'-0.23", "0"]),
        ("percent", (0.5, None), ["50 %", ""]),
        ("percent", (0, None), ["0 %", ""]),
        ("day", (date(2026, 3, 19), None), ["19 Mar 2026", ""]),
        ("duration", (12, None), ["12 days", ""]),
        ("text", ("1234", "x"), None),
    ],
)
def test_the_shown_form_stands_only_where_it_differs(in_words, kind, values, words):
    table = Table("T", (Column("A", kind), Column("B")), [(value, "b") for value in values])
    head, *rows = lines(as_csv(table, shown=in_words))
    assert head == (["A", "A (shown)", "B"] if words else ["A", "B"])
    if words:
        assert [row[1] for row in rows[: len(values)]] == words


def test_the_second_line_of_a_cell_has_a_column_of_its_own_in_files():
    rows = [(Cell("Australia", detail="Own nation"), 1), (Cell("France"), 2)]
    table = Table("Nations", (Column("Nation"), Column("Events", "number")), rows)
    expected = [["Nation", "Nation (more)", "Events"], ["Australia", "Own nation", "1"]]
    assert lines(as_csv(table))[:3] == [*expected, ["France", "", "2"]]
    sheet = load_workbook(io.BytesIO(as_xlsx(table))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == ["Australia", "Own nation", 1]


def two():
    """Return a table with two further ones of the same page, one of the same name."""
    partners = Table("By partner", (Column("Partner"),), [("France",)], notes=("Own left out.",))
    again = Table("By partner", (Column("B", "number"),), [(1234,)])
    return Table("Figures", (Column("A"),), [("x",)], marking="OFFICIAL", more=(partners, again))


def test_further_tables_of_a_page_follow_the_first_in_a_csv_file(in_words):
    assert lines(as_csv(two(), shown=in_words)) == [
        ["A"],
        ["x"],
        [],
        ["# By partner"],
        ["# Own left out."],
        ["Partner"],
        ["France"],
        [],
        ["# By partner"],
        ["B", "B (shown)"],
        ["1234", "1,234"],
        [],
        ["# Figures"],
        ["# Marking: OFFICIAL"],
        ["# Not for classified content"],
    ]


@pytest.mark.parametrize("notes", ["Notes", "By partner", "Table"])
def test_further_tables_have_sheets_of_their_own(notes):
    book = load_workbook(io.BytesIO(as_xlsx(two(), Phrases(notes=notes))))
    assert len(set(book.sheetnames)) == 4
    assert [sheet["A1"].value for sheet in book.worksheets[:3]] == ["A", "Partner", "B"]
    told = [row[0] for row in book[notes].iter_rows(values_only=True)]
    assert "By partner: Own left out." in told
    assert {sheet.oddHeader.center.text for sheet in book.worksheets} == {"OFFICIAL"}


def test_a_rate_counts_rows():
    assert Rate(0, 0).value is None
    with pytest.raises(ValueError, match="-1 of 4"):
        Rate(-1, 4)


def test_a_sentence_stands_in_any_column_as_a_page_shows_it():
    """It holds its values by name, and nothing that keeps what it has written may trip over it."""
    said = Sentence("%(part)s of %(n)s", {"part": 3, "n": 4})
    table = Table("Any", (Column("Share", "percent"), Column("Days", "duration")), [(said, said)])
    assert b"3 of 4" in as_csv(table, shown=shown)
