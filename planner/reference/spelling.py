"""Which spellings are one name, and where a text of several names may be cut: pure."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from planner.text.letters import fold

SILENT = re.compile(
    "['\u2018\u2019\u201a\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf`\u00b4\u2032\uff07.\u00b7"
    "\u200b-\u200f\u2060]"
)
"""Apostrophes of every kind, dots and joiners: written or not, it is the same name."""
LEFT_OUT = {"the", "of", "and"}
SHORT = {
    "st": "saint",
    "ste": "sainte",
    "rep": "republic",
    "dem": "democratic",
    "fed": "federal",
    "is": "islands",
}
ARTICLES = re.compile(r"(la|le|les|el|los|las|der|die|das|il|lo|gli|os|as|de|het) ")
INVERTED = re.compile(r"(?P<what>.+? of)(?: the)? (?P<name>.+)", re.IGNORECASE)
STRONG = re.compile(r"[,;/|\n\r\t\uff0c\uff1b\u3001\u060c\u061b\uff0f+]")
JOINING = """
a agus and at dan dhe e en et i in ir ja na och og un und va ve và və we y és
și και ва жана және и і й та և او اور و और र এবং மற்றும் සහ ແລະ და እና 및
"""
AND = tuple(JOINING.split())
"""The word for “and” in the great languages, where it stands by itself."""
JOINT = re.compile(
    rf"{STRONG.pattern}|\s*&\s*|\s+(?:{'|'.join(AND)})\s+|(?<=\w)\s+[וو](?=\w)|和|และ|\s+និង|နှင့်\s",
    re.IGNORECASE,
)
"""Where a text of several names may be cut."""
MOST_PARTS = 4
"""No name is written in more parts: “Saint Helena, Ascension and Tristan da Cunha” has three."""


@lru_cache(maxsize=4096)
def is_of_a_word(sign: str) -> bool:
    """Say whether a sign is a letter, a mark on one or a digit."""
    return unicodedata.category(sign)[0] in "LMN"


@lru_cache(maxsize=8192)
def key_of(name: str) -> str:
    """Return what all spellings of a name share.

    Case, accents, apostrophes, dots and hyphens make no difference, nor do “the”, “of” and
    “and”; “St.” is “Saint”.
    """
    plain = SILENT.sub("", fold(name))
    words = "".join(sign if is_of_a_word(sign) else " " for sign in plain).split()
    kept = [SHORT.get(word, word) for word in words if word not in LEFT_OUT]
    return " ".join(kept)


def keys_of(name: str) -> Iterator[str]:
    """Give the key of a name, and that of “Korea, Republic of” for “Republic of Korea”."""
    yield key_of(name)
    if turned := INVERTED.fullmatch(name.removeprefix("The ").removeprefix("the ")):
        yield key_of(f"{turned['name']} {turned['what']}")


def without_article(key: str) -> str:
    """Return a key without an article that other languages put before names; "" without one."""
    found = ARTICLES.match(key)
    return key[found.end() :] if found else ""


def pieces(text: str) -> list[tuple[int, int]]:
    """Return where the parts of a text begin and end, blank ones left out."""
    found, start = [], 0
    for cut in [*JOINT.finditer(text), None]:
        end = cut.start() if cut else len(text)
        part = text[start:end]
        if part.strip():
            left = start + len(part) - len(part.lstrip())
            found.append((left, left + len(part.strip())))
        start = cut.end() if cut else end
    return found
