"""How the words of a kept form are sealed for their writer, and opened again."""

import hmac
import zlib
from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app

from planner.web.kept_words import Fields, SentForm


def hashed(text: str) -> str:
    """Return what the database keeps of a key."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def mark(random: str, user_id: int) -> str:
    """Return what makes a reference one user's own."""
    key = current_app.config["SECRET_KEY"].encode()
    words = f"kept form {random} of {user_id}".encode()
    return hmac.digest(key, words, "sha256").hex()[:24]


def random_of(ref: str, user_id: int | None) -> str:
    """Return the random part of a reference; empty when it is not this user's."""
    random, _tilde, sign = ref.partition("~")
    if user_id is None or not ref.isascii():
        return ""
    return random if hmac.compare_digest(sign, mark(random, user_id)) else ""


def box() -> Fernet:
    """Return what encrypts, with a key that stands only in the office's settings."""
    secret = current_app.config["SECRET_KEY"].encode()
    return Fernet(urlsafe_b64encode(hmac.digest(secret, b"kept forms", "sha256")))


def sealed(words: SentForm, user_id: int, random: str) -> bytes:
    """Return the words packed and encrypted, with what leads to them."""
    fields = urlencode(words.fields, errors="replace")
    plain = "\n".join((str(user_id), random, words.address, fields))
    return box().encrypt(zlib.compress(plain.encode("utf-8", "replace")))


def opened(octets: bytes, user_id: int) -> SentForm | None:
    """Return the words; None when they are somebody else's or of another key."""
    try:
        plain = zlib.decompress(box().decrypt(octets))
    except (InvalidToken, zlib.error):
        return None
    writer, random, address, fields = plain.decode().split("\n")
    ref = f"{random}~{mark(random, user_id)}"
    return SentForm(address, read_fields(fields), ref) if writer == str(user_id) else None


def read_fields(text: str) -> Fields:
    """Return the fields of a form as they were packed."""
    return parse_qsl(text, keep_blank_values=True)
