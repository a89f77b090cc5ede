"""How two spellings of one person's name are recognised."""

import re

from planner.partners.names import without_marks

NOT_A_LETTER = re.compile(r"[\W_]+")


def name_key(name: str) -> str:
    """Return a name in lower case, without accents and signs: what duplicates are found by."""
    return NOT_A_LETTER.sub(" ", without_marks(name)).strip()


def is_similar(one: str, other: str) -> bool:
    """Say whether two name keys may be one person.

    They may when they hold the same words in any order, or when they share a word of three
    letters or more and the initial of another: “b sitorus” and “budi sitorus”.
    """
    mine, theirs = one.split(), other.split()
    if sorted(mine) == sorted(theirs):
        return True
    return any(
        initials(mine, word) & initials(theirs, word)
        for word in set(mine) & set(theirs)
        if len(word) >= 3
    )


def initials(words: list[str], but: str) -> set[str]:
    """Return the first letters of the words other than one."""
    return {word[0] for word in words if word != but}
