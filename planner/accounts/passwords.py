"""Passwords: what a good one is, keeping it as a hash, and the one-time kind."""

import re
import secrets
from uuid import uuid4

from flask import current_app
from flask_babel import gettext as _
from flask_security import hash_password, verify_password
from flask_security.proxies import _security

from planner.accounts.guessing import is_easy, is_keyboard_walk
from planner.accounts.models import User
from planner.accounts.session_actions import leave_elsewhere
from planner.errors import RuleBroken

SHORTEST = 12
LONGEST = 200
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is easily mistaken for another


def one_time_password() -> str:
    """Return a random password of 80 bits that can be read out over a telephone."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(4))


def check_strength(password: str, *, email: str, name: str) -> None:
    """Raise RuleBroken when the password is too short, common, or easy to guess."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise RuleBroken(
            _(
                "A password has %(shortest)d to %(longest)d characters. Several words are best.",
                shortest=SHORTEST,
                longest=LONGEST,
            )
        )
    flat = password.casefold()
    parts = [email.partition("@")[0], *name.split()]
    if any(len(part) > 3 and part.casefold() in flat for part in parts):
        raise RuleBroken(_("Choose a password that holds no part of your name or address."))
    if len(set(flat)) < 5:
        raise RuleBroken(_("Choose a password with more different characters."))
    if is_easy(password, known_words(email, name)):
        raise RuleBroken(
            _(
                "This password is common, or made of common parts, and would be guessed soon. "
                "Choose several words that do not belong together."
            )
        )
    if is_keyboard_walk(password):
        raise RuleBroken(
            _(
                "This password follows the keys of a keyboard and would be guessed soon. "
                "Choose several words that do not belong together."
            )
        )


def known_words(email: str, name: str) -> list[str]:
    """Return what a guesser knows of an account: its name and address, the office, the product."""
    parts = re.split(r"[^\w]+|_", f"{email} {name} {current_app.config['RAPPORT_BASE_URL']}")
    return [*filter(None, parts), email, name, "rapport"]


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
