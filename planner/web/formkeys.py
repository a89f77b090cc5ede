"""The two hidden fields of every form: the key that is good for one, and the token of the session.

Neither stands twice alike in two answers, so that the length of a compressed page tells nothing
about them; see docs/decisions/compressed-answers.md.
"""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from flask import Flask, current_app, g, session
from flask_wtf.csrf import CSRFProtect, _FlaskFormCSRF, generate_csrf
from itsdangerous import URLSafeTimedSerializer

from planner.clock import now

ONCE = "once"
"""The field of the one-use key."""
TOKEN = "csrf_token"  # noqa: S105 - the name of a field
KNOWN_FOR = 31 * 24 * 3600
"""Seconds for which a form still says for whom it was made: as long as the cookie of a session."""
LONGEST_TOKEN = 400
"""Characters; ours have 108."""


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


def masked_token(**_how: object) -> str:
    """Return the session's token, masked with a new pad for each answer."""
    if "masked_token" not in g:
        generate_csrf()  # puts one into the session when there is none
        g.masked_token = mask(str(session[TOKEN]))
    found: str = g.masked_token
    return found


def mask(token: str) -> str:
    """Return a token combined with random octets, and those octets."""
    plain = token.encode()
    pad = secrets.token_bytes(len(plain))
    return urlsafe_b64encode(pad + combined(plain, pad)).decode()


def unmask(text: str) -> str:
    """Return the token that was masked; the empty text for what no mask could give."""
    if len(text) > LONGEST_TOKEN or not text.isascii():
        return ""
    try:
        octets = urlsafe_b64decode(text)
    except NotBase64:
        return ""
    half = len(octets) // 2
    return combined(octets[half:], octets[:half]).decode("ascii", "replace")


def combined(one: bytes, other: bytes) -> bytes:
    """Return the exclusive or of two texts of one length."""
    return bytes(a ^ b for a, b in zip(one, other, strict=False))


class MaskedTokens(CSRFProtect):
    """Flask-WTF's guard against forged requests, for masked tokens."""

    def _get_csrf_token(self) -> str | None:
        """Return what was sent as Flask-WTF expects it: unmasked and signed."""
        found: str | None = super()._get_csrf_token()
        if not found or "." in found:  # a dot: made before tokens were masked
            return found
        signer = URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="wtf-csrf-token")
        return str(signer.dumps(unmask(found)))


class MaskedField(_FlaskFormCSRF):
    """The token inside a form object, masked; it was checked before the view was called."""

    def generate_csrf_token(self, _field: object) -> str:
        """Return the session's token, masked."""
        return masked_token()


def init_tokens(app: Flask) -> MaskedTokens:
    """Let templates write masked tokens; `planner.web.forgery` says when they are checked."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    guard = MaskedTokens(app)
    app.jinja_env.globals["csrf_token"] = masked_token
    app.context_processor(lambda: {"csrf_token": masked_token})
    return guard
