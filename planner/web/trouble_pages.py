"""The page of a trouble at the database, made without a look at it."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from planner.troubles import Trouble
from planner.web.addresses import here_asked
from planner.web.echo import forget_reader
from planner.web.trouble_words import WORDS

RETRY_AFTER = {Trouble.BUSY: 10, Trouble.GONE: 30}
"""Seconds, where waiting helps by itself."""
PLAIN = ("/f/", "/health")
"""Paths whose callers read plain text."""


def page_of(trouble: Trouble, outcome: str, again: list[tuple[str, str]]) -> ResponseReturnValue:
    """Return the page of a trouble; it is made without a look at the database."""
    code = 409 if trouble is Trouble.CONFLICT else 503
    forget_reader()
    words = WORDS[trouble]
    headers = {"Retry-After": str(RETRY_AFTER[trouble])} if trouble in RETRY_AFTER else {}
    if request.path.startswith(PLAIN):
        headers["Content-Type"] = "text/plain; charset=utf-8"
        return f"{words.title}. {words.next}\n", code, headers
    context = {"words": words, "outcome": outcome, "again": again, "address": here_asked()}
    page = render_template("errors/503.html", bare=True, error=None, code=code, **context)
    return page, code, headers
