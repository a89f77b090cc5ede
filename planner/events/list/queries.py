"""The event list: one page of rows, and counts."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from planner.db import db
from planner.events.list.columns import EVENTS
from planner.events.list.filtering import EventFilter
from planner.events.list.orders import DEFAULT_SORT, ORDERS, sort_keys
from planner.events.list.rows import EventRow
from planner.events.list.several_queries import add_several
from planner.events.list.statement_queries import needed, single, statement_of
from planner.events.models import Event
from planner.keyset import PAGE, Key, Slice, page_statement, slice_of
from planner.viewers import ready
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
    order = [column.key for column in ORDERS[sort.removeprefix("-")]]
    names = needed(columns, *order)
    if wanted.is_empty and size == PAGE and not (after or before):
        statement = first_page(tuple(names), sort)
    else:
        statement = one_page(names, wanted.conditions(today), sort, size, after, before)
    found = db.session.execute(statement).all()
    fields = single(names)
    rows = [EventRow(**dict(zip(fields, row, strict=False))) for row in found]
    page = slice_of(rows, attrgetter(*order), size, after, before, found[0][-1] if found else 0)
    add_several(page.items, names)
    return page


@lru_cache(maxsize=32)
def first_page(names: tuple[str, ...], sort: str) -> Select[Any]:
    """Return the statement that is asked most: where the whole list begins."""
    return ready(one_page(names, [], sort, PAGE))


def one_page(
    names: Sequence[str],
    conditions: Sequence[ColumnElement[bool]],
    sort: str,
    size: int,
    after: Key | None = None,
    before: Key | None = None,
) -> Select[Any]:
    """Return the statement of fields of a page of events, each row with the total."""
    first = select(Event.id).where(*conditions).limit(COUNTED + 1).subquery()
    total = select(func.count()).select_from(first).scalar_subquery()
    statement = statement_of(names).add_columns(total).where(*conditions)
    return page_statement(statement, sort_keys(sort), size, after, before)


def total_of(wanted: EventFilter, today: date, *, most: int | None = None) -> int:
    """Return how many events a filter stands for; with `most`, counting stops there."""
    first = select(Event.id).where(*wanted.conditions(today)).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(first)) or 0
