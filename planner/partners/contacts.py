"""Which nations the office met and when: the rooms that keep events tell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class LastContact:
    """The last contact with a nation: its last day and, known no better, its first."""

    last_on: date | None
    first_on: date | None = None
    """The first day on which it may have been, where only the month or the year is known."""


Source = Callable[[], Mapping[str, LastContact]]
_sources: list[Source] = []


def last_contacts(source: Source) -> Source:
    """Register a function that returns nation code to the last contact.

    Without a day it stands for a nation that has events but was not met yet.
    """
    _sources.append(source)
    return source


def contacts() -> dict[str, LastContact]:
    """Return nation code to the last contact, as far as the viewer may see."""
    found: dict[str, LastContact] = {}
    for source in _sources:
        for code, met in source().items():
            before = found.get(code, met)
            found[code] = max(before, met, key=lambda one: one.last_on or date.min)
    return found
