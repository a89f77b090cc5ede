"""What a real deployment must keep to: secrets that nobody guesses, an address with TLS."""

import math
import re
from collections.abc import Mapping
from ipaddress import ip_address
from itertools import pairwise
from urllib.parse import urlsplit

SECRET_BYTES = 32
SECRETS = ("RAPPORT_SECRET_KEY", "RAPPORT_PASSWORD_SALT")
MAKE_A_SECRET = 'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'  # noqa: S105 - a command
ALPHABETS = (
    (re.compile(r"[0-9]+"), 10),
    (re.compile(r"[0-9a-f-]+|[0-9A-F-]+"), 16),
    (re.compile(r"[a-z]+|[A-Z]+"), 26),
    (re.compile(r"[A-Z2-7]+"), 32),
    (re.compile(r"[a-z0-9]+|[A-Z0-9]+"), 36),
    (re.compile(r"[\w+/-]+", re.ASCII), 64),
)
"""How many characters a text was drawn from, the smallest set that holds it first."""
WORDS = re.compile(
    r"(?i:change.?me|password|passphrase|secret|rapport|example|default|placeholder|replace|"
    r"insecure|letmein|qwerty|production|development)|\s|^[a-z]+([-_.][a-z]+)+$"
)
"""What no random text contains: words, and the spaces between them."""


def random_bytes(secret: str) -> float:
    """Return how many random bytes a text can hold: its length by what it was drawn from.

    64 characters of base64 hold 48 bytes, 64 of hexadecimal 32.
    """
    text = secret.rstrip("=")  # what base64 is filled up with
    drawn_from = next((size for form, size in ALPHABETS if form.fullmatch(text)), 94)
    drawn = secret if drawn_from == 94 else text
    if drawn_from == 16:
        drawn = text.replace("-", "")  # as a UUID is written
    return len(drawn) * math.log2(drawn_from) / 8


def repeats_itself(secret: str) -> bool:
    """Say whether a text has few different characters, a part twice, or runs like abcdef."""
    parts = [secret[place : place + 8] for place in range(len(secret) - 7)]
    steps = [abs(ord(one) - ord(then)) <= 1 for one, then in pairwise(secret)]
    return len(set(secret)) < 8 or len(set(parts)) < len(parts) or sum(steps) > len(secret) / 2


def weakness(secret: str) -> str:
    """Return what is wrong with a secret, as the end of “it …”; the empty text is good."""
    if random_bytes(secret) < SECRET_BYTES:
        return f"holds fewer than {SECRET_BYTES} random bytes"
    if repeats_itself(secret):
        return "repeats itself"
    if WORDS.search(secret):
        return "is made of words"
    return ""


def weak_secrets(settings: Mapping[str, str]) -> list[str]:
    """Return a sentence on each given secret that could be guessed, and on two that are one."""
    found = [
        f"{name} can be guessed, since it {wrong}: make a new one with {MAKE_A_SECRET}."
        for name in SECRETS
        if settings[name] and (wrong := weakness(settings[name]))
    ]
    key, salt = (settings[name] for name in SECRETS)
    if key and key == salt:
        found.append(
            f"{' and '.join(SECRETS)} are the same: make one of them new with {MAKE_A_SECRET}."
        )
    return found


def is_loopback(host: str) -> bool:
    """Say whether a host is this machine: localhost, 127.0.0.0/8 or ::1."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def is_web_address(url: str) -> bool:
    """Say whether a text is https:// or http:// and a host, with neither user nor query."""
    try:
        parts = urlsplit(url)
        has_host = bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False
    extras = (parts.username, parts.password, parts.query, parts.fragment)
    return url.startswith(("https://", "http://")) and has_host and not any(extras)


def open_address(url: str) -> list[str]:
    """Return a sentence when what is sent to an address crosses a network unencrypted."""
    parts = urlsplit(url)
    if not url or parts.scheme == "https" or is_loopback(parts.hostname or ""):
        return []
    sentence = (
        f"RAPPORT_BASE_URL must start with https://, unlike “{url}”, or passwords cross the "
        "network unencrypted: put a TLS proxy in front (docs/operations.md); only an address of "
        "this machine itself, as http://localhost:5000, may do without."
    )
    return [sentence]


def dangers(settings: Mapping[str, str]) -> list[str]:
    """Return what production refuses, a sentence each."""
    return open_address(settings["RAPPORT_BASE_URL"]) + weak_secrets(settings)
