"""The one-use key of every form: for whom and when the form was made, signed.

It never stands twice alike in two answers; see docs/decisions/compressed-answers.md.
"""

import hmac
import secrets
from base64 import urlsafe_b64encode

from flask import current_app

from planner.clock import now

ONCE = "once"
"""The field of the one-use key."""
KNOWN_FOR = 31 * 24 * 3600
"""Seconds for which a form still says for whom it was made: as long as the cookie of a session."""


def new_key(user_id: int | None) -> str:
    """Return a new one-use key, which says for whom and when the form was made, signed."""
    random = secrets.token_urlsafe(16)
    if user_id is None:
        return random
    words = f"{random}.{user_id:x}.{int(now().timestamp()):x}"
    return f"{words}.{signature(words)}"


def user_of_key(key: str) -> int | None:
    """Return the user for whom a form was made; None for a key that is spoiled or too old."""
    words, dot, sign = key.rpartition(".")
    parts = words.split(".")
    if not dot or len(parts) != 3 or not key.isascii():
        return None
    if not hmac.compare_digest(sign, signature(words)):
        return None
    age = now().timestamp() - int(parts[2], 16)
    return int(parts[1], 16) if -300 <= age <= KNOWN_FOR else None


def signature(words: str) -> str:
    """Return the signature of some words, as only this office can make it."""
    key = hmac.digest(current_app.config["SECRET_KEY"].encode(), b"one-use key", "sha256")
    return urlsafe_b64encode(hmac.digest(key, words.encode(), "sha256")[:15]).decode()
