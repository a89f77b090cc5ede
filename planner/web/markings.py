"""The banner of a page: the highest marking of what any part of it shows."""

from collections.abc import Iterable
from typing import Any, Protocol

from flask import Flask, g

from planner.choices import Marking


class Marked(Protocol):
    """A row that has a marking of its own: an event, or a line about one."""

    @property
    def marking(self) -> Any:
        """Give the marking."""


def note_marking(marking: Marking | None) -> None:
    """Raise the banner of the page being made to a marking, if it is not as high already."""
    if marking is not None:
        g.page_marking = max(Marking(marking), g.get("page_marking", Marking.PUBLIC))


def note_markings(rows: Iterable[Marked]) -> None:
    """Raise the banner to the highest marking of rows that the page shows; some have none."""
    note_marking(max((row.marking for row in rows if row.marking is not None), default=None))


def banner_marking(given: Marking | None = None) -> Marking | None:
    """Return the higher of the marking that the view gave and those noted while rendering."""
    noted: Marking | None = g.get("page_marking")
    return max((marking for marking in (given, noted) if marking is not None), default=None)


def init_markings(app: Flask) -> None:
    """Give templates `banner_marking(given)`; base.html calls it after the content."""
    app.jinja_env.globals["banner_marking"] = banner_marking
