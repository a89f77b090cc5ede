"""Write a table as a workbook: a sheet of typed cells for each table, and one with the notes.

Text is never taken for a formula, a link or a number. Rows are never left out: a table too long
for a sheet is refused, and a text too long for a cell goes on in the notes. The same table gives
the same octets, for the only time in the file is the table's own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from planner.errors import RuleBroken
from planner.presenters import sheets
from planner.presenters.cell import PreciseLike, TypedCell, in_utc, iso, plain_text
from planner.presenters.table import ENGLISH, Phrases, Table

if TYPE_CHECKING:  # a worker that writes no workbook has no use for the library
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LITERALLY = {
    "constant_memory": True,  # rows go to a file of their own as they are written
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LOOKS_ESCAPED = re.compile(r"(?<=_x)(?=[0-9A-Fa-f]{4}_)")
UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # the creation date of a table without a time


class TooManyRows(RuleBroken, ValueError):
    """The table is longer than a sheet; nothing is cut silently."""


def as_xlsx(table: Table, phrases: Phrases = ENGLISH) -> bytes:
    """Give the table as a workbook, moments in UTC, percentages as fractions shown in percent.

    Further tables of the same page have a sheet each. Raises TooManyRows where a sheet cannot
    hold the rows.
    """
    for one in (table, *table.more):
        if len(one.rows) >= sheets.LAST_ROW:
            limit = sheets.LAST_ROW - 1
            message = str(phrases.too_long)
            raise TooManyRows(message.format(rows=f"{len(one.rows):,}", limit=f"{limit:,}"))
    book = WorkbookOf(table, phrases)
    with book.folder:
        return book.octets()


class WorkbookOf:
    """A workbook while it is being written."""

    def __init__(self, table: Table, phrases: Phrases) -> None:
        """Open a sheet for each table, and the one of the notes."""
        from xlsxwriter import Workbook

        self.table, self.phrases = table, phrases
        self.file = io.BytesIO()
        self.folder = TemporaryDirectory()
        self.workbook = Workbook(self.file, {**LITERALLY, "tmpdir": self.folder.name})
        self.formats: dict[str, Format] = {}
        self.heading = self.a_format(bold=True, bottom=1, bg_color="#E8EDF3")
        notes = sheets.sheet_name(plain_text(phrases.notes), otherwise="Notes")
        names = [notes]
        self.sheets: list[tuple[Table, Worksheet]] = []
        for one in (table, *table.more):
            names.append(sheets.sheet_name(plain_text(one.title), taken=names))
            sheet = self.workbook.add_worksheet(names[-1])
            self.sheets.append((one.with_details(phrases), sheet))
        self.notes = self.workbook.add_worksheet(notes)
        self.overlong: list[str] = []

    def a_format(self, **looks: object) -> Format:
        """Make a format: text wraps and stands at the top of its cell."""
        return self.workbook.add_format({"text_wrap": True, "valign": "top", **looks})

    def format_of(self, code: str) -> Format:
        """Return the format of a number format, each made once."""
        if code not in self.formats:
            self.formats[code] = self.a_format(num_format=code)
        return self.formats[code]

    def octets(self) -> bytes:
        """Write everything and give the finished file."""
        made = in_utc(self.table.as_of or UNDATED).replace(tzinfo=None, microsecond=0)
        title = plain_text(self.table.title)
        self.workbook.set_properties({"title": title[:255], "created": made})
        for table, sheet in self.sheets:
            SheetOf(self, table, sheet).write_all()
            self.lay_out(sheet)
        self.write_notes()
        self.lay_out(self.notes)
        self.workbook.close()
        return self.file.getvalue()

    def write_notes(self) -> None:
        """Write title, marking, time, notes and overlong texts below each other."""
        lines = [*self.table.remarks(self.phrases), *self.notes_of_others(), *self.overlong]
        parts = [part for line in lines for part in sheets.pieces(line, sheets.LONGEST_TEXT)]
        for number, part in enumerate(parts):
            looks = self.heading if number == 0 else self.format_of(sheets.GENERAL)
            put_text(self.notes, number, 0, part, looks)
        self.notes.set_column(0, 0, 100)

    def notes_of_others(self) -> Iterator[str]:
        """Give what further tables say below them, each line with the title of its table."""
        for one in self.table.more:
            for note in map(plain_text, (one.caption, *one.notes)):
                if note:
                    yield f"{plain_text(one.title)}: {note}"

    def lay_out(self, sheet: Worksheet) -> None:
        """Set a sheet for A4 landscape, one page wide, the marking on every page."""
        marking = sheets.printed(plain_text(self.table.marking), 60)
        title = sheets.printed(plain_text(self.table.title), 100)
        rule = sheets.printed(plain_text(self.phrases.unclassified), 100)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_header(f"&C{marking}&R{rule}")
        sheet.set_footer(f"&L{title}&C{marking}&R&P / &N")


class SheetOf:
    """One table on its sheet, while it is being written."""

    def __init__(self, book: WorkbookOf, table: Table, sheet: Worksheet) -> None:
        self.book, self.table, self.sheet = book, table, sheet

    def write_all(self) -> None:
        """Write the headings, then every cell by its type; the widths follow from what was."""
        self.write_headings()
        longest = [0] * len(self.table.columns)
        has_width = [column.width is not None for column in self.table.columns]
        for number, row in enumerate(self.table.typed_rows(), start=1):
            for place, found in enumerate(row):
                self.write(number, place, found)
                if not has_width[place]:
                    line = sheets.longest_line(sheets.shown(found.value, found.kind))
                    longest[place] = max(longest[place], line)
        self.set_widths(longest)

    def write_headings(self) -> None:
        """Write the heading row, keep it in sight and let it filter and repeat in print."""
        for place, column in enumerate(self.table.columns):
            put_text(self.sheet, 0, place, plain_text(column.label), self.book.heading)
        self.sheet.freeze_panes(1, 0)
        self.sheet.repeat_rows(0)
        if self.table.columns:
            self.sheet.autofilter(0, 0, len(self.table.rows), len(self.table.columns) - 1)

    def set_widths(self, longest: Sequence[int]) -> None:
        """Set each column's width: what is declared, else from its heading and longest line."""
        for place, column in enumerate(self.table.columns):
            wide = column.width or sheets.width(longest[place], plain_text(column.label))
            self.sheet.set_column(place, place, wide)

    def write(self, row: int, place: int, found: TypedCell) -> None:
        """Write one cell by its type; an absent value leaves it empty."""
        value = found.value
        if value is None:
            return
        if isinstance(value, bool):
            looks = self.book.format_of(sheets.GENERAL)
            self.sheet.write_boolean(row, place, value, looks)
        elif isinstance(value, str):
            self.write_text(row, place, value)
        elif isinstance(value, int | float | Decimal):
            self.write_number(row, place, value, found)
        else:
            self.write_day(row, place, value)

    def write_number(self, row: int, place: int, value: float | Decimal, found: TypedCell) -> None:
        """Write a number, or its digits as text where a spreadsheet would round them."""
        if not sheets.is_exact(value):
            self.write_text(row, place, f"{value:f}" if isinstance(value, Decimal) else str(value))
            return
        code = sheets.number_format(value, found, self.book.phrases)
        self.sheet.write_number(row, place, float(value), self.book.format_of(code))

    def write_day(self, row: int, place: int, value: date | datetime | time | PreciseLike) -> None:
        """Write a day or a moment as one, or as text before the calendar of Excel begins."""
        if isinstance(value, time):
            self.sheet.write_datetime(row, place, value, self.book.format_of(sheets.TIME))
            return
        if isinstance(value, datetime):
            day: date = in_utc(value).replace(tzinfo=None, microsecond=0)
            code = sheets.MOMENT
        elif isinstance(value, date):
            code, day = sheets.DAY, value
        else:
            code, day = sheets.DAY_FORMATS.get(str(value.precision), sheets.DAY), value.day
        if sheets.is_too_early(day):
            self.write_text(row, place, iso(value))
        else:
            self.sheet.write_datetime(row, place, day, self.book.format_of(code))

    def write_text(self, row: int, place: int, text: str) -> None:
        """Write a text as text; what a cell cannot hold goes on in the notes."""
        from xlsxwriter.utility import xl_rowcol_to_cell

        first = text
        if sheets.units(text) > sheets.LONGEST_TEXT:
            more = str(self.book.phrases.continued).format(sheet=self.book.notes.get_name())
            first, *rest = sheets.pieces(text, sheets.LONGEST_TEXT - sheets.units(more))
            place_words = f"{self.sheet.get_name()} {xl_rowcol_to_cell(row, place)}:"
            self.book.overlong += [place_words, *rest]
            first += more
        put_text(self.sheet, row, place, first, self.book.format_of(sheets.GENERAL))


def put_text(sheet: Worksheet, row: int, place: int, text: str, looks: Format) -> None:
    """Write a text as it is; what looks like an escaped sign is parted inside.

    A text in its cell, which takes no memory, has its escapes undone by some readers only.
    """
    parts = LOOKS_ESCAPED.split(text)
    if len(parts) == 1:
        sheet.write_string(row, place, text, looks)
    else:
        runs = [one for part in parts for one in (looks, part)]
        sheet.write_rich_string(row, place, *runs, looks)
