"""Entries of the history that a page view made are kept; reading never fails for them."""

from sqlalchemy.exc import DBAPIError

from planner.connections import short_wait
from planner.db import db
from planner.troubles import trouble_of
from planner.web.read_log import bring_in_waiting, keep_for_later, only_entries


def commit_log() -> None:
    """Commit entries of the history that a page view made; reading never fails for them.

    A history entry that the database does not take at once waits in a file. Anything else that was
    written is not let go: the database's error is raised.
    """
    noted = only_entries(db.session())
    try:
        if noted:
            with short_wait(db.session.connection()):
                db.session.flush()
        db.session.commit()
    except DBAPIError as error:
        trouble = trouble_of(error)
        if trouble is None or not noted:
            raise
        db.session.rollback()
        keep_for_later(noted, trouble)
    else:
        bring_in_waiting()
