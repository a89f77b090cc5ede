"""What a request may look like: refused here, in the product's words, before a view reads it."""

from collections.abc import Iterator

from flask import request
from flask_babel import gettext as _
from werkzeug.exceptions import BadRequest, NotFound, RequestEntityTooLarge, RequestURITooLarge

from planner.text.reading import is_clean
from planner.web.form_request import KEYS
from planner.web.uploading import may_bring_files, widen

LONGEST_ADDRESS = 4000
"""Octets of path and query: less than servers and proxies cut off by themselves (4,094)."""
MOST_FIELDS = 5000


class Refused(BadRequest):
    """A request that cannot be read, with a sentence that says why."""


class NotThere(NotFound):
    """A page that there cannot be, with a sentence that says why."""


def check_request() -> None:
    """Refuse a request that no page of the product sends: 400, 413 or 414."""
    if address_length() > LONGEST_ADDRESS:
        raise RequestURITooLarge
    widen()
    if len(request.form) > MOST_FIELDS:
        raise RequestEntityTooLarge
    if request.files and not may_bring_files():
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
    yield from request.files
    for name in KEYS:
        yield from request.form.getlist(name)
