"""What a user owns and has still to do, for showing it and for handing it over."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from planner.calendars.models import Feed
from planner.db import db
from planner.desk.holding_queries import Holding
from planner.viewers import EVERYTHING, acting_as


def of_owner(holding: Holding, user_id: int) -> Select[Any]:
    """Return the select of what a user owns of a kind and has still to do."""
    entity = holding.entity
    return (
        select(entity).where(entity.owner_id == user_id, holding.to_do()).order_by(*holding.order)
    )


def held(holding: Holding, user_id: int) -> Sequence[Any]:
    """Return what a user owns of a kind, as far as the viewer may see."""
    return db.session.scalars(of_owner(holding, user_id)).all()


def all_held(holding: Holding, user_id: int) -> Sequence[Any]:
    """Return all that a user owns of a kind, for handing it over: whoever may see it."""
    return past_limits(of_owner(holding, user_id))


def rows_of(holding: Holding, keys: Sequence[int]) -> Sequence[Any]:
    """Return the rows with the keys, whoever may see them."""
    return past_limits(select(holding.entity).where(holding.entity.id.in_(keys)))


def feeds_in_use(user_id: int) -> Sequence[Feed]:
    """Return the calendars of a user that are in use."""
    in_use = select(Feed).where(Feed.user_id == user_id, Feed.revoked_at.is_(None))
    return past_limits(in_use.order_by(Feed.name, Feed.id))


def feeds_of(keys: Sequence[int]) -> Sequence[Feed]:
    """Return the calendars with the keys."""
    return past_limits(select(Feed).where(Feed.id.in_(keys)))


def past_limits(statement: Select[Any]) -> Sequence[Any]:
    """Return the rows of a select past what the viewer may see.

    What was written is flushed before, as the viewer: the history and the names that go along
    with an event are theirs.
    """
    db.session.flush()
    with acting_as(db.session, EVERYTHING):
        return db.session.scalars(statement).all()


def with_event(holding: Holding) -> list[Any]:
    """Return what a line about a row needs loaded."""
    return [joinedload(holding.entity.event)] if holding.event_key == "event_id" else []
