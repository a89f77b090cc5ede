"""Links that let their holder choose a new password: signed, short-lived and good for once."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256

from itsdangerous import BadSignature, URLSafeSerializer

from planner.accounts.models import User

VALID_FOR = timedelta(hours=1)


def fingerprint(user: User, key: str) -> str:
    """Return what changes with the password, so that a used link is worthless."""
    text = f"{user.fs_uniquifier}:{user.password or ''}"
    return hmac.new(key.encode(), text.encode(), sha256).hexdigest()[:32]


def reset_token(user: User, *, key: str, now: datetime) -> str:
    """Return the token of a link to choose a new password."""
    serializer = URLSafeSerializer(key, salt="password-reset")
    return str(serializer.dumps([user.id, int(now.timestamp()), fingerprint(user, key)]))


def read_token(token: str, *, key: str, now: datetime) -> tuple[int, str] | None:
    """Return the user's id and the fingerprint; None when forged or too old."""
    try:
        user_id, made_at, mark = URLSafeSerializer(key, salt="password-reset").loads(token)
    except (BadSignature, ValueError, TypeError):
        return None
    age = now.timestamp() - made_at
    return (user_id, mark) if 0 <= age <= VALID_FOR.total_seconds() else None
