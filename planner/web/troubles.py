"""What a reader is told when the database is busy, full, read-only, gone or damaged."""

import sqlite3

from flask import Flask, Response, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import SQLAlchemyError

from planner.db import db
from planner.troubles import Trouble, trouble_of
from planner.web.echo import sent_again
from planner.web.errorpages import show_bug
from planner.web.not_recorded import NotRecorded, show_not_recorded
from planner.web.trouble_pages import RETRY_AFTER, page_of
from planner.web.trouble_reasons import note, unsure
from planner.web.what_was_saved import has_saved, is_unsure


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
