"""Attachments go with what they hang on, so that history, undo and search know of it."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Connection, event
from sqlalchemy.orm import Session

from planner.attachments.holders import HOLDERS
from planner.attachments.queries import hanging_on, has_any
from planner.errors import RuleBroken
from planner.events.models import Coordination
from planner.objectives.models import IndicatorUpdate

STAY = (Coordination, IndicatorUpdate)
"""An agreement taken off the log leaves its paper to the event; a value with papers is kept."""
COLUMNS = {one.entity: one.column for one in HOLDERS if one.entity not in STAY}


@event.listens_for(Session, "before_flush", insert=True)
def go_along(session: Session, _context: object, _instances: object) -> None:
    """Delete the attachments of rows that this flush deletes."""
    for row in list(session.deleted):
        if (column := COLUMNS.get(type(row))) is not None:
            for attachment in hanging_on(session, column, row.id):
                session.delete(attachment)


@event.listens_for(IndicatorUpdate, "before_delete")
def keep_value(_mapper: Any, connection: Connection, value: IndicatorUpdate) -> None:
    """Refuse to remove a value with documents: its undo could not bring them back."""
    if has_any(connection, "indicator_update_id", value.id):
        raise RuleBroken(_("Documents hang on this value. Remove them first, then the value."))
