"""The base of every shape: frozen, validated where it is made, its faults in the reader's words."""

from collections.abc import Mapping
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from planner.errors import RuleBroken


class Misfit(RuleBroken):
    """Values that make no shape; `faults` says of each field what is wrong with it.

    The sentence of the error names the fields too, for doors without a form.
    """

    def __init__(self, faults: Mapping[str, str]) -> None:
        self.faults = dict(faults)
        super().__init__(" ".join(f"{name}: {words}" for name, words in self.faults.items()))


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
            raise Misfit(faults_of(error)) from None

    def given(self) -> dict[str, Any]:
        """Return the values that were given, by name; those left out are not among them."""
        return {name: getattr(self, name) for name in self.model_fields_set}

    def but(self, **values: Any) -> Self:
        """Return the shape with other values, validated like it."""
        return type(self)(**(self.given() | values))


def faults_of(error: ValidationError) -> dict[str, str]:
    """Return what is wrong with each field, one sentence a field; a part of a row by its path."""
    found: dict[str, str] = {}
    for one in error.errors(include_url=False):
        name = ".".join(str(part) for part in one["loc"]) or "shape"
        found.setdefault(name, sentence(one))
    return found


SENTENCES = {
    "missing": _l("Fill this in."),
    "string_too_short": _l("Fill this in."),
    "extra_forbidden": _l("There is no such field."),
    "string_too_long": _l("Keep it under %(max_length)s characters."),
    "string_type": _l("Enter a text."),
    "greater_than_equal": _l("Enter a number of %(ge)s or more."),
    "less_than_equal": _l("Enter a number of %(le)s or less."),
    "finite_number": _l("Enter a number that can be counted with."),
    "enum": _l("Choose one of what is offered."),
    "literal_error": _l("Choose one of what is offered."),
}
"""What is wrong by pydantic's own words for it, with its limits filled in."""
FAMILIES = {
    ("int_", "decimal_", "float_"): _l("Enter a number."),
    ("date_",): _l("Enter a day."),
    ("time_",): _l("Enter a time of day."),
}
"""What cannot be read as what it should be."""


def sentence(fault: ErrorDetails) -> str:
    """Return what is wrong with a value in the reader's words."""
    if fault["type"] in SENTENCES:
        return str(SENTENCES[fault["type"]]) % fault.get("ctx", {})
    for beginnings, words in FAMILIES.items():
        if fault["type"].startswith(beginnings):
            return str(words)
    return str(fault["msg"])
