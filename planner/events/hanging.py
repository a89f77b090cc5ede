"""What may hang on an event: told table by table by the statement that reads its page.

Rooms name their tables here; where the page's statement says there is nothing, nobody asks
(docs/decisions/asked-where-there-is-any.md).
"""

from typing import Any

from sqlalchemy import ColumnElement, exists

from planner.db import db
from planner.events.models import Event

TOLD = "there_on_event"
"""Where a session keeps what the page's statement told of an event."""
_hanging: dict[str, ColumnElement[bool]] = {}


def hangs(name: str, table: Any, *conditions: ColumnElement[bool]) -> None:
    """Name what rows of a table, those that meet the conditions, are to an event's page."""
    _hanging[name] = exists().where(table.c.event_id == Event.id, *conditions)


def is_anywhere(name: str, table: Any) -> None:
    """Name a table that is asked for an event's page even where its rows hang on other events."""
    _hanging[name] = exists().where(table.c.id.is_not(None))


def hanging() -> dict[str, ColumnElement[bool]]:
    """Return the question whether there is any, by name."""
    return dict(_hanging)


def note_there(event_id: int, there: frozenset[str]) -> None:
    """Keep for the panels of a page what its statement told of an event."""
    db.session.info[TOLD] = (event_id, there)


def may_have(event_id: int, name: str) -> bool:
    """Say whether it is worth asking: no, only where the page's statement found nothing."""
    told, there = db.session.info.get(TOLD, (None, frozenset()))
    return told != event_id or name in there
