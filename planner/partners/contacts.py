"""Which nations the office met and when: the rooms that keep events tell."""

from collections.abc import Callable, Mapping
from datetime import date

Source = Callable[[], Mapping[str, date | None]]
_sources: list[Source] = []


def last_contacts(source: Source) -> Source:
    """Register a function that returns nation code to the last day of contact.

    None stands for a nation that has events but was not met yet.
    """
    _sources.append(source)
    return source


def contacts() -> dict[str, date | None]:
    """Return nation code to the last day of contact, as far as the viewer may see."""
    found: dict[str, date | None] = {}
    for source in _sources:
        for code, day in source().items():
            before = found.get(code)
            found[code] = max(filter(None, (before, day)), default=None)
    return found
