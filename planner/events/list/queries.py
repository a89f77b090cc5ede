"""The event list: one page of rows, and counts."""

from collections.abc import Sequence
from datetime import date
from operator import attrgetter

from sqlalchemy import Select, func, select

from planner.db import db
from planner.events.list.columns import EVENTS
from planner.events.list.filtering import EventFilter
from planner.events.list.orders import DEFAULT_SORT, ORDERS, sort_keys
from planner.events.list.rows import EventRow
from planner.events.list.several_queries import add_several
from planner.events.list.statement_queries import needed, single, statement_of
from planner.events.models import Event
from planner.keyset import PAGE, Key, Slice, page_statement, slice_of
from planner.web.lists.columns import ListColumn

COUNTED = 1000
"""Counting stops here: beyond it a page says “more than”, at the same cost for any number."""


def filtered(wanted: EventFilter, today: date) -> Select[Event]:
    """Return the select of the events that a filter stands for, in no order."""
    return select(Event).where(*wanted.conditions(today))


def event_page(
    wanted: EventFilter,
    today: date,
    *,
    columns: Sequence[ListColumn] = EVENTS.page_columns,
    sort: str = DEFAULT_SORT,
    after: Key | None = None,
    before: Key | None = None,
    size: int = PAGE,
) -> Slice[EventRow]:
    """Return one page of rows with what columns need: one statement for what the page shows.

    The total counts to COUNTED + 1 and no further.
    """
    conditions = wanted.conditions(today)
    first = select(Event.id).where(*conditions).limit(COUNTED + 1).subquery()
    total = select(func.count()).select_from(first).scalar_subquery()
    order = [column.key for column in ORDERS[sort.removeprefix("-")]]
    names = needed(columns, *order)
    statement = statement_of(names).add_columns(total).where(*conditions)
    keys = sort_keys(sort)
    found = db.session.execute(page_statement(statement, keys, size, after, before)).all()
    rows = [EventRow(**dict(zip(single(names), row, strict=False))) for row in found]
    page = slice_of(rows, attrgetter(*order), size, after, before, found[0][-1] if found else 0)
    add_several(page.items, names)
    return page


def total_of(wanted: EventFilter, today: date, *, most: int | None = None) -> int:
    """Return how many events a filter stands for; with `most`, counting stops there."""
    first = select(Event.id).where(*wanted.conditions(today)).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(first)) or 0
