import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from planner.errors import RuleBroken
from planner.presenters.as_xlsx import TooManyRows, as_xlsx
from planner.presenters.cell import plain_text
from planner.presenters.table import Column, Phrases, Table
from tests.presenters.hostile import texts

AS_OF = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)


def read(table, *phrases):
    return load_workbook(io.BytesIO(as_xlsx(table, *phrases)))


def cells(*values, kind="text"):
    """Write the values below each other and give back their cells."""
    book = read(Table("T", (Column("A", kind),), [(value,) for value in values]))
    return [row[0] for row in book.worksheets[0].iter_rows(min_row=2, max_row=len(values) + 1)]


def sheet_xml(value):
    octets = as_xlsx(Table("T", (Column("A"),), [(value,)]))
    return zipfile.ZipFile(io.BytesIO(octets)).read("xl/worksheets/sheet1.xml")


def test_cells_have_the_types_of_their_values():
    columns = (
        Column("Objective"),
        Column("Events", "number"),
        Column("On", "day"),
        Column("At", "moment"),
        Column("Share", "percent"),
        Column("Cost (EUR)", "money"),
    )
    moment = datetime(2027, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    row = ("Trust", 12, date(2027, 3, 12), moment, 0.425, Decimal("1250.50"))

    sheet = read(Table("Coverage", columns, [row])).worksheets[0]

    assert [(cell.value, cell.number_format) for cell in sheet[2]] == [
        ("Trust", "General"),
        (12, "#,##0"),
        (datetime(2027, 3, 12), "yyyy-mm-dd"),
        (datetime(2027, 3, 12, 8, 30), 'yyyy-mm-dd hh:mm "UTC"'),
        (0.425, "0.0%"),
        (1250.5, "#,##0.00"),
    ]


def test_a_share_that_is_not_0_or_1_never_reads_as_if_it_were():
    found = cells(0, 0.0003, 0.0099, 0.01, 0.0996, 0.99, 0.9997, 1, 1.2, kind="percent")
    assert [cell.value for cell in found] == [0, 0.0003, 0.0099, 0.01, 0.0996, 0.99, 0.9997, 1, 1.2]
    assert [cell.number_format for cell in found] == [
        "0.0%", '"<1 %"', '"<1 %"', "0.0%", "0.0%", "0.0%", '">99 %"', "0.0%", "0.0%"
    ]  # fmt: skip


def test_text_is_never_a_formula_a_link_or_a_number():
    for cell in cells("=1+1", "https://example.org", "12", "{=A1}", "mailto:a@b.org"):
        assert cell.hyperlink is None
        assert isinstance(cell.value, str)
    assert b"<f>" not in sheet_xml("=1+1")
    assert b't="inlineStr"' in sheet_xml("=1+1")


def test_absent_figures_are_empty_and_nought_is_written():
    assert [cell.value for cell in cells(None, 0, float("inf"), kind="number")] == [None, 0, None]


def test_a_less_exact_day_shows_no_more_than_is_known():
    known = [SimpleNamespace(day=date(2012, 10, 1), precision=p) for p in ("day", "month", "year")]

    assert [(cell.value, cell.number_format) for cell in cells(*known, kind="precise_day")] == [
        (datetime(2012, 10, 1), "yyyy-mm-dd"),
        (datetime(2012, 10, 1), "yyyy-mm"),
        (datetime(2012, 10, 1), "yyyy"),
    ]


def test_what_a_spreadsheet_would_change_is_written_as_text():
    written = cells(12345678901234567, Decimal("0.12345678901234567"), 10**400, kind="number")
    assert [cell.value for cell in written] == [
        "12345678901234567",
        "0.12345678901234567",
        f"1{'0' * 400}",
    ]
    assert [cell.value for cell in cells(date(1871, 1, 18), kind="day")] == ["1871-01-18"]


def test_a_text_too_long_for_a_cell_goes_on_in_the_notes():
    text = "𝄞" * 20_000 + "end"
    book = read(Table("T", (Column("A"),), [(text,)]))

    first = book.worksheets[0]["A2"].value.removesuffix("… (continued on the sheet “Notes”)")
    notes = [row[0] for row in book["Notes"].iter_rows(values_only=True)]

    assert first + "".join(notes[notes.index("T A2:") + 1 :]) == text


def test_the_heading_stays_in_sight_filters_and_repeats_in_print():
    sheet = read(Table("T", (Column("A"), Column("B")), [("x", "y")])).worksheets[0]

    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B2")
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_the_marking_stands_on_every_printed_page():
    book = read(Table("R&D talks", (Column("A"),), [("x",)], marking="OFFICIAL"))

    for sheet in book.worksheets:
        assert sheet.oddHeader.center.text == "OFFICIAL"
        assert sheet.oddFooter.center.text == "OFFICIAL"
        assert sheet.oddHeader.right.text == "Not for classified content"
        assert "R&&D talks" in sheet.oddFooter.left.text


def test_the_notes_sheet_tells_title_marking_time_and_notes():
    table = Table("T", (Column("A"),), [], notes=("=note",), marking="OFFICIAL", as_of=AS_OF)

    assert [row[0] for row in read(table)["Notes"].iter_rows(values_only=True)] == [
        "T",
        "Marking: OFFICIAL",
        "Not for classified content",
        "As of: 2027-03-12 09:30 UTC",
        "=note",
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plans: 2027/28 [draft]", "Plans 2027 28 draft"),
        ("notes", "Table"),
        ("History", "Table"),
        ("", "Table"),
        ("x" * 40, "x" * 31),
    ],
)
def test_any_title_makes_a_sheet_name(title, name):
    assert read(Table(title, (Column("A"),), [])).sheetnames == [name, "Notes"]


def test_columns_are_as_wide_as_their_content_within_reason():
    columns = (Column("A"), Column("B"), Column("C", width=33))
    sheet = read(Table("T", columns, [("x", "y" * 500, "z")])).worksheets[0]

    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert [round(width) for width in widths] == [9, 61, 34]


def test_two_renderings_have_the_same_octets():
    table = Table("T", (Column("A"), Column("B", "number")), [("x", 1)], as_of=AS_OF)

    assert as_xlsx(table) == as_xlsx(table)
    created = read(table).properties.created
    assert created.replace(tzinfo=None) == AS_OF.replace(tzinfo=None)


class Million(Sequence):
    def __len__(self):
        return 1_048_576

    def __getitem__(self, index):
        raise AssertionError("refused before a row is read")

    def __iter__(self):
        return iter(())


def test_more_rows_than_a_sheet_holds_are_refused_and_never_cut():
    with pytest.raises(TooManyRows, match=r"has 1,048,576 rows, .* only 1,048,575") as refused:
        as_xlsx(Table("T", (Column("A"),), Million()))
    assert isinstance(refused.value, RuleBroken)
    assert isinstance(refused.value, ValueError)


@settings(max_examples=40, deadline=None)
@given(texts, texts)
def test_hostile_text_comes_back_whole(title, text):
    table = Table(title, (Column(title),), [(text,)], marking=title, notes=(text,))
    book = read(table, Phrases(notes=text))

    assert (book.worksheets[0]["A2"].value or "") == plain_text(text)
