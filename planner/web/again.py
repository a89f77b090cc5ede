"""A request that met trouble at the database before it saved anything is handled once more.

It is handled from the start, as if it had come a moment later: rows are read anew, forms merge
with what others saved meanwhile, and every rule is asked again.
"""

from collections import Counter
from contextvars import ContextVar

from flask import Flask, g, has_request_context
from flask.typing import ResponseReturnValue
from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from planner.db import db
from planner.troubles import Trouble, is_stale, trouble_of
from planner.web import once

STALE_TRIES = 12
"""A stale row means that somebody else got through: so many at the same row are all served."""
TRIES = {Trouble.CONFLICT: 1, Trouble.GONE: 1}
"""How often a serialization failure, a deadlock or a lost connection is tried again."""

_connection: ContextVar[Connection | None] = ContextVar("connection", default=None)
_is_committing: ContextVar[bool] = ContextVar("is_committing", default=False)


class TryAgain(Exception):
    """The request is to be handled anew; carries what went wrong."""


def tries_for(error: Exception) -> int:
    """Return how often a request that met this error is handled again."""
    if is_stale(error):
        return STALE_TRIES
    if isinstance(error, IntegrityError):
        return 1
    return TRIES.get(trouble_of(error) or Trouble.BUSY, 0)


def has_saved() -> bool:
    """Say whether this request has saved something already."""
    return bool(db.session.info.get("has_saved"))


def is_unsure() -> bool:
    """Say whether the connection was lost while the database was told to keep what was written."""
    return _is_committing.get()


def may_try_again(error: Exception) -> bool:
    """Say whether handling the request anew is safe and may help; each time is counted."""
    if not has_request_context() or "tries" not in g or has_saved() or is_unsure():
        return False
    tries: Counter[str] = g.tries
    tries[type(error).__name__] += 1
    return tries[type(error).__name__] <= tries_for(error)


def try_again(error: Exception) -> None:
    """Raise TryAgain when handling the request anew may help; else do nothing."""
    if may_try_again(error):
        raise TryAgain from error


def init_tries(app: Flask) -> None:
    """Let the application handle a request anew when it is asked to."""
    handle = app.dispatch_request

    def dispatch_request() -> ResponseReturnValue:
        g.tries = Counter()
        _is_committing.set(False)
        while True:
            try:
                return handle()
            except TryAgain as again:
                app.logger.info("again: %s", type(again.__cause__).__name__)
            except (DBAPIError, StaleDataError) as error:
                if not may_try_again(error):
                    raise
            db.session.rollback()
            once.give_back()
            _is_committing.set(False)

    app.dispatch_request = dispatch_request  # type: ignore[method-assign]


@event.listens_for(Session, "after_begin")
def note_beginning(_session: Session, _transaction: object, connection: Connection) -> None:
    """Note on which connection the session works, and that nothing is being kept yet."""
    _connection.set(connection)
    _is_committing.set(False)


@event.listens_for(Engine, "commit")
def note_committing(connection: Connection) -> None:
    """Note that from here on a lost connection leaves open what was kept."""
    if connection is _connection.get():
        _is_committing.set(True)


@event.listens_for(Session, "after_flush")
def note_written(session: Session, _context: object) -> None:
    """Note that the transaction holds something to keep."""
    session.info["is_written"] = True


@event.listens_for(Session, "after_commit")
def note_saved(session: Session) -> None:
    """Note that something was kept for good."""
    _is_committing.set(False)
    if session.info.pop("is_written", False):
        session.info["has_saved"] = True


@event.listens_for(Session, "after_rollback")
def note_undone(session: Session) -> None:
    """Note that nothing is left of what was written."""
    session.info.pop("is_written", None)
