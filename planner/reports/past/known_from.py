"""From when rows are known of which the history does not tell that they were added.

What is loaded at once has one history entry for all of it: its rows are known from the moment
at which each says that it was written; what they say of later days is taken back
(`dated_later.py`).
"""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Connection, func, select

from planner.db import Base, db
from planner.events.models import Event
from planner.history.before_images import OF_NO_REPORT
from planner.history.models import HistoryEntry
from planner.history.past_table_queries import PastTables
from planner.history.remembering import in_batches
from planner.history.rewinding_queries import TOLD
from planner.officetime import office_day

WRITTEN_AT = "created_at"
LOADED = "imported"
TOLD_OF = HistoryEntry.__table__
EVENT = Event.__table__


def take_out_unknown(tables: PastTables, after: datetime) -> None:
    """Take out the rows that say of themselves that they were written later.

    Those stay that the history had named by then, whatever they say.
    """
    for table in Base.metadata.sorted_tables:
        if WRITTEN_AT not in table.columns or table.name in OF_NO_REPORT:
            continue
        now = tables.made.get(table.name, tables.present(table.name))
        later = select(now.c.id).where(now.c[WRITTEN_AT] >= after)
        keys = set(tables.connection.scalars(later))
        unknown = keys - named_before(tables.connection, table.name, keys, after)
        tables.remove_some(table.name, {(key,) for key in unknown})


def named_before(
    connection: Connection, kind: str, keys: Collection[int], after: datetime
) -> set[int]:
    """Return those of some rows of which the history told before a moment."""
    found: set[int] = set()
    for some in in_batches(keys):
        asked = select(TOLD_OF.c.subject_id).where(
            TOLD_OF.c.subject_kind == kind,
            TOLD_OF.c.subject_id.in_([str(key) for key in some]),
            TOLD_OF.c.verb.in_(TOLD),
            TOLD_OF.c.at < after,
        )
        found |= {int(key) for key in connection.scalars(asked)}
    return found


def begins_on() -> date | None:
    """Return the first day of which the office knows anything; None for one without rows."""
    connection = db.session.connection()
    firsts = (
        connection.scalar(select(func.min(EVENT.c.created_at))),
        connection.scalar(select(func.min(TOLD_OF.c.at))),
    )
    return min((office_day(first) for first in firsts if first is not None), default=None)


def kept_since() -> date | None:
    """Return the first day at whose end the office can be told; None when it always can.

    History entries of before it kept what rows held cannot be taken back.
    """
    bare = select(TOLD_OF.c.at).where(TOLD_OF.c.verb.in_(TOLD), TOLD_OF.c.before.is_(None))
    last = db.session.connection().scalar(bare.order_by(TOLD_OF.c.id.desc()).limit(1))
    return None if last is None else office_day(last)


def loaded_later(connection: Connection, after: datetime) -> list[date]:
    """Return the days from a moment on, on which rows were loaded at once, first to last."""
    asked = select(TOLD_OF.c.at).where(TOLD_OF.c.verb == LOADED, TOLD_OF.c.at >= after)
    return sorted({office_day(at) for at in connection.scalars(asked)})
