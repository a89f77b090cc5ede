"""What is asked about users."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.orm import joinedload, lazyload

from planner.accounts.models import OpenSession, RoleGrant, User
from planner.choices import Role
from planner.db import db
from planner.viewers import ready


def user_by_email(email: str) -> User | None:
    """Return the user of an address, whatever its case."""
    wanted = func.lower(User.email) == email.strip().lower()
    return db.session.scalars(select(User).where(wanted)).one_or_none()


def active_user(email: str) -> Any:
    """Return number and address of the active user of an address, in one statement."""
    wanted = func.lower(User.email) == email.strip().lower()
    return db.session.execute(select(User.id, User.email).where(wanted, User.active)).one_or_none()


SIGNED_IN = ready(
    select(User)
    .join(OpenSession, OpenSession.user_id == User.id)
    .where(OpenSession.key_hash == bindparam("key_hash"))
    .options(joinedload(User.grants), lazyload(User.nations))
)
"""The user of a session with their roles: every page asks, so it is one statement."""


def user_of_session(key_hash: str) -> User | None:
    """Return the user of an open session; nations follow only for who has some."""
    return db.session.scalars(SIGNED_IN, {"key_hash": key_hash}).unique().one_or_none()


def users() -> Sequence[User]:
    """Return every user, by name; an office has few."""
    return db.session.scalars(select(User).order_by(User.name, User.id)).all()


def names_by_email() -> Sequence[Any]:
    """Return number, name and address of every user, no more."""
    return db.session.execute(select(User.id, User.name, User.email)).all()


def user_choices() -> dict[str, str]:
    """Return id to name of every user."""
    rows = db.session.execute(select(User.id, User.name).order_by(User.name, User.id))
    return {str(row.id): row.name for row in rows}


def other_active_administrators(user: User) -> int:
    """Return how many active administrators there are beside this user."""
    is_administrator = exists().where(
        RoleGrant.user_id == User.id, RoleGrant.role == Role.ADMINISTRATOR
    )
    statement = select(func.count(User.id)).where(User.active, User.id != user.id, is_administrator)
    return db.session.scalar(statement) or 0
