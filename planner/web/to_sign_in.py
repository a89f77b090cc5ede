"""The way to the sign-in page, and from there to a page of ours."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Forbidden

from planner.web.addresses import here_asked
from planner.web.intake import LONGEST_ADDRESS
from planner.web.targets import local_target


class NotSignedIn(Forbidden):
    """Something was sent by nobody; `planner.web.kept_answers` says what became of it."""


def ask_to_sign_in() -> ResponseReturnValue:
    """Send a reader to the sign-in page, and back afterwards; refuse anything else."""
    if request.method != "GET":
        raise NotSignedIn
    return to_sign_in(here_asked())


def to_sign_in(target: str) -> ResponseReturnValue:
    """Return the way to the sign-in page, and from there to a page of ours."""
    asked = url_for("security.login", next=local_target(target))
    return redirect(asked if len(asked) < LONGEST_ADDRESS else url_for("security.login"), 303)
