"""Rows that were removed and may come back, whole, with all that went with them.

What was removed stays on the server (docs/decisions/undo-on-the-server.md); the history room
keeps it. A room says in `restored` what has to hold when a row of its own comes back.
"""

from collections.abc import Callable
from typing import Any, Protocol

from flask import Flask

from planner.viewers import Viewer

KEEPER = "keeper_of_removed_rows"
Page = str | tuple[str, str]
"""Where an undo leads: an address, or an endpoint and the parameter that the row's key fills."""
Check = Callable[[Any, Viewer], None]
_checks: dict[str, list[Check]] = {}


class Keeper(Protocol):
    """Who keeps what was removed: the history room brings it."""

    def look(self, row: Any) -> Any:
        """Look at a row, and at all that may go with it, before it is removed."""

    def keep(self, seen: Any, *, permission: str, page: Page) -> str:
        """Keep what is gone of it; return the key of the undo button, empty when nothing is."""


def restored(table: str) -> Callable[[Check], Check]:
    """Register what has to hold, or to be set, when a row of a table comes back.

    It raises RuleBroken when the row no longer fits; then nothing comes back.
    """

    def register(check: Check) -> Check:
        _checks.setdefault(table, []).append(check)
        return check

    return register


def check_restored(table: str, row: Any, viewer: Viewer) -> None:
    """Ask the room of a row whether it may come back."""
    for check in _checks.get(table, ()):
        check(row, viewer)


def init_undoing(app: Flask, keeper: Keeper) -> None:
    """Set who keeps what is removed in this application."""
    app.extensions[KEEPER] = keeper
