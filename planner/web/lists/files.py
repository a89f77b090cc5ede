"""The door of a list's files: rows in, a download out, by the list's declaration."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from flask import Response

from planner.presenters.table import Table
from planner.web.lists.columns import RowList
from planner.web.tables import respond_table


def respond_list(
    listed: RowList,
    rows: Sequence[Any],
    suffix: str,
    *,
    about: Any = None,
    as_of: datetime | None = None,
    filter_text: str | None = None,
    is_told: bool = False,
    beside: tuple[Table, ...] = (),
) -> Response:
    """Return the rows as a download called like the list; 404 for a suffix nobody presents.

    Tables `beside` it follow in the same file.
    """
    table = replace(listed.file(rows, about, as_of), more=beside)
    return respond_table(table, suffix, listed.name, filter_text=filter_text, is_told=is_told)
