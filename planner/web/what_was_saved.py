"""Whether this request has saved anything yet, and whether anybody saw the end of a save."""

from contextvars import ContextVar

from sqlalchemy import Connection, event
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session, SessionTransaction

from planner.db import db

_connection: ContextVar[Connection | None] = ContextVar("connection", default=None)
_is_committing: ContextVar[bool] = ContextVar("is_committing", default=False)


def has_saved() -> bool:
    """Say whether this request has saved something already."""
    return bool(db.session.info.get("has_saved"))


def is_unsure() -> bool:
    """Say whether the connection was lost while the database was told to keep what was written."""
    return _is_committing.get()


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


@event.listens_for(Session, "after_soft_rollback")
def note_undone(session: Session, transaction: SessionTransaction) -> None:
    """Note that nothing is left of what was written, unless only a savepoint was taken back."""
    if transaction.parent is None:
        session.info.pop("is_written", None)
