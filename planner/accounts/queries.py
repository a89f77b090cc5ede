"""What is asked about users and failed sign-ins."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, case, exists, func, or_, select
from sqlalchemy.orm import joinedload, lazyload

from planner.accounts.models import RoleGrant, SignInFailure, User
from planner.choices import Role
from planner.db import db


def user_by_email(email: str) -> User | None:
    """Return the user of an address, whatever its case."""
    wanted = func.lower(User.email) == email.strip().lower()
    return db.session.scalars(select(User).where(wanted)).one_or_none()


SIGNED_IN = (
    select(User)
    .where(User.fs_uniquifier == bindparam("key"))
    .options(joinedload(User.grants), lazyload(User.nations))
)
"""The user of a session with their roles: every page asks, so it is one statement."""


def user_of_session(key: str) -> User | None:
    """Return the user that a session's key stands for; nations follow only for who has some."""
    return db.session.scalars(SIGNED_IN, {"key": key}).unique().one_or_none()


def users(text: str = "") -> Sequence[User]:
    """Return the users whose name or address holds the text, by name."""
    statement = select(User).order_by(User.name, User.id)
    if text:
        found = (User.name.icontains(text, autoescape=True), User.email.icontains(text))
        statement = statement.where(or_(*found))
    return db.session.scalars(statement).all()


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


def failures_since(moment: datetime, *, name_hash: str, address: str) -> tuple[int, int]:
    """Return how many sign-ins failed since the moment: by this name, from this address."""
    by_name = func.sum(case((SignInFailure.name_hash == name_hash, 1), else_=0))
    by_address = func.sum(case((SignInFailure.address == address, 1), else_=0))
    either = or_(SignInFailure.name_hash == name_hash, SignInFailure.address == address)
    row = db.session.execute(
        select(by_name, by_address).where(SignInFailure.at > moment, either)
    ).one()
    return row[0] or 0, row[1] or 0


def failures_of(name_hash: str) -> Sequence[SignInFailure]:
    """Return the failed sign-ins with a name."""
    found = SignInFailure.name_hash == name_hash
    return db.session.scalars(select(SignInFailure).where(found)).all()


def failures_until(moment: datetime) -> Sequence[SignInFailure]:
    """Return failed sign-ins that no lock-out needs any more, a few hundred at a time."""
    statement = select(SignInFailure).where(SignInFailure.at <= moment).limit(200)
    return db.session.scalars(statement).all()
