"""How selects are filled: options from choices, and values that may be missing."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from wtforms.fields.choices import SelectChoice

E = TypeVar("E", bound=StrEnum)


def options(choices: Mapping[Any, Any], empty: object = None) -> list[SelectChoice]:
    """Return select options of value to label, with a first line for “none” when named."""
    first = [] if empty is None else [SelectChoice("", str(empty))]
    return first + [SelectChoice(str(value), str(label)) for value, label in choices.items()]


def optional_member(codes: type[E]) -> Callable[[object], E | None]:
    """Return what turns a select's value into a member of an enumeration, or None."""

    def coerce(value: object) -> E | None:
        return None if value in (None, "", "None") else codes(str(value))

    return coerce
