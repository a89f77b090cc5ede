"""Entries of the history that reading leaves behind, and where they wait for the database."""

from collections.abc import Sequence
from typing import Any, Protocol

from flask import Flask, current_app
from sqlalchemy.orm import Session

from planner.troubles import Trouble
from planner.web.not_recorded import NotRecorded

WAITING = "waiting_entries"


class LogKeeper(Protocol):
    """Where history entries wait: the history room brings it."""

    def keep(self, entries: Sequence[Any]) -> None:
        """Keep history entries for later; raise OSError when that is impossible as well."""

    def try_bring_in(self) -> None:
        """Write what waits into the database, if it takes it now."""


def only_entries(session: Session) -> list[Any]:
    """Return the history entries to be written; none when the transaction holds more."""
    found = list(session.new)
    is_mixed = (
        session.info.get("is_written")
        or session.deleted
        or any(session.is_modified(row) for row in session.dirty)
        or any(row.__tablename__ != "history_entry" for row in found)
    )
    return [] if is_mixed else found


def waiting() -> LogKeeper:
    """Return where history entries wait in this application."""
    found: LogKeeper = current_app.extensions[WAITING]
    return found


def keep_for_later(lines: Sequence[Any], trouble: Trouble) -> None:
    """Let history entries wait; raise NotRecorded when they can be kept nowhere."""
    try:
        waiting().keep(lines)
    except OSError as error:
        raise NotRecorded(trouble) from error


def bring_in_waiting() -> None:
    """Write what waits, now that the database has just taken something."""
    waiting().try_bring_in()


def init_waiting(app: Flask, made: LogKeeper) -> None:
    """Set where history entries wait."""
    app.extensions[WAITING] = made
