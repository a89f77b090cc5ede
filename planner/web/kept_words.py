"""The words of a form that was sent: which were typed, and how they are sealed for their writer."""

import hmac
import zlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from urllib.parse import parse_qsl, urlencode

from cryptography.fernet import Fernet, InvalidToken
from flask import current_app
from werkzeug.datastructures import MultiDict

from planner.web.formkeys import ONCE, TOKEN

ARG = "typed"
"""The part of an address, and the hidden field, that says which kept form is shown."""
NOT_TYPED = {ONCE, TOKEN, ARG, "version", "base", "next"}
"""Fields that a page sends by itself."""

Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class SentForm:
    """A form as it was sent: where to, and every field in its order."""

    address: str
    fields: Fields
    ref: str = ""
    at: datetime | None = None

    @property
    def form(self) -> MultiDict[str, str]:
        """Return the fields as a request has them."""
        return MultiDict(self.fields)

    @property
    def typed(self) -> Fields:
        """Return what somebody typed or chose."""
        return [(name, value) for name, value in self.fields if is_typed(name, value)]


def is_typed(name: str, value: str) -> bool:
    """Say whether a field holds what somebody typed or chose."""
    return bool(value.strip()) and name.rpartition("-")[2] not in NOT_TYPED


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
