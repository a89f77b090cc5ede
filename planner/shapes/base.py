"""The base of every shape: frozen, validated where it is made, its faults in the reader's words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, Self, get_args, get_origin

from annotated_types import Ge, GroupedMetadata, Le
from babel import Locale
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from planner.errors import RuleBroken
from planner.text import numerals


class Misfit(RuleBroken):
    """Values that make no shape; `faults` says of each field what is wrong with it.

    The sentence of the error names the fields too, for doors without a form.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(" ".join(f"{name}: {words}" for name, words in self.faults.items()))


@dataclass(frozen=True)
class Ask:
    """Part of a field's declaration: the sentence for one that is empty and must not be."""

    words: Any


class Shape(BaseModel):
    """Something that is written. Making one raises Misfit unless every single value fits.

    What depends on rows or on a state is not asked here: the action that takes it asks.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", allow_inf_nan=False, validate_default=False
    )

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            raise Misfit(faults_of(error, type(self))) from None
        self.check_together()

    # Shapes inside a shape are then checked in its own run, so that each fault keeps its path.
    __init__.__pydantic_base_init__ = True  # type: ignore[attr-defined]

    def check_together(self) -> None:
        """Raise Misfit for values that fit one by one and not together."""

    def given(self) -> dict[str, Any]:
        """Return the values that were given, by name; those left out are not among them.

        Several values come as a list.
        """
        return {name: listed(getattr(self, name)) for name in self.model_fields_set}

    def all_values(self) -> dict[str, Any]:
        """Return every value by name, those left out as what stands for them."""
        return {name: listed(getattr(self, name)) for name in type(self).model_fields}

    def but(self, **values: Any) -> Self:
        """Return the shape with other values, validated like it."""
        return type(self)(**(self.given() | values))


def listed(value: Any) -> Any:
    """Return several values as a list; one as it is."""
    return list(value) if isinstance(value, tuple) else value


@cache
def declared_of(shape: type[Shape], name: str) -> tuple[Any, ...]:
    """Return what a field's declaration says of its value: limits, and the sentence it asks by."""
    field = shape.model_fields[name]
    return (*parts_of(field.metadata), *inner(field.annotation))


def inner(annotation: Any) -> Iterator[Any]:
    """Give what is said of a value inside “or none”; what is said of each of several is not."""
    if get_origin(annotation) is Annotated:
        kind, *said = get_args(annotation)
        yield from parts_of(said)
        yield from inner(kind)
    elif type(None) in get_args(annotation):
        for one in get_args(annotation):
            yield from inner(one)


def parts_of(said: Iterable[Any]) -> Iterator[Any]:
    """Give the parts of a declaration, those that were said together one by one."""
    for one in said:
        if isinstance(one, FieldInfo):
            yield from one.metadata
        else:
            yield from one if isinstance(one, GroupedMetadata) else (one,)


def ask_of(shape: type[Shape], name: str) -> Any:
    """Return the sentence for a field that is empty and must not be."""
    asked = [one.words for one in declared_of(shape, name) if isinstance(one, Ask)]
    return asked[0] if asked else SENTENCES["missing"]


def faults_of(error: ValidationError, shape: type[Shape] | None = None) -> dict[str, str]:
    """Return what is wrong with each field, one sentence a field; a part of a row by its path."""
    found: dict[str, str] = {}
    for one in error.errors(include_url=False):
        name = ".".join(str(part) for part in one["loc"]) or "shape"
        is_empty = one["type"] in EMPTY or (one["type"] in NONE_AT_ALL and one["input"] is None)
        if is_empty and shape and name in shape.model_fields:
            found.setdefault(name, str(ask_of(shape, name)))
        found.setdefault(name, sentence(one, shape))
    return found


EMPTY = {"missing", "string_too_short", "too_short"}
NONE_AT_ALL = {"day", "date_type", "int_type", "decimal_type", "enum", "string_type"}
SENTENCES = {
    "missing": _l("Fill this in."),
    "string_too_short": _l("Fill this in."),
    "too_short": _l("Fill this in."),
    "extra_forbidden": _l("There is no such field."),
    "string_too_long": _l("Keep it under %(max_length)s characters."),
    "string_type": _l("Enter a text."),
    "string_unicode": _l("Enter a text."),
    "greater_than_equal": _l("Enter a number of %(ge)s or more."),
    "less_than_equal": _l("Enter a number of %(le)s or less."),
    "finite_number": _l("Enter a number that can be counted with."),
    "decimal_max_places": _l("Enter at most %(decimal_places)s decimals."),
    "enum": _l("Choose one of what is offered."),
    "literal_error": _l("Choose one of what is offered."),
    "bool_type": _l("Say yes or no."),
    "bool_parsing": _l("Say yes or no."),
}
"""What is wrong by pydantic's own words for it, with its limits filled in."""
FAMILIES = {
    ("int_", "decimal_", "float_"): _l("Enter a number."),
    ("date_",): _l("Enter a day."),
    ("datetime_", "timezone_"): _l("Enter a day and a time."),
    ("time_",): _l("Enter a time of day."),
    ("model_", "tuple_", "list_", "dict_", "frozen_set_"): _l("This did not arrive whole."),
}
"""What cannot be read as what it should be."""


def sentence(fault: ErrorDetails, shape: type[Shape] | None = None) -> str:
    """Return what is wrong with a value in the reader's words."""
    limits = {name: as_told(limit) for name, limit in fault.get("ctx", {}).items()}
    if fault["type"] in BOUNDS and shape and fault["loc"] and fault["loc"][0] in shape.model_fields:
        limits |= bounds_of(shape, str(fault["loc"][0]))
        if {"ge", "le"} <= limits.keys():
            return str(BETWEEN) % limits
    if fault["type"] in SENTENCES:
        return str(SENTENCES[fault["type"]]) % limits
    for beginnings, words in FAMILIES.items():
        if fault["type"].startswith(beginnings):
            return str(words)
    return str(fault["msg"])


BOUNDS = ("greater_than_equal", "less_than_equal")
BETWEEN = _l("Enter a number from %(ge)s to %(le)s.")


def bounds_of(shape: type[Shape], name: str) -> dict[str, Any]:
    """Return the least and the largest whole number of a field, as sentences tell them."""
    said = [one for one in declared_of(shape, name) if isinstance(one, Ge | Le)]
    pairs = [("ge", one.ge) if isinstance(one, Ge) else ("le", one.le) for one in said]
    return {key: as_told(limit) for key, limit in pairs if isinstance(limit, int)}


def as_told(limit: Any) -> Any:
    """Return a limit as a sentence in the reader's language tells it."""
    if isinstance(limit, bool) or not isinstance(limit, int | float | Decimal):
        return limit
    return numerals.shown(Decimal(str(limit)), get_locale() or Locale("en"))
