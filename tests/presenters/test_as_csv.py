import csv
import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given

from planner.presenters.as_csv import as_csv, guarded, unguarded
from planner.presenters.cell import Cell, plain_text
from planner.presenters.table import Column, Phrases, Table
from tests.presenters.hostile import texts


@dataclass(frozen=True)
class Known:
    day: date
    precision: str


def read(octets):
    return list(csv.reader(io.StringIO(octets.decode("utf-8-sig"), newline="")))


def table_of(*rows, **more):
    return Table("Coverage", (Column("Name"), Column("Events", "number")), rows, **more)


def test_the_first_row_holds_the_headings_and_the_rows_follow():
    octets = as_csv(table_of(("Trust", 2), ("Reach", None)))

    assert octets.startswith(b"\xef\xbb\xbfName,Events\r\nTrust,2\r\nReach,\r\n\r\n# Coverage\r\n")


def test_every_file_ends_with_its_marking_time_and_notes_below_an_empty_line():
    table = table_of(
        ("Trust", 2),
        marking="OFFICIAL",
        notes=("Cancelled events are left out.", "=1+1"),
        as_of=datetime(2027, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=2))),
    )

    assert read(as_csv(table))[2:] == [
        [],
        ["# Coverage"],
        ["# Marking: OFFICIAL"],
        ["# Not for classified content"],
        ["# As of: 2027-03-12 07:30 UTC"],
        ["# Cancelled events are left out."],
        ["# =1+1"],
    ]


def test_the_closing_lines_speak_the_readers_language():
    phrases = Phrases(marking="Einstufung", unclassified="Keine Verschlusssachen")

    closing = read(as_csv(table_of(marking="OFFEN"), phrases))[1:]

    assert ["# Einstufung: OFFEN"] in closing
    assert ["# Keine Verschlusssachen"] in closing


def test_a_row_without_values_is_not_taken_for_the_end():
    rows = read(as_csv(Table("One", (Column("A"),), [(None,), ("x",)])))

    assert rows[:4] == [["A"], [""], ["x"], []]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t1", "＝1", "－1", " =1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text):
    assert read(as_csv(table_of((text, 1))))[1][0].startswith("'")


def test_numbers_stay_numbers_also_negative_ones():
    rows = [("a", -2), ("b", -0.5), ("c", Decimal("-1E+3")), (-7, 0), ("d", float("nan"))]

    assert read(as_csv(table_of(*rows)))[1:6] == [
        ["a", "-2"],
        ["b", "-0.5"],
        ["c", "-1000"],
        ["-7", "0"],
        ["d", ""],
    ]


def test_days_and_moments_are_written_by_iso_8601():
    moment = datetime(2027, 3, 12, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    columns = (Column("On", "day"), Column("At", "moment"), Column("About", "precise_day"))
    rows = [
        (date(2027, 3, 12), moment, Known(date(2012, 10, 1), "month")),
        (date(999, 1, 2), datetime(2027, 1, 1, tzinfo=UTC), Known(date(2012, 1, 1), "year")),
        (None, None, Known(date(2012, 10, 5), "day")),
    ]

    assert read(as_csv(Table("Days", columns, rows)))[1:4] == [
        ["2027-03-12", "2027-03-12T08:30:00Z", "2012-10"],
        ["0999-01-02", "2027-01-01T00:00:00Z", "2012"],
        ["", "", "2012-10-05"],
    ]


def test_a_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="no time zone"):
        as_csv(table_of((datetime(2027, 1, 1), 1)))


def test_a_row_of_another_length_is_refused():
    with pytest.raises(ValueError, match="1 cells under 2 columns"):
        table_of(("Trust",))


def test_cells_give_their_bare_values():
    table = table_of((Cell("Trust", href="/objectives/1", detail="since 2026"), Cell(0, css="gap")))

    assert list(table.plain_rows()) == [("Trust", 0)]


@given(texts, texts)
def test_hostile_text_comes_back_whole_and_harmless(heading, text):
    octets = as_csv(Table("T", (Column(heading), Column("N")), [(text, 1)]))
    rows = read(octets)

    assert [unguarded(rows[0][0]), unguarded(rows[1][0])] == [plain_text(heading), plain_text(text)]
    assert not rows[1][0].lstrip().startswith(tuple("=+-@＝＋－＠"))


@given(texts)
def test_the_apostrophe_comes_off_again(text):
    assert unguarded(guarded(text)) == text
