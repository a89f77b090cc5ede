"""Whole lists of events, for files: every row or key that a filter stands for, never cut."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.list.orders import DEFAULT_SORT, sort_keys
from planner.events.list.rows import EventRow
from planner.events.list.several_queries import add_several
from planner.events.list.statement_queries import needed, single, statement_of
from planner.events.models import Event
from planner.keyset import ordered
from planner.web.lists.columns import ListColumn


def whole_list(
    wanted: EventFilter,
    today: date,
    columns: Sequence[ListColumn],
    sort: str = DEFAULT_SORT,
    nation: str = "",
) -> list[EventRow]:
    """Return every event that a filter stands for with what columns need; never cut.

    `nation` is the one that a file is for, whose own numbers some columns tell.
    """
    names = needed(columns)
    statement = statement_of(names, nation).where(*wanted.conditions(today))
    found = db.session.execute(ordered(statement, sort_keys(sort)))
    rows = [EventRow(**dict(zip(single(names), row, strict=True))) for row in found]
    add_several(rows, names)
    return rows


def keys_in_order(wanted: EventFilter, today: date, sort: str = DEFAULT_SORT) -> list[int]:
    """Return the keys of every event that a filter stands for, in the order of the list."""
    statement = select(Event.id).where(*wanted.conditions(today))
    return list(db.session.scalars(ordered(statement, sort_keys(sort))))


def rows_of_keys(keys: Sequence[int], columns: Sequence[ListColumn]) -> list[EventRow]:
    """Return events with what columns need, in the order of their keys; what is gone is not."""
    names = needed(columns)
    found = db.session.execute(statement_of(names).where(Event.id.in_(keys)))
    by_id = {row.id: EventRow(**dict(zip(single(names), row, strict=True))) for row in found}
    rows = [by_id[key] for key in keys if key in by_id]
    add_several(rows, names)
    return rows
