"""Counting tries to sign in, by name and by address, until a lock-out."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from planner.accounts.models import SignInFailure, User
from planner.accounts.queries import failures_of, failures_since, failures_until
from planner.db import db

ADDRESS_FACTOR = 4
"""An office shares one address: it may fail as often as this many names together."""


@dataclass(frozen=True)
class LockOut:
    """How many tries are allowed in which time."""

    tries: int
    lasts: timedelta


def hashed_name(email: str, key: str) -> str:
    """Return a keyed hash of what was typed as a name: it may be a password by mistake."""
    return hmac.new(key.encode(), email.strip().casefold().encode(), sha256).hexdigest()


def note_try(name_hash: str, address: str, *, rule: LockOut, now: datetime) -> bool:
    """Count a try before its password is looked at; False when there were too many.

    Counting first leaves no gap for tries that run at the same moment. A refused try is not
    counted, so that waiting ends the lock-out.
    """
    since = now - rule.lasts
    for old in failures_until(since):
        db.session.delete(old)
    by_name, by_address = failures_since(since, name_hash=name_hash, address=address)
    if by_name >= rule.tries or by_address >= rule.tries * ADDRESS_FACTOR:
        return False
    db.session.add(SignInFailure(name_hash=name_hash, address=address, at=now))
    db.session.flush()
    return True


def forget_failures(name_hash: str) -> None:
    """Forget the failed tries with a name."""
    for failure in failures_of(name_hash):
        db.session.delete(failure)


def note_sign_in(user: User, name_hash: str, *, now: datetime) -> None:
    """Note a sign-in and forget the failed tries before it."""
    user.signed_in_at = now
    forget_failures(name_hash)
