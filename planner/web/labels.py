"""The words of closed lists in the reader's language, made once and kept: rows are many."""

from functools import lru_cache

from planner.choices import Labelled, Marking
from planner.web.language import locale


@lru_cache(maxsize=64)
def _labels(codes: type[Labelled], _locale: str) -> dict[str, str]:
    return {member.value: str(member.label) for member in codes}


def labels(codes: type[Labelled]) -> dict[str, str]:
    """Return value to words of an enumeration in the reader's language."""
    return _labels(codes, locale())


@lru_cache(maxsize=16)
def _markings(_locale: str) -> dict[Marking, str]:
    return {member: str(member.label) for member in Marking}


def markings() -> dict[Marking, str]:
    """Return the words of every marking in the reader's language."""
    return _markings(locale())
