"""A list's columns, declared once: the page, the files and later answers are made from them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from operator import attrgetter
from typing import Any, Literal

from flask_babel import lazy_gettext as _l

from planner.presenters.cell import Cell, Kind, Press
from planner.presenters.table import Column, Table
from planner.shapes.figure import Label
from planner.web.addresses import absolute
from planner.web.lists.filters import ListFilter

Where = Literal["both", "page", "file"]


@dataclass(frozen=True)
class ListColumn:
    """One column: its heading, how a row's value is read, and where it stands.

    `value` is an attribute of the row, or a function of the row and of what the list is told
    about (words, the day, …). It is a value, never a text made of one: `kind` says how
    presenters show it. `detail` is a second line, which files keep in a column
    of its own.
    """

    name: str
    label: Label
    value: str | Callable[[Any, Any], object] = ""
    kind: Kind = "text"
    width: int | None = None
    where: Where = "both"
    detail: Callable[[Any, Any], Label] | None = None
    sort: str = ""
    """The order's name in the URL, where a page can be sorted by the column."""
    needs: str = ""
    """The permission without which a page has no such column."""
    is_control: bool = False
    """It holds a box or a button: no value, and its heading is only read aloud."""
    parts: Mapping[str, Column] = field(default_factory=dict)
    """Of sentences: the columns that files give their values, by name."""
    reads: tuple[str, ...] = ()
    """What of a row it needs, where rows are loaded column by column."""
    css: Callable[[Any, Any], str] | None = None
    """How a page marks the value: as a state, a light, a badge."""
    press: Callable[[Any, Any], Press | None] | None = None
    """The button of a page beside the value, for those who may press it."""

    @cached_property
    def of(self) -> Callable[[Any, Any], object]:
        """Return the function that reads a row's value."""
        if not isinstance(self.value, str):
            return self.value
        read = attrgetter(self.value)
        return lambda row, _about: read(row)

    @property
    def in_file(self) -> Callable[[Any, Any], object]:
        """Return the function that reads a row's cell of a file; most are a bare value."""
        if self.detail or self.css or self.press:
            return lambda row, about: self.cell(row, about, None)
        return self.of

    @property
    def needed(self) -> tuple[str, ...]:
        """Return what of a row it needs."""
        is_plain = isinstance(self.value, str) and self.value
        return self.reads or ((str(self.value),) if is_plain else ())

    @property
    def heading(self) -> Column:
        """Return the heading of a table."""
        return Column(self.label, self.kind, self.width, self.parts)

    def cell(self, row: Any, about: Any, href: str | None) -> object:
        """Return the value as a page shows it: with its link and its second line."""
        value = self.of(row, about)
        detail = self.detail(row, about) if self.detail else ""
        css = self.css(row, about) if self.css else ""
        press = self.press(row, about) if self.press else None
        is_bare = not (href or detail or css or press)
        return value if is_bare else Cell(value, href, css, detail, press)


@dataclass(frozen=True)
class RowList:
    """A list of the product: what it is called, its columns, and where a row has its page.

    The first column of a table is the heading of its row; on a page it leads to the row's own
    page, and files name that address in a column of their own. `page_order` names the columns of
    the page where they stand otherwise than in files; those it does not name follow.
    """

    name: str
    title: Label
    columns: tuple[ListColumn, ...]
    address: Callable[[Any], str] | None = None
    """The path of a row's page."""
    marking: Callable[[Sequence[Any]], Label] = field(default=lambda _rows: "")
    notes: Callable[[Sequence[Any]], tuple[Label, ...]] = field(default=lambda _rows: ())
    page_order: tuple[str, ...] = ()
    endpoint: str = ""
    """The page of the list."""
    narrowed_by: type[ListFilter] | None = None
    """The filter of its page and its files."""

    @cached_property
    def file_columns(self) -> tuple[ListColumn, ...]:
        """Return the columns of files; the address of each row's page is the last."""
        found = tuple(column for column in self.columns if column.where != "page")
        return (*found, self.address_column) if self.address else found

    @cached_property
    def page_columns(self) -> tuple[ListColumn, ...]:
        """Return the columns of pages, in their order."""
        found = [column for column in self.columns if column.where != "file"]
        order = {name: place for place, name in enumerate(self.page_order)}
        return tuple(sorted(found, key=lambda column: order.get(column.name, len(order))))

    def picking(self, title: Label, *names: str) -> "RowList":
        """Return the list with some of its columns, for a part of a page or of a document."""
        columns = {column.name: column for column in self.columns}
        picked = tuple(replace(columns[name], where="both") for name in names)
        return replace(self, title=title, columns=picked, page_order=())

    def filled(self, rows: Sequence[Any], about: Any = None) -> "RowList":
        """Return the list without the columns in which no row has a value; the first stays."""
        columns = tuple(
            column
            for place, column in enumerate(self.page_columns)
            if not place or any(column.of(row, about) not in (None, "") for row in rows)
        )
        return replace(self, columns=columns, page_order=())

    def columns_for(self, may: Callable[[str], bool]) -> tuple[ListColumn, ...]:
        """Return the columns of a page for a reader, by what the reader may do."""
        return tuple(one for one in self.page_columns if not one.needs or may(one.needs))

    @cached_property
    def address_column(self) -> ListColumn:
        """Return the column that names each row's page in full."""
        leads = self.address or str
        return ListColumn(
            "address", _l("Address"), lambda row, _about: absolute(leads(row)), width=40
        )

    def page(self, rows: Sequence[Any], about: Any = None) -> Table:
        """Return rows as a page shows them, without columns of boxes and buttons."""
        columns = tuple(column for column in self.page_columns if not column.is_control)
        cells = [
            [
                column.cell(row, about, self.address(row) if self.address and not place else None)
                for place, column in enumerate(columns)
            ]
            for row in rows
        ]
        return self.table(columns, cells, rows)

    def file(self, rows: Sequence[Any], about: Any = None, as_of: datetime | None = None) -> Table:
        """Return rows as files hold them: no links, and second lines for columns of their own."""
        return self.whole(self.cells(rows, about), rows, as_of)

    def cells(self, rows: Sequence[Any], about: Any = None) -> list[list[object]]:
        """Return rows as cells of a file, for work that reads them some at a time."""
        readers = [column.in_file for column in self.file_columns]
        return [[read(row, about) for read in readers] for row in rows]

    def whole(
        self,
        cells: Sequence[Sequence[object]],
        rows: Sequence[Any] = (),
        as_of: datetime | None = None,
    ) -> Table:
        """Return the file of cells that were made before."""
        return self.table(self.file_columns, cells, rows, as_of)

    def table(
        self,
        columns: Sequence[ListColumn],
        cells: Sequence[Sequence[object]],
        rows: Sequence[Any],
        as_of: datetime | None = None,
    ) -> Table:
        """Return cells below their headings, with the marking and the notes of their rows."""
        headings = tuple(column.heading for column in columns)
        return Table(self.title, headings, cells, self.notes(rows), self.marking(rows), as_of)
