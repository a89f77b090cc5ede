"""Keys of rows in addresses: one converter, `<id:event_id>`, for every path."""

from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter

from planner.text.reading import or_none, row_id

NO_ROW = 0
"""The key that no row has: what is asked for with a key out of range was never there."""


class IdConverter(BaseConverter):
    """Digits of any length; a number that no column can hold stands for a row that is not there.

    So such an address answers as that of any missing row does: to nobody, by role, by method.
    """

    regex = "[0-9]+"
    weight = 50

    def to_python(self, value: str) -> int:
        """Return the key, or NO_ROW."""
        return or_none(row_id, value) or NO_ROW

    def to_url(self, value: Any) -> str:
        """Return the key's digits."""
        return str(int(value))


def init_ids(app: Flask) -> None:
    """Let routes say `<id:…>`."""
    app.url_map.converters["id"] = IdConverter
