"""Tables as downloads: the suffix of the URL picks the presenter."""

from collections.abc import Callable

from flask import Response, abort

from planner.presenters.as_csv import as_csv
from planner.presenters.as_xlsx import as_xlsx
from planner.presenters.table import Table

PRESENTERS: dict[str, tuple[Callable[[Table], bytes], str]] = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


def respond_table(table: Table, suffix: str, filename: str) -> Response:
    """Return the table as a download; 404 for a suffix that nobody presents."""
    if suffix not in PRESENTERS:
        abort(404)
    presenter, mime = PRESENTERS[suffix]
    response = Response(presenter(table), content_type=mime)
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}.{suffix}"'
    return response
