"""A page for nobody that hands back what was sent, when nothing can be kept."""

from flask import g, request
from flask_login import AnonymousUserMixin
from werkzeug.exceptions import HTTPException

from planner.viewers import NOBODY

LARGEST_ECHO = 256 * 1024
"""Octets of a form that an error page repeats, so that it can be sent again."""


def forget_reader() -> None:
    """Make the page for nobody: to look at who is signed in would ask the database again."""
    g._login_user = AnonymousUserMixin()
    g.viewer, g.is_signed_in = NOBODY, False


def sent_again() -> list[tuple[str, str]]:
    """Return the fields of the form that was sent, so that one button sends them anew.

    Nothing is repeated where somebody typed a password or sent a file, or sent very much.
    """
    try:
        fields = list(request.form.items(multi=True))
        is_plain = not request.files and request.blueprint not in {"security", "account"}
    except HTTPException:
        return []
    is_secret = any("password" in name for name, _value in fields)
    length = sum(len(name) + len(value) for name, value in fields)
    return fields if is_plain and not is_secret and length <= LARGEST_ECHO else []
