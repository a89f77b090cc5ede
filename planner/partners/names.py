"""How nations and organisations are put in order and found whatever their accents."""

import unicodedata
from collections.abc import Iterable

from planner.web.nationnames import nation_name

LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not take apart into a plain letter and a mark."""


def without_marks(words: str) -> str:
    """Return words in lower case without accents, for sorting and finding."""
    decomposed = unicodedata.normalize("NFKD", words.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(LETTERS)


def by_name(codes: Iterable[str]) -> list[str]:
    """Return codes in the order of the nations' names in the reader's language."""
    return sorted(codes, key=lambda code: without_marks(nation_name(code)))
