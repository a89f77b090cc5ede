"""What is asked about open sessions and known browsers."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from planner.accounts.models import KnownBrowser, OpenSession, User
from planner.db import db

A_FEW = 200
"""How many rows are purged at a time."""


def session_of_key(key_hash: str) -> OpenSession | None:
    """Return the open session of a key."""
    statement = select(OpenSession).where(OpenSession.key_hash == key_hash)
    return db.session.scalars(statement).one_or_none()


def open_sessions_of(user_id: int | None, since: datetime | None = None) -> Sequence[OpenSession]:
    """Return a user's sessions, the last used first; `since` leaves those out that ran out."""
    statement = (
        select(OpenSession)
        .where(OpenSession.user_id == user_id)
        .order_by(OpenSession.seen_at.desc(), OpenSession.id.desc())
    )
    if since:
        statement = statement.where(OpenSession.seen_at > since)
    return db.session.scalars(statement).all()


def session_of_user(user_id: int | None, session_id: int) -> OpenSession | None:
    """Return one session of a user by its number; None when it is somebody else's."""
    statement = select(OpenSession).where(
        OpenSession.id == session_id, OpenSession.user_id == user_id
    )
    return db.session.scalars(statement).one_or_none()


def sessions_until(*, started: datetime, seen: datetime) -> Sequence[OpenSession]:
    """Return sessions that began or were last used too long ago, a few hundred at a time."""
    is_over = or_(OpenSession.started_at <= started, OpenSession.seen_at <= seen)
    statement = select(OpenSession).where(is_over).limit(A_FEW)
    return db.session.scalars(statement.with_for_update(skip_locked=True)).all()


def browsers_of(user_id: int | None) -> Sequence[KnownBrowser]:
    """Return the browsers in which a user has signed in."""
    statement = select(KnownBrowser).where(KnownBrowser.user_id == user_id)
    return db.session.scalars(statement).all()


def known_browser(email: str, key_hashes: Collection[str]) -> KnownBrowser | None:
    """Return the browser of one of the keys, if the user of the address has signed in with it."""
    if not key_hashes:
        return None
    statement = (
        select(KnownBrowser)
        .join(User, User.id == KnownBrowser.user_id)
        .where(KnownBrowser.key_hash.in_(key_hashes), func.lower(User.email) == email)
        .limit(1)
    )
    return db.session.scalars(statement).one_or_none()


def browsers_until(moment: datetime) -> Sequence[KnownBrowser]:
    """Return browsers not used since a moment, a few hundred at a time."""
    statement = select(KnownBrowser).where(KnownBrowser.used_at <= moment).limit(A_FEW)
    return db.session.scalars(statement.with_for_update(skip_locked=True)).all()
