"""The rows of protocol of one event, asked for only where there are any."""

from typing import Any

from sqlalchemy import select

from planner.db import db
from planner.events.hanging import hangs, may_have
from planner.events.models import Event
from planner.protocol.models import CulturalPart, Gift, TimetableItem

TIMETABLE, CULTURE, GIFTS = "timetable", "cultural_parts", "gifts"
ORDERS: dict[type, tuple[Any, ...]] = {
    TimetableItem: (
        TimetableItem.on_day,
        TimetableItem.starts_at.is_not(None),
        TimetableItem.starts_at,
        TimetableItem.id,
    ),
    CulturalPart: (CulturalPart.id,),
    Gift: (Gift.id,),
}
"""A timetable stands in its order, what is for a whole day first; others as they were written."""
HANGING: dict[str, Any] = {TIMETABLE: TimetableItem, CULTURE: CulturalPart, GIFTS: Gift}
for name, model in HANGING.items():
    hangs(name, model.__table__)


def rows_of(name: str, event: Event) -> list[Any]:
    """Return the rows of one sort of an event, in their order."""
    if not may_have(event.id, name):
        return []
    model = HANGING[name]
    mine = select(model).where(model.event_id == event.id).order_by(*ORDERS[model])
    return list(db.session.scalars(mine))


def row_of(name: str, event: Event, key: int) -> Any:
    """Return one row of an event; None when it has no such row."""
    model = HANGING[name]
    return db.session.scalar(select(model).where(model.event_id == event.id, model.id == key))
