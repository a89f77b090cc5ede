"""One folding of words for finding and sorting: case and accents make no difference."""

import unicodedata

LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h"}
)
"""Letters that Unicode does not take apart into a plain letter and a mark."""


def fold(words: str) -> str:
    """Return words in lower case without accents, the same on every database."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", words).casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(LETTERS)
