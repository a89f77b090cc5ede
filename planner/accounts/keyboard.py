"""Passwords that walk along the keys of a keyboard."""

from collections.abc import Iterator
from functools import lru_cache

ROWS = (
    "1234567890-=",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "azertyuiop",  # French
    "qsdfghjklm",
    "wxcvbn,;:!",
    "&é\"'(-è_çà)=",
    "qwertzuiopü+",  # German
    "asdfghjklöäß",
    "yxcvbnm,.-",
    "',.pyfgcrl/=",  # Dvorak
    "aoeuidhtns-",
    ";qjkxbmwvz",
    "йцукенгшщзхъ",  # Russian
    "фывапролджэ",
    "ячсмитьбю.",
    "abcdefghijklmnopqrstuvwxyz",
)
SLANTING = ("0plm", "9okn", "8ijb", "7uhv", "6ygc", "5tfx", "4rdz", "3esz")
SHIFTED = str.maketrans("!@#$%^&*()_+", "1234567890-=")
SHORTEST_WALK = 3
FEWEST_OTHER = 6
"""How many characters of a password must not belong to a walk."""
MOST_BETWEEN = 2
"""How many different signs between the keys count as a string between beads."""


@lru_cache(maxsize=1)
def steps() -> frozenset[str]:
    """Return the pairs of keys that follow each other on a row, both ways, or down a column."""
    rows = [*ROWS, *SLANTING, *columns("1234567890", "qwertyuiop", "asdfghjkl;", "zxcvbnm,./")]
    pairs = {row[i : i + 2] for row in rows for i in range(len(row) - 1)}
    return frozenset(pairs | {pair[::-1] for pair in pairs})


def columns(*rows: str) -> Iterator[str]:
    """Return the keys below each other."""
    return ("".join(keys) for keys in zip(*rows, strict=True))


def walks(text: str) -> Iterator[str]:
    """Yield the parts of a text in which each character follows the one before, or repeats it."""
    start = 0
    for i in range(1, len(text) + 1):
        if i < len(text) and (text[i - 1] == text[i] or text[i - 1 : i + 1] in steps()):
            continue
        yield text[start:i]
        start = i


def is_keyboard_walk(password: str) -> bool:
    """Say whether hardly anything of a password is left without its walks along the keys.

    A sign or two put between the keys, as in “q.w.e.r.t.y”, make no other password of it.
    """
    lowered = password.casefold()
    between = {sign for sign in lowered if not sign.isalnum()}
    bare = "".join(sign for sign in lowered if sign not in between)
    is_strung = bool(between) and len(between) <= MOST_BETWEEN and is_walked(bare)
    return is_strung or is_walked(lowered.translate(SHIFTED))


def is_walked(keys: str) -> bool:
    """Say whether fewer keys than it takes are left without the walks."""
    left = [walk for walk in walks(keys) if len(walk) < SHORTEST_WALK]
    return sum(map(len, left)) < FEWEST_OTHER
