"""What a reader is told when the database is busy, full, read-only, gone or damaged."""

import logging
import sqlite3

from flask import Flask, Response, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from planner.db import db
from planner.troubles import Trouble, trouble_of
from planner.web.addresses import here_asked
from planner.web.again import has_saved, is_unsure
from planner.web.echo import forget_reader, sent_again
from planner.web.errorpages import show_bug
from planner.web.trouble_words import WORDS

RETRY_AFTER = {Trouble.BUSY: 10, Trouble.GONE: 30}
"""Seconds, where waiting helps by itself."""
PLAIN = ("/f/", "/health")
"""Paths whose callers read plain text."""


class NotRecorded(Exception):
    """What has to be recorded before it is shown can be recorded nowhere at the moment."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def reason(error: Exception) -> str:
    """Return the sentence for a form that could not be saved; raise what has no sentence."""
    if isinstance(error, IntegrityError):
        logger().info("integrity: %s", type(error.orig).__name__)
        return str(
            _("This clashes with something that was saved before. Change it, then save again.")
        )
    trouble = trouble_of(error)
    if trouble is None:
        raise error
    note(trouble, error)
    if trouble is Trouble.GONE and is_unsure():
        return unsure()
    return str(WORDS[trouble].beside_form)


def unsure() -> str:
    """Return the sentence for a save whose end nobody saw."""
    return str(
        _(
            "The database went away while this was being saved. It may have been saved: look "
            "before you send it again."
        )
    )


def logger() -> logging.Logger:
    """Return the product's log."""
    return logging.getLogger("planner")


def note(trouble: Trouble, error: BaseException) -> None:
    """Write a line to the log, without the statement, and let the answer carry the right code."""
    if trouble is not Trouble.CONFLICT:
        g.trouble = trouble
    level = logging.ERROR if trouble in {Trouble.DAMAGED, Trouble.BEHIND} else logging.WARNING
    found = getattr(error, "orig", None) or error
    code = getattr(found, "sqlite_errorname", None) or getattr(found, "sqlstate", None) or "-"
    logger().log(level, "database %s: %s %s", trouble, type(found).__name__, code)


def tell_code(response: Response) -> Response:
    """Answer 503 when a form could not be saved for the database's sake, not the reader's."""
    trouble = g.get("trouble")
    if trouble is not None and response.status_code == 422:
        response.status_code = 503
        if trouble in RETRY_AFTER:
            response.headers["Retry-After"] = str(RETRY_AFTER[trouble])
    return response


def show_trouble(error: Exception) -> ResponseReturnValue:
    """Answer a failure of the database outside a form; what is no trouble stays a bug."""
    trouble = trouble_of(error)
    if trouble is None:
        if current_app.testing:
            raise error
        return show_bug(error)
    note(trouble, error)
    outcome = ""
    if request.method not in {"GET", "HEAD", "OPTIONS"}:
        outcome = outcome_of(trouble)
    db.session.rollback()
    return page_of(trouble, outcome, sent_again() if outcome == not_saved() else [])


def show_not_recorded(error: NotRecorded) -> ResponseReturnValue:
    """Answer for what must be recorded before it is shown, while nothing can be recorded."""
    sentence = _(
        "Opening this is recorded in the history, and nothing can be recorded at the moment; so "
        "it stays closed."
    )
    return page_of(error.trouble, sentence, [])


def not_saved() -> str:
    """Return the sentence for a request that left nothing behind."""
    return str(_("Nothing was saved."))


def outcome_of(trouble: Trouble) -> str:
    """Return what became of what was sent."""
    if has_saved():
        return str(_("What you sent was saved; only the answer could not be shown."))
    if trouble is Trouble.GONE and is_unsure():
        return unsure()
    return not_saved()


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


def errors_of(url: str) -> list[type[Exception]]:
    """Return what the driver of PostgreSQL raises, where the office lies there."""
    if not url.startswith("postgresql"):
        return []
    from psycopg import Error as PostgresError

    return [PostgresError]


def init_troubles(app: Flask) -> None:
    """Register the answers to what the database may raise, wrapped by SQLAlchemy or not."""
    for kind in (SQLAlchemyError, sqlite3.Error, *errors_of(app.config["SQLALCHEMY_DATABASE_URI"])):
        app.register_error_handler(kind, show_trouble)
    app.register_error_handler(NotRecorded, show_not_recorded)
    app.after_request(tell_code)
