"""A token under a mask of random octets, new for each answer, and taken off again."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

LONGEST_TOKEN = 400
"""Characters; ours have 108."""


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
