"""Files that leave the product: one door for all, which tells the history of each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import Flask, Response, abort, url_for

from planner.presenters.as_csv import as_csv
from planner.presenters.as_xlsx import as_xlsx
from planner.presenters.table import Table
from planner.web.addresses import absolute, address
from planner.web.cells import cell
from planner.web.file_addresses import with_query
from planner.web.file_notes import FileNote, asked_filter, shortened, tell
from planner.web.filenames import attachment
from planner.web.tables_in_files import in_files
from planner.web.whole_lists import tell_of_whole_list

PRESENTERS: dict[str, tuple[Callable[[Table], bytes], str]] = {
    "csv": (lambda table: as_csv(table, shown=cell), "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


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


def respond_file(octets: bytes, mime: str, filename: str, note: FileNote | None) -> Response:
    """Return octets as a download, once the history knows of it."""
    if note is not None:
        tell(note)
    response = Response(octets, content_type=mime)
    response.headers["Content-Disposition"] = attachment(filename)
    return response


def file_links(
    endpoint: str, query: str | None = None, values: Mapping[str, Any] | None = None
) -> list[tuple[str, str]]:
    """Return the downloads of a page, one for each presenter: what to call it and its address.

    They hold what a query or the values of an address ask for; without either, what the filter
    and order of this page ask for.
    """
    links = []
    for suffix in PRESENTERS:
        own: dict[str, Any] = {"suffix": suffix}
        path = url_for(endpoint, **own, **values) if values else address(endpoint, **own)
        asked = f"{path}?{query}" if query else path
        is_own = query is None and values is None
        links.append((suffix.upper(), with_query(path) if is_own else asked))
    return links


def init_downloads(app: Flask) -> None:
    """Watch whole lists leave; give templates `file_links` and its like."""
    app.after_request(tell_of_whole_list)
    app.jinja_env.globals.update(file_links=file_links, with_query=with_query, absolute=absolute)
