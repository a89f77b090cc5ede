"""Files that leave the product: one door for all, which tells the history of each."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Any
from urllib.parse import quote_plus, urlencode

from blinker import Namespace
from flask import Blueprint, Flask, Response, abort, current_app, g, request, url_for
from flask_babel import gettext as _

from planner.presenters.as_csv import as_csv
from planner.presenters.as_xlsx import as_xlsx
from planner.presenters.cell import Cell, bare
from planner.presenters.table import Column, Table
from planner.shapes.figure import Sentence
from planner.web.addresses import absolute
from planner.web.cells import cell
from planner.web.filenames import attachment
from planner.web.troubles import NotRecorded

PRESENTERS: dict[str, tuple[Callable[[Table], bytes], str]] = {
    "csv": (lambda table: as_csv(table, shown=cell), "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
WORDS = frozenset({"q"})
"""Parameters that hold what somebody typed; it may be a name that others may not see."""
OF_A_PAGE = frozenset({"after", "before", "rows", "tick", "count"})
"""Parameters that say which part of a list a page shows, and not what the list is."""
LONGEST_FILTER = 1000

file_leaves = Namespace().signal("file-leaves")
"""Sent with `file`, before the answer leaves; the history listens."""


@dataclass(frozen=True)
class FileNote:
    """What is kept of a file that leaves: what it is, in which form, which filter, how much."""

    name: str
    form: str
    filter: str
    rows: int
    event_id: int | None = None
    """The event that the file tells of, where it is one alone."""
    more: dict[str, Any] = field(default_factory=dict)
    """What else is worth a line: by its name."""


def asked_filter() -> str:
    """Return the query of this request as the history keeps it: without what was searched for."""
    pairs = [
        (name, "…" if name in WORDS else value)
        for name, value in request.args.items(multi=True)
        if value and name not in OF_A_PAGE
    ]
    return shortened(urlencode(pairs))


def shortened(text: str) -> str:
    """Return a filter that is no longer than the history keeps one."""
    text = text.replace(quote_plus("…"), "…")
    return text if len(text) <= LONGEST_FILTER else text[: LONGEST_FILTER - 1] + "…"


def respond_table(
    table: Table,
    suffix: str,
    filename: str,
    *,
    filter_text: str | None = None,
    is_told: bool = False,
) -> Response:
    """Return the table as a download; 404 for a suffix that nobody presents.

    The history keeps who took it, by which filter and with how many rows, unless it `is_told`
    already, with a reason.
    """
    if suffix not in PRESENTERS:
        abort(404)
    octets, mime = presented(table, suffix)
    asked = asked_filter() if filter_text is None else shortened(filter_text)
    further = sum(len(one.rows) for one in table.more)
    more = {"further_rows": further} if further else {}
    note = None if is_told else FileNote(filename, suffix, asked, len(table.rows), more=more)
    return respond_file(octets, mime, f"{filename}.{suffix}", note)


def presented(table: Table, suffix: str) -> tuple[bytes, str]:
    """Return a table as the octets of a file, and their type; KeyError for an unknown suffix."""
    presenter, mime = PRESENTERS[suffix]
    table = in_files(replace(table, more=tuple(in_files(one) for one in table.more)))
    return presenter(table), mime


def in_files(table: Table) -> Table:
    """Return a table as files hold it: sentences in words, their values in columns of their own.

    A value has a column where the column of its sentence declares one and any row has it.
    """
    columns: list[Column] = []
    cells: list[list[object]] = []
    for place, column in enumerate(table.columns):
        below = [row[place] for row in table.rows]
        found = [one for one in map(bare, below) if isinstance(one, Sentence)]
        columns.append(column)
        cells.append([cell(one) if isinstance(one, Sentence) else one for one in below])
        if not found:
            continue
        leaves = [one.leaves() if isinstance(one, Sentence) else {} for one in map(bare, below)]
        for name, part in column.parts.items():
            values = [one.get(name) for one in leaves]
            if any(value is not None for value in values):
                columns.append(part)
                cells.append(values)
    rows = list(zip(*cells, strict=True)) if table.rows else []
    return replace(table, columns=tuple(columns), rows=rows)


def respond_file(octets: bytes, mime: str, filename: str, note: FileNote | None) -> Response:
    """Return octets as a download, once the history knows of it."""
    if note is not None:
        tell(note)
    response = Response(octets, content_type=mime)
    response.headers["Content-Disposition"] = attachment(filename)
    return response


def tell(note: FileNote) -> None:
    """Tell the history that a file leaves; a question for its head alone takes nothing along."""
    if request.method != "HEAD":
        file_leaves.send(file=note)


def beside_the_list(blueprint: Blueprint, path: str, view: Callable[[str], Any]) -> None:
    """Give a list's files the list's own path with a suffix: `/nations.csv`."""
    blueprint.record(
        lambda state: state.app.add_url_rule(f"{path}.<suffix>", f"{blueprint.name}.export", view)
    )


def file_url(endpoint: str, suffix: str) -> str:
    """Return the address of a list's file, by the filter and order of this page."""
    return with_query(url_for(endpoint, suffix=suffix))


def with_query(address: str) -> str:
    """Return an address that asks for the filter and order of this page, whole."""
    pairs = [
        (name, value) for name, value in request.args.items(multi=True) if name not in OF_A_PAGE
    ]
    query = urlencode(pairs)
    return address + (f"?{query}" if query else "")


def note_whole_list(rows: int) -> None:
    """Note that this page shows a whole list at once, which is as much as a file."""
    g.whole_list = FileNote(request.blueprint or "list", "print", asked_filter(), rows)


def tell_of_whole_list(response: Response) -> Response:
    """Tell the history of a whole list that leaves as a page; refuse it where it cannot be told."""
    note = g.pop("whole_list", None)
    if note is None or response.status_code != HTTPStatus.OK:
        return response
    try:
        tell(note)
    except NotRecorded as error:
        return current_app.make_response(current_app.handle_user_exception(error))
    return response


def init_downloads(app: Flask) -> None:
    """Watch whole lists leave; give templates `file_url` and its like."""
    app.after_request(tell_of_whole_list)
    app.jinja_env.globals.update(file_url=file_url, with_query=with_query, absolute=absolute)


def addressed(table: Table) -> Table:
    """Return a table for a file: the address of each row's page stands in a column of its own."""
    heads = [row[0] for row in table.rows]
    links = [absolute(head.href) if isinstance(head, Cell) and head.href else "" for head in heads]
    return replace(
        table,
        columns=(*table.columns, Column(_("Address"), width=40)),
        rows=[(*row, link) for row, link in zip(table.rows, links, strict=True)],
    )
