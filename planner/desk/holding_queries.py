"""What a user owns that is still to be done, who else may hold it, and what nobody owns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from planner.accounts.models import User
from planner.calendars.models import Feed
from planner.choices import LessonState
from planner.db import db
from planner.events.models import Event
from planner.events.states.guards import FINISHED_STATES
from planner.events.visibility import visible
from planner.objectives.models import Objective
from planner.outcomes.choice_queries import OWNER_ROLES
from planner.outcomes.follow_up_queries import is_open
from planner.outcomes.models import FollowUp, Lesson
from planner.viewers import EVERYTHING, acting_as


@dataclass(frozen=True)
class Holding:
    """One kind of thing that has an owner: what of it is still to be done, and how it is shown."""

    name: str
    label: Any
    entity: Any
    to_do: Callable[[], ColumnElement[bool]]
    order: tuple[Any, ...]
    title_of: Callable[[Any], str]
    address_of: Callable[[Any], str]
    event_key: str = ""
    """The attribute that says on which event it hangs; empty when it hangs on none."""
    may_be_nobodys: bool = True
    """Whether it can stand without an owner; a promise and an assigned lesson cannot."""

    @property
    def unowned(self) -> ColumnElement[bool]:
        """Return the condition that it is to be done and that nobody here owns it."""
        return and_(self.to_do(), nobodys(self.entity.owner_id))


def nobodys(owner_id: Any) -> ColumnElement[bool]:
    """Return the condition that a column names no owner, or one who left."""
    left = select(User.id).where(User.active.is_(False))
    return or_(owner_id.is_(None), owner_id.in_(left))


def event_url(event: Event) -> str:
    """Return the address of an event."""
    return url_for("events.show", event_id=event.id)


HOLDINGS = (
    Holding(
        "events",
        _l("Events"),
        Event,
        lambda: and_(Event.state.not_in(FINISHED_STATES), Event.discarded_at.is_(None)),
        (Event.sort_on, Event.id),
        lambda row: str(row.title),
        event_url,
        "id",
    ),
    Holding(
        "follow_ups",
        _l("Follow-ups"),
        FollowUp,
        is_open,
        (FollowUp.due_on, FollowUp.id),
        lambda row: str(row.what),
        lambda row: url_for("followups.show", follow_up_id=row.id),
        "event_id",
        may_be_nobodys=False,
    ),
    Holding(
        "lessons",
        _l("Lessons"),
        Lesson,
        lambda: Lesson.state != LessonState.VALIDATED,
        (Lesson.identified_on, Lesson.id),
        lambda row: str(row.what),
        lambda row: url_for("lessons.show", lesson_id=row.id),
        "event_id",
        may_be_nobodys=False,
    ),
    Holding(
        "objectives",
        _l("Objectives"),
        Objective,
        lambda: Objective.retired_on.is_(None),
        (Objective.code, Objective.id),
        lambda row: f"{row.code} {row.name}",
        lambda row: url_for("objectives.show", objective_id=row.id),
    ),
)
"""Everything that has an owner: `tests/desk/test_leaving.py` walks the columns."""


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


def colleagues(user_id: int) -> Sequence[User]:
    """Return the other users who are here and have a role that works on events, by name."""
    statement = select(User).where(User.active, User.id != user_id).order_by(User.name, User.id)
    rows = db.session.scalars(statement.options(selectinload(User.grants)))
    return [user for user in rows if not user.role_set.isdisjoint(OWNER_ROLES)]


def may_hold(user: User, holding: Holding, rows: Sequence[Any]) -> bool:
    """Say whether a colleague may hold rows: by role, and by marking and nations of each event."""
    if not user.active or user.role_set.isdisjoint(OWNER_ROLES):
        return False
    if not holding.event_key or not rows:
        return True
    keys = {getattr(row, holding.event_key) for row in rows}
    table = Event.__table__
    seen = select(func.count(table.c.id)).where(
        table.c.id.in_(keys), visible(user.as_viewer, table.c)
    )
    return db.session.scalar(seen) == len(keys)


def with_event(holding: Holding) -> list[Any]:
    """Return what a line about a row needs loaded."""
    return [joinedload(holding.entity.event)] if holding.event_key == "event_id" else []
