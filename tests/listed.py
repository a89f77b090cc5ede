"""Reads the table of a list's page: the words of its cells by the heading above them."""

import re
from html.parser import HTMLParser


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
