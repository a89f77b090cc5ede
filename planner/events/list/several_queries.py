"""What is several of an event in a list and read afterwards: places, codes of tables."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from planner.db import Base, db
from planner.events.list.rows import EventRow
from planner.events.models import (
    EventTheme,
    EventTopic,
    Place,
    Risk,
    Transition,
)

CHUNK = 500
# Tables, not classes: the event in the same statement is narrowed to what the viewer may see.
place = Place.__table__
OF_TABLES: dict[str, tuple[type[Base], Any]] = {
    "reasons": (Transition, Transition.reason_code),
    "risks": (Risk, Risk.category),
    "themes": (EventTheme, EventTheme.theme_code),
    "topics": (EventTopic, EventTopic.topic_code),
}
"""Fields that hold codes of a reference table, and the rows of events that have them."""


def add_several(rows: Sequence[EventRow], names: Collection[str]) -> None:
    """Give rows what is several of an event, a few hundred at a time."""
    by_id = {row.id: row for row in rows}
    keys = list(by_id)
    for chunk in (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)):
        if "places" in names:
            add_places(by_id, chunk)
        for name in OF_TABLES.keys() & set(names):
            add_terms(by_id, chunk, name)


def add_places(by_id: Mapping[int, EventRow], ids: list[int]) -> None:
    """Give rows their places."""
    places = (
        select(place.c.event_id, place.c.town, place.c.nation_code, place.c.phase)
        .where(place.c.event_id.in_(ids))
        .order_by(place.c.position, place.c.id)
    )
    for event_id, town, code, phase in db.session.connection().execute(places):
        by_id[event_id].places.append((town, code, phase))


def add_terms(by_id: Mapping[int, EventRow], ids: list[int], name: str) -> None:
    """Give rows the codes of a reference table, each once."""
    of_event, code = OF_TABLES[name]
    event_id: Any = of_event.event_id  # type: ignore[attr-defined]
    wanted = select(event_id, code).where(event_id.in_(ids), code.is_not(None)).distinct()
    for key, found in db.session.execute(wanted.order_by(event_id, code)):
        getattr(by_id[key], name).append(found)
