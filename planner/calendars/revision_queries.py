"""The number of each entry, when it last changed, and under which setting it was told."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, exists, select
from sqlalchemy.orm import Session

from planner.calendars.audiences import Audience, is_sensitive
from planner.calendars.borrowed_queries import EVENT
from planner.calendars.models import CalendarEntry

# The table and ready statements, not the class: the product’s own upkeep reads past any viewer.
ENTRY = CalendarEntry.__table__
IDS: BindParameter[Any] = bindparam("ids", expanding=True)
STORED = select(
    *(ENTRY.c[name] for name in ("event_id", "audience", "setting")),
    *(ENTRY.c[name] for name in ("sequence", "modified_at", "digest")),
).where(ENTRY.c.event_id.in_(IDS))
LOCKED = STORED.with_for_update()


@dataclass(frozen=True)
class Revision:
    """An entry's number, when it last changed, under which setting, and the hash of it."""

    setting: str
    sequence: int
    modified_at: datetime
    digest: str


Revisions = dict[int, dict[Audience, Revision]]


def revisions(session: Session, event_ids: Sequence[int], *, lock: bool = False) -> Revisions:
    """Return the revisions by event and audience; locked, other writers wait (PostgreSQL)."""
    rows = session.connection().execute(LOCKED if lock else STORED, {"ids": event_ids})
    found: Revisions = defaultdict(dict)
    for event_id, audience, *revision in rows:
        found[event_id][audience] = Revision(*revision)
    return found


def told_otherwise(session: Session, setting: str) -> list[int]:
    """Return the dated events above OFFICIAL that have no entry stamped under the setting."""
    stamped = exists().where(
        ENTRY.c.event_id == EVENT.c.id,
        ENTRY.c.audience == Audience.BUSY,
        ENTRY.c.setting == setting,
    )
    sensitive = select(EVENT.c.id).where(is_sensitive(EVENT.c.marking), ~stamped)
    dated = sensitive.where(EVENT.c.starts_on.is_not(None) | EVENT.c.actual_starts_on.is_not(None))
    return list(session.connection().execute(dated).scalars())
