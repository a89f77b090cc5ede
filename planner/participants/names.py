"""How two spellings of one person's name are recognised."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from planner.text.folding import ARTICLES
from planner.text.letters import CONNECTORS, fold

NOT_A_LETTER = re.compile(r"[\W_]+")
HYPHENS = "-‐‑‒–−־"
JOINTS = "".join(CONNECTORS - set(HYPHENS) - set(".·・"))
APOSTROPHE = re.compile(rf"(?<=\w)[{re.escape(JOINTS)}](?=\w)")
HYPHEN = re.compile(rf"(?<=\w)[{re.escape(HYPHENS)}](?=\w)")
TWO_LETTERS = re.compile(r"([aou])e|aa")

LONGEST = 6
"""Words of a name that may be written as one with their neighbour."""

Words = tuple[str, ...]


def name_key(name: str) -> str:
    """Return a name in lower case, without accents and signs: what lists are ordered by."""
    return NOT_A_LETTER.sub(" ", fold(name)).strip()


@lru_cache(maxsize=20_000)
def spellings(name: str) -> frozenset[Words]:
    """Return the words of a name in every way of writing it.

    With and without apostrophes and hyphens, two words as one (“Al Rashid”, “Alrashid”);
    “Mueller”, “Muller” and “Müller” are one.
    """
    forms = {
        HYPHEN.sub(hyphen, APOSTROPHE.sub(apostrophe, name))
        for apostrophe, hyphen in product(("", " "), repeat=2)
    }
    found = {tuple(letters_of(form).split()) for form in forms}
    found |= {glued for words in found for glued in with_two_as_one(words)}
    return frozenset(tuple(map(as_sounded, words)) for words in found if words)


def letters_of(name: str) -> str:
    """Return the folded letters of a name, with the marks that are vowels; signs are spaces."""
    signs = fold(name)
    return "".join(s if s.isalnum() or unicodedata.category(s)[0] == "M" else " " for s in signs)


def with_two_as_one(words: Words) -> Iterator[Words]:
    """Give the words with each two neighbours as one; of names that are not too long."""
    for place in range(len(words) - 1) if len(words) <= LONGEST else ():
        yield (*words[:place], words[place] + words[place + 1], *words[place + 2 :])


def as_sounded(word: str) -> str:
    """Return a word with one letter for what some write as two: “ue” for “ü”, “aa” for “å”.

    An Arabic word is without its article.
    """
    article = ARTICLES.match(word)
    return TWO_LETTERS.sub(lambda found: found[1] or "a", word[article.end() if article else 0 :])


def is_similar(one: str, other: str) -> bool:
    """Say whether two names may be one person's.

    They may when the words of the shorter are all in the longer, in any order, an initial
    standing for a word: “Singh” and “Arjun Singh”, “B. Sitorus” and “Sitorus, Budi”.
    """
    pairs = product(spellings(one), spellings(other))
    return any(is_within(*sorted(pair, key=len)) for pair in pairs)


def is_one_name(one: str, other: str) -> bool:
    """Say whether two names are the same one, in whichever order and spelling."""
    mine, theirs = ({"".join(sorted(words)) for words in spellings(n)} for n in (one, other))
    return not mine.isdisjoint(theirs)


def is_within(shorter: Words, longer: Words) -> bool:
    """Say whether every word of a name is in another, one of them written out."""
    if "".join(shorter) == "".join(longer):
        return True
    left = list(longer)
    rest = list(taken_out(shorter, left))
    is_written_out = any(len(word) > 1 or not word.isascii() for word in set(shorter) - set(rest))
    return is_written_out and all(take_initial(word, left) for word in rest)


def taken_out(words: Words, left: list[str]) -> Iterator[str]:
    """Take the words out of those left; give the ones that are not there."""
    for word in words:
        if word in left:
            left.remove(word)
        else:
            yield word


def take_initial(word: str, left: list[str]) -> bool:
    """Take out a word that this one is the initial of, or that is its initial."""
    found = next((w for w in left if 1 in (len(w), len(word)) and w[0] == word[0]), None)
    if found is None:
        return False
    left.remove(found)
    return True
