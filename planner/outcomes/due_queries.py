"""What falls due within some days, from every source."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from planner.db import db
from planner.shapes.due_item import DueItem
from planner.viewers import Viewer
from planner.web.due_sources import DueSource, due_sources

MOST = 200
"""Items of one source that a page of a month shows; nobody reads more."""


def due_between(
    first: date, last: date, viewer: Viewer | None = None
) -> tuple[list[DueItem], list[DueSource]]:
    """Return what is still owed by days of a span, the first due first; of a viewer alone if named.

    Beside it the sources of which there is more than is shown.
    """
    found: list[DueItem] = []
    cut: list[DueSource] = []
    for source in due_sources():
        items = list(items_of(source, first, last, viewer))
        found += items[:MOST]
        cut += [source] * (len(items) > MOST)
    return sorted(found, key=lambda item: (item.due_on, item.title)), cut


def items_of(
    source: DueSource, first: date, last: date, viewer: Viewer | None
) -> Iterator[DueItem]:
    """Give the items of one source, one more than a page shows."""
    whose = [] if viewer is None else [source.mine(viewer)]
    wanted = select(source.entity).where(source.due_until(last, first), *whose)
    rows = db.session.scalars(wanted.order_by(*source.order).options(*source.loads).limit(MOST + 1))
    return (source.item_of(row) for row in rows)
