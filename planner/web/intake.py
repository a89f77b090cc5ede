"""What a request may look like: refused here, in the product's words, before a view reads it."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from flask import Request, request
from flask_babel import gettext as _
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from werkzeug.exceptions import BadRequest, NotFound, RequestEntityTooLarge, RequestURITooLarge

from planner.text.cleaning import clean
from planner.text.reading import is_clean

LONGEST_ADDRESS = 4000
"""Octets of path and query: less than servers and proxies cut off by themselves (4,094)."""
MOST_FIELDS = 5000
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


class Refused(BadRequest):
    """A request that cannot be read, with a sentence that says why."""


class NotThere(NotFound):
    """A page that there cannot be, with a sentence that says why."""


def check_request() -> None:
    """Refuse a request that no page of the product sends: 400, 413 or 414."""
    if address_length() > LONGEST_ADDRESS:
        raise RequestURITooLarge
    if len(request.form) > MOST_FIELDS:
        raise RequestEntityTooLarge
    if request.files:
        raise Refused(_("This form takes no files."))
    if not all(is_clean(text) for text in texts()):
        raise Refused(_("The address or the form holds characters that no text has."))


def address_length() -> int:
    """Return the octets of path and query as they were sent, the path's own escapes counted."""
    sent = request.environ.get("RAW_URI") or request.environ.get("REQUEST_URI")
    if isinstance(sent, str):
        return len(sent)
    return len(request.path.encode()) + len(request.query_string) + 1


def texts() -> Iterator[str]:
    """Return the path, the keys and every name that came with the request; values are clean."""
    yield request.path
    yield from request.args
    yield from request.form
    for name in KEYS:
        yield from request.form.getlist(name)
