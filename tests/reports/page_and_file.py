"""Reading pages and files back into cells, to compare them."""

import csv
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from io import BytesIO, StringIO

from openpyxl import load_workbook

from planner.presenters.as_csv import unguarded

SHOWN, MORE = " (shown)", " (more)"


class Cells(HTMLParser):
    """The tables of a page: their captions and the words of their cells."""

    def __init__(self) -> None:
        super().__init__()
        self.tables, self.captions, self.words, self.hidden = [], [], None, 0

    def handle_starttag(self, tag, attrs):
        css = dict(attrs).get("class") or ""
        if self.hidden or "hidden-word" in css.split():
            self.hidden += tag not in {"br", "i", "input"}
        if tag == "table":
            self.tables.append([])
            self.captions.append("")
        elif tag == "tr" and self.tables:
            self.tables[-1].append([])
        elif tag in {"th", "td", "caption"}:
            self.words = []

    def handle_data(self, data):
        if self.words is not None and not self.hidden:
            self.words.append(data)

    def handle_endtag(self, tag):
        self.hidden = max(0, self.hidden - 1)
        if tag in {"th", "td", "caption"} and self.words is not None:
            words = " ".join("".join(self.words).split())
            if tag == "caption":
                self.captions[-1] = words
            else:
                self.tables[-1][-1].append(words)
            self.words = None


def page_tables(page):
    """Return the tables of a page, each as rows of words; the first row is its heading.

    Tables of pictures are left out: files have none, and they say what stands beside them.
    """
    cells = Cells()
    cells.feed(re.sub(r'<figure class="picture.*?</figure>', "", page.html, flags=re.S))
    return cells.tables


def words_of(html):
    """Return what a reader sees of a piece of a page."""
    bare = re.sub(r'<span class="hidden-word">.*?</span>', "", html, flags=re.S)
    shown = Cells()
    shown.feed(f"<table><tr><td>{bare}</td></tr></table>")
    return shown.tables[0][0][0]


@dataclass
class FileTable:
    """One table of a CSV file."""

    title: str
    head: list[str]
    rows: list[list[str]]

    def column(self, name):
        """Return the plain values of a column."""
        place = self.head.index(name)
        return [unguarded(row[place]) for row in self.rows]

    def shown(self, name):
        """Return a column as a page shows it: the shown form, with what it adds; “–” of none."""
        found = self.column(name + SHOWN if name + SHOWN in self.head else name)
        more = self.column(name + MORE) if name + MORE in self.head else [""] * len(found)
        return [f"{a or '–'} {b}".strip() for a, b in zip(found, more, strict=True)]


def csv_tables(octets):
    """Return the tables of a CSV file, and its closing remarks."""
    blocks = [[]]
    for row in csv.reader(StringIO(octets.decode("utf-8-sig"), newline="")):
        if row:
            blocks[-1].append(row)
        else:
            blocks.append([])
    tables, closing = [], [row[0] for row in blocks.pop()]
    for block in blocks:
        remarks = [row[0] for row in block if len(row) == 1 and row[0].startswith("# ")]
        head, *rows = block[len(remarks) :]
        tables.append(FileTable(remarks[0][2:] if remarks else closing[0][2:], head, rows))
    return tables, closing


def same_in_workbook(tables, octets):
    """Assert that a workbook holds the tables of a CSV file, typed where these are plain."""
    sheets = load_workbook(BytesIO(octets)).worksheets
    assert len(sheets) == len(tables) + 1
    for table, sheet in zip(tables, sheets, strict=False):
        head, *rows = sheet.iter_rows(values_only=True)
        places = [place for place, name in enumerate(table.head) if not name.endswith(SHOWN)]
        assert list(head) == [table.head[place] for place in places], table.title
        assert len(rows) == len(table.rows), table.title
        for row, plain in zip(rows, table.rows, strict=True):
            for value, place in zip(row, places, strict=True):
                is_shown = table.head[place] + SHOWN in table.head
                same_cell(value, plain[place], plain[place + 1] if is_shown else "", is_shown)


def same_cell(value, plain, shown, is_shown):
    """Assert that a typed cell is the plain one; a figure without a value may say why."""
    if value is None or isinstance(value, str):
        assert (value or "") == unguarded(plain or shown), (value, plain)
        assert not (is_shown and plain), f"{plain} is not typed"
    elif hasattr(value, "isoformat"):
        assert value.isoformat().startswith(plain), (value, plain)
    else:
        assert abs(value - float(plain)) <= 1e-12 * max(1, abs(value)), (value, plain)
