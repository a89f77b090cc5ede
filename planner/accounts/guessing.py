"""How easily a password is guessed: common ones, and those made of common parts."""

from collections.abc import Iterable

FEWEST_GUESSES = 10**9
"""What an attack on one name must at least take; at the pace of sign-in, centuries."""
SCORED = 72
"""Characters that are scored at a time: scoring takes the square of the length."""
FAMOUS = ("correct horse battery staple", "correcthorsebatterystaple")
"""Examples of good passwords that stopped being good when everybody had read them."""


def guesses(password: str, known: Iterable[str]) -> int:
    """Return how many guesses find a password, tried in the order in which people choose them.

    The library holds lists of common passwords, names and words (zxcvbn, D. L. Wheeler,
    USENIX Security 2016); `known` are words that a guesser of this account would try first.
    It is imported here: it takes 14 MiB, and a process seldom needs it.
    """
    from zxcvbn import zxcvbn

    words = [*known, *FAMOUS]
    parts = {password[:SCORED], password[-SCORED:]}
    return max(int(zxcvbn(part, user_inputs=words)["guesses"]) for part in parts)


def is_easy(password: str, known: Iterable[str]) -> bool:
    """Say whether a password is common, or made of little more than common parts."""
    return guesses(password, known) < FEWEST_GUESSES
