"""A request to pages: its form and its address, cleaned before anybody reads them."""

from functools import cached_property
from typing import Any

from flask import Request
from werkzeug.datastructures import ImmutableMultiDict, MultiDict

from planner.text.cleaning import clean

KEYS = ("csrf_token", "once")
"""Fields that are no text but keys, compared as they were sent."""


class FormRequest(Request):
    """A request to pages: they take forms, and a body of JSON is never read.

    Libraries look into JSON for tokens; a deep one would end them. What was typed, into an
    address or a form, is cleaned before anybody reads it (`planner.text.cleaning`).
    """

    @cached_property
    def args(self) -> MultiDict[str, str]:
        """The values of the address, cleaned."""
        return ImmutableMultiDict(cleaned(super().args))

    def _load_form_data(self) -> None:
        """Read the form once, and clean its values."""
        if "form" in self.__dict__:
            return
        super()._load_form_data()
        self.__dict__["form"] = ImmutableMultiDict(cleaned(self.__dict__["form"]))

    def get_json(self, *_args: Any, **_how: Any) -> None:
        """Return nothing."""


def cleaned(values: MultiDict[str, str]) -> list[tuple[str, str]]:
    """Return names and values in their order, the values without what no text holds."""
    return [
        (name, value if name in KEYS else clean(value)) for name, value in values.items(multi=True)
    ]
