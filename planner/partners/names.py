"""How nations and organisations are put in order and found whatever their accents."""

from collections.abc import Iterable

from planner.text.letters import fold
from planner.web.nationnames import nation_name


def without_marks(words: str) -> str:
    """Return words in lower case without accents, for sorting and finding."""
    return fold(words)


def by_name(codes: Iterable[str]) -> list[str]:
    """Return codes in the order of the nations' names in the reader's language."""
    return sorted(codes, key=lambda code: without_marks(nation_name(code)))
