"""The declared lists, and the table of a list's page: words of cells by the heading above them."""

import re
import sys
from html.parser import HTMLParser

from planner.web.lists.columns import RowList
from planner.web.lists.filters import ListFilter


class ListedTable(HTMLParser):
    """Collects headings and cells; the second line of a cell and hidden words are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.is_in_table = False
        self.is_in_cell = False
        self.aside = 0

    def handle_starttag(self, tag, attrs):
        css = dict(attrs).get("class") or ""
        if tag == "table":
            self.is_in_table = True
        elif tag == "tr" and self.is_in_table:
            self.rows.append([])
        elif tag in {"th", "td"} and self.rows:
            self.is_in_cell = True
            self.rows[-1].append("")
        elif tag in {"span", "small"} and self.is_in_cell:
            is_aside = tag == "small" or {"cell-detail", "badge"} & set(css.split())
            self.aside += 1 if is_aside or self.aside else 0

    def handle_endtag(self, tag):
        if tag == "table":
            self.is_in_table = False
        elif tag in {"th", "td"}:
            self.is_in_cell = False
        elif tag in {"span", "small"} and self.aside:
            self.aside -= 1

    def handle_data(self, data):
        if self.is_in_cell and not self.aside:
            self.rows[-1][-1] += data


def cells_of(html):
    """Return the words of each column of a page's first table, by its heading."""
    reader = ListedTable()
    reader.feed(html)
    lines = [[re.sub(r"\s+", " ", cell).strip(" ↓↑") for cell in row] for row in reader.rows]
    head, *body = [line for line in lines if line]
    columns = zip(*(line for line in body if len(line) == len(head)), strict=True)
    return dict(zip(head, map(list, columns), strict=True))


def declared_lists():
    """Return every list of the product that has a page, by its endpoint."""
    found = [
        value
        for name, module in sorted(sys.modules.items())
        if name.startswith("planner.")
        for value in vars(module).values()
        if isinstance(value, RowList) and value.endpoint
    ]
    return {listed.endpoint: listed for listed in found}


def declared_filters():
    """Return every filter of a list."""

    def heirs(made):
        for heir in made.__subclasses__():
            yield heir
            yield from heirs(heir)

    return sorted(set(heirs(ListFilter)), key=lambda made: made.__name__)
