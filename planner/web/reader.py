"""What a URL's parameters say: values that anybody may have typed into the address bar."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from planner.choices import NO_NATION
from planner.text import reading
from planner.web.nationwords import left_out, meaning_of, meanings_of

T = TypeVar("T")
MAX_VALUES = 300


class Reader:
    """Reads the values of a URL; `problems` are sentences about what could not be read."""

    def __init__(self, args: MultiDict[str, str]) -> None:
        self.args = args
        self.problems: list[str] = []

    def words(self, name: str) -> str:
        """Return a text on one line, of at most 200 characters."""
        return " ".join(self.args.get(name, "").split())[:200]

    def many(self, name: str, convert: Callable[[str], T]) -> tuple[T, ...]:
        """Return every readable value of a parameter once, sorted."""
        given = [value.strip() for value in self.args.getlist(name)]
        found = {self.read(name, value, convert) for value in given[:MAX_VALUES] if value}
        if len(given) > MAX_VALUES:
            self.problems.append(_("Choose at most %(number)s at once.", number=MAX_VALUES))
        kept: list[Any] = [value for value in found if value is not None]
        return tuple(sorted(kept))

    def nations(self, name: str) -> tuple[str, ...]:
        """Return the codes of the nations that a parameter names, however they are written."""
        given = self.args.getlist(name)
        if len(given) > MAX_VALUES:
            self.problems.append(_("Choose at most %(number)s at once.", number=MAX_VALUES))
        found: set[str] = set()
        for value in given[:MAX_VALUES]:
            for meaning in () if value == NO_NATION else meanings_of(value):
                found.update(meaning.codes)
                if not meaning.codes:
                    self.problems.append(left_out(meaning))
        return tuple(sorted(found | {NO_NATION}.intersection(given)))

    def nation(self, name: str) -> str:
        """Return the code of the one nation that a parameter names; "" for none."""
        value = self.args.get(name, "").strip()
        meaning = meaning_of(value) if value else None
        if meaning and not meaning.codes:
            self.problems.append(left_out(meaning))
        return meaning.codes[0] if meaning and meaning.codes else ""

    def one(self, name: str, convert: Callable[[str], T]) -> T | None:
        """Return the value of a parameter; None when it is missing or cannot be read."""
        value = self.args.get(name, "").strip()
        return self.read(name, value, convert) if value else None

    def read(self, name: str, value: str, convert: Callable[[str], T]) -> T | None:
        """Return the value, or None after noting that it could not be read."""
        try:
            return convert(value)
        except reading.OutOfRange:
            words = _("“%(value)s” lies outside the years 1900 to 2199, so it was left out.")
        except (ValueError, KeyError):
            words = _("“%(value)s” is not a value for “%(name)s”, so it was left out.")
        self.problems.append(words % {"value": value[:60], "name": name})
        return None
