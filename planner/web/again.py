"""A request that met trouble at the database before it saved anything is handled once more.

It is handled from the start, as if it had come a moment later: rows are read anew, forms merge
with what others saved meanwhile, and every rule is asked again.
"""

from collections import Counter

from flask import Flask, g, has_request_context
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from planner.db import db
from planner.troubles import Trouble, is_stale, trouble_of
from planner.web import once
from planner.web.what_was_saved import _is_committing, has_saved, is_unsure

STALE_TRIES = 12
"""A stale row means that somebody else got through: so many at the same row are all served."""
TRIES = {Trouble.CONFLICT: 1, Trouble.GONE: 1}
"""How often a serialization failure, a deadlock or a lost connection is tried again."""


class TryAgain(Exception):
    """The request is to be handled anew; carries what went wrong."""


def tries_for(error: Exception) -> int:
    """Return how often a request that met this error is handled again."""
    if is_stale(error):
        return STALE_TRIES
    if isinstance(error, IntegrityError):
        return 1
    return TRIES.get(trouble_of(error) or Trouble.BUSY, 0)


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
