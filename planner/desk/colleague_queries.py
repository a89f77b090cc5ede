"""Who else may hold what somebody owns."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select, true
from sqlalchemy.orm import selectinload

from planner.accounts.models import User
from planner.choices import Marking
from planner.db import db
from planner.desk.holding_queries import Holding
from planner.events.models import Event
from planner.events.visibility import visible
from planner.outcomes.choice_queries import OWNER_ROLES
from planner.viewers import OwnMarked


def colleagues(user_id: int) -> Sequence[User]:
    """Return the other users who are here and have a role that works on events, by name."""
    statement = select(User).where(User.active, User.id != user_id).order_by(User.name, User.id)
    rows = db.session.scalars(statement.options(selectinload(User.grants)))
    return [user for user in rows if not user.role_set.isdisjoint(OWNER_ROLES)]


def own_marking(row: Any) -> Marking:
    """Return the marking of a row that may be higher than its event’s; PUBLIC where it is not."""
    return (row.marking if isinstance(row, OwnMarked) else None) or Marking.PUBLIC


def may_hold(user: User, holding: Holding, rows: Sequence[Any]) -> bool:
    """Say whether a colleague may hold rows: by role, and by what they may see of each."""
    if not user.active or user.role_set.isdisjoint(OWNER_ROLES):
        return False
    if not user.as_viewer.may(holding.asks):
        return False
    if holding.sees is not None:
        return sees_all(user, holding, rows)
    if not holding.event_key or not rows:
        return True
    if any(own_marking(row) > user.ceiling for row in rows):
        return False
    keys = {getattr(row, holding.event_key) for row in rows}
    table = Event.__table__
    seen = select(func.count(table.c.id)).where(
        table.c.id.in_(keys), visible(user.as_viewer, table.c)
    )
    return db.session.scalar(seen) == len(keys)


def sees_all(user: User, holding: Holding, rows: Sequence[Any]) -> bool:
    """Say whether a colleague may see every one of rows that hang on no event."""
    keys = {row.id for row in rows}
    table = holding.entity.__table__
    condition = holding.sees(user.as_viewer, table.c) if holding.sees else true()
    seen = select(func.count(table.c.id)).where(table.c.id.in_(keys), condition)
    return db.session.scalar(seen) == len(keys)
