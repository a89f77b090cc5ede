"""Who works on what next: the claim, safe with any number of workers on either database."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, or_, select, update

from planner.leases import LEASE


def is_free(table: Any, states: Sequence[Any], now: datetime) -> ColumnElement[bool]:
    """Return the condition that a row is due and nobody holds it any more."""
    is_let_go = or_(table.c.held_until.is_(None), table.c.held_until <= now)
    return and_(table.c.state.in_(states), table.c.due_at <= now, is_let_go)


def claim(
    connection: Connection,
    table: Table,
    states: Sequence[Any],
    *,
    now: datetime,
    values: Mapping[str, Any] | None = None,
) -> Any:
    """Take the row that is due longest and return it, under a new claim; None when none is.

    One statement: SQLite has one writer at a time, PostgreSQL passes over rows that others
    are just taking. The condition stands twice, so that a row taken meanwhile is not taken.
    """
    row = table.alias("due_longest")
    first = select(row.c.id).where(is_free(row, states, now)).order_by(row.c.due_at, row.c.id)
    chosen = first.limit(1).with_for_update(skip_locked=True).scalar_subquery()
    taken = {
        "held_by": token_hex(8),
        "held_until": now + LEASE,
        "tries": table.c.tries + 1,
        **(values or {}),
    }
    statement = update(table).where(table.c.id == chosen, is_free(table, states, now))
    return connection.execute(statement.values(taken).returning(table)).first()
