"""Where a user is signed in: sessions opened, ended, and browsers that are known."""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256

from planner.accounts.browsers import browser_of
from planner.accounts.models import KnownBrowser, OpenSession, User
from planner.accounts.session_queries import (
    browsers_of,
    browsers_until,
    known_browser,
    open_sessions_of,
    session_of_key,
    sessions_until,
)
from planner.db import db

KNOWN_FOR = timedelta(days=180)
"""How long a browser stays known after its last sign-in."""


def fingerprint_of(key: str) -> str:
    """Return what the database keeps of a key: enough to know it again, not to use it."""
    return sha256(key.encode()).hexdigest()


def open_session(user: User, *, address: str, agent: str, now: datetime) -> str:
    """Open a session for a user and return its key, which only the cookie knows."""
    key = secrets.token_urlsafe(32)
    browser, system = browser_of(agent)
    db.session.add(
        OpenSession(
            key_hash=fingerprint_of(key),
            user_id=user.id,
            started_at=now,
            seen_at=now,
            address=address,
            browser=browser,
            system=system,
        )
    )
    db.session.flush()
    return key


def end_session_of(key: str) -> None:
    """End the session of a key; a copy of its cookie opens nothing any more."""
    if found := session_of_key(fingerprint_of(key)):
        db.session.delete(found)


def end_one(open_one: OpenSession) -> OpenSession:
    """End one session."""
    db.session.delete(open_one)
    return open_one


def end_sessions(user: User, *, but: str = "") -> int:
    """End every session of a user but that of one key; return how many ended."""
    kept = fingerprint_of(but) if but else ""
    ended = [found for found in open_sessions_of(user.id) if found.key_hash != kept]
    for found in ended:
        db.session.delete(found)
    return len(ended)


def forget_browsers(user: User, *, but: Collection[str] = ()) -> None:
    """Make every browser of a user but those of some keys a stranger again."""
    kept = {fingerprint_of(key) for key in but}
    for found in browsers_of(user.id):
        if found.key_hash not in kept:
            db.session.delete(found)


def leave_elsewhere(user: User, *, but: str = "", keys: Collection[str] = ()) -> User:
    """End the user's sessions in every other browser, and forget those browsers."""
    if user.id is None:
        return user  # not yet saved: nobody can have signed in
    end_sessions(user, but=but)
    forget_browsers(user, but=keys)
    return user


def remember_browser(user: User, keys: Collection[str], *, now: datetime) -> tuple[str, str]:
    """Note that a user signed in with a browser; return its new key and the one it replaces.

    Each sign-in makes a new key, so that one planted before it is worth nothing.
    """
    new, old = secrets.token_urlsafe(24), ""
    found = known_browser(user.email, {fingerprint_of(key) for key in keys})
    if found:
        old = next(key for key in keys if fingerprint_of(key) == found.key_hash)
    else:
        found = KnownBrowser(user_id=user.id, added_at=now)
        db.session.add(found)
    found.key_hash, found.used_at = fingerprint_of(new), now
    return new, old


def purge_sessions(*, idle: timedelta, whole: timedelta, now: datetime) -> None:
    """Delete sessions whose time is over and browsers not seen for long, a few at a time."""
    for ended in sessions_until(started=now - whole, seen=now - 2 * idle):
        db.session.delete(ended)
    for forgotten in browsers_until(now - KNOWN_FOR):
        db.session.delete(forgotten)
