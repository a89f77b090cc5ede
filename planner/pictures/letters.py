"""How wide words are at most, and how a long name stands in one or two short lines."""

import unicodedata
from functools import lru_cache

SIZE = 12
"""The pixels of every word in a picture."""
SAFE = 1.05
"""A face may be a little wider than the widest of the usual ones, which was measured."""
NARROWEST, LAST = 32, 126
ASCII = bytes.fromhex(
    "20292e5440604e1c282832542025202240404040404040404040222254545436644545464e40"
    "3a4e4c1e1e4238574b4f3d4f46403e4a4563453e452822285432323e4037403e2440401c1c3a"
    "1c62403e40402a3528403c523c3c3540224054"
)
"""Hundredths of an em of each printable ASCII letter in DejaVu Sans, the widest usual fallback."""
CAPITAL, SMALL, WIDE = 0.82, 0.72, 1.0
ELLIPSIS = "…"
BROKEN_WITH_HYPHEN = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN")


@lru_cache(maxsize=4096)
def letter_width(letter: str) -> float:
    """Return the ems of a letter in the widest usual face; a mark above or below takes none."""
    base = unicodedata.normalize("NFD", letter)[0]
    if NARROWEST <= ord(base) <= LAST:
        return ASCII[ord(base) - NARROWEST] / 100
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(letter) in "WF":
        return WIDE
    return CAPITAL if letter.isupper() else SMALL


def width(words: str) -> float:
    """Return the pixels that words take at most, in one line of a picture."""
    return SAFE * SIZE * sum(map(letter_width, words))


def lines(words: str, room: float, most: int = 2) -> tuple[str, ...]:
    """Return words in at most so many lines of so many pixels, cut with “…” if it must be.

    A word longer than a line is broken with a hyphen where its letters allow it.
    """
    found: list[str] = []
    rest = words.split()
    while rest and len(found) < most:
        line, rest = first_line(rest, room)
        found.append(line)
    if rest and found:
        found[-1] = cut(" ".join([found[-1], *rest]), room)
    return tuple(found)


def first_line(words: list[str], room: float) -> tuple[str, list[str]]:
    """Return as many words as fit a line, of which there is one, and those that are left."""
    taken = [words[0]]
    if width(words[0]) > room:
        return broken(words[0], words[1:], room)
    while len(taken) < len(words) and width(" ".join([*taken, words[len(taken)]])) <= room:
        taken.append(words[len(taken)])
    return " ".join(taken), words[len(taken) :]


def broken(word: str, more: list[str], room: float) -> tuple[str, list[str]]:
    """Return the beginning of a word that is too long for a line, and all that is left."""
    script = unicodedata.name(word[0], "").partition(" ")[0]
    if script not in BROKEN_WITH_HYPHEN:
        return cut(word, room), more
    begun = fitting(word, room - width("-"))
    return (f"{begun}-", [word[len(begun) :], *more]) if begun else (cut(word, room), more)


def cut(words: str, room: float) -> str:
    """Return words that fit a line, the end taken off where they are too long."""
    if width(words) <= room:
        return words
    return fitting(words, room - width(ELLIPSIS)).rstrip(" -") + ELLIPSIS


def fitting(words: str, room: float) -> str:
    """Return the longest beginning that fits; a letter keeps the marks that stand on it."""
    taken = 0.0
    for place, letter in enumerate(words):
        taken += SAFE * SIZE * letter_width(letter)
        if taken > room:
            return words[:place]
    return words
