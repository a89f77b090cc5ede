"""Passwords: keeping them as hashes, and the one-time kind."""

import secrets
from uuid import uuid4

from flask_security import hash_password, verify_password
from flask_security.proxies import _security

from planner.accounts.models import User
from planner.accounts.session_actions import leave_elsewhere

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily mistaken for another


def one_time_password() -> str:
    """Return a random password of 80 bits that can be read out over a telephone."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def set_password(user: User, password: str, *, is_one_time: bool = False) -> User:
    """Keep the hash of a password; the user's sessions end, their browsers are strangers again."""
    leave_elsewhere(user)
    user.password = hash_password(_security.password_util.normalize(password))
    user.fs_uniquifier = uuid4().hex
    user.must_change_password = is_one_time
    return user


def is_password_of(user: User, password: str) -> bool:
    """Say whether it is the user's password."""
    plain = _security.password_util.normalize(password)
    return user.password is not None and bool(verify_password(plain, user.password))
