"""What a session knows of the moments of events: looked up in batches, written with new rows."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
)
from sqlalchemy.orm import Session

from planner.choices import Marking
from planner.history.moments import CLOSED, READERS, SOURCES, TIMELESS, Moment

MEMORY = "history_moments"
BATCH = 5000


def in_batches(keys: Collection[int]) -> Iterator[list[int]]:
    """Give keys as many at a time as a statement can hold."""
    ordered = sorted(keys)
    for start in range(0, len(ordered), BATCH):
        yield ordered[start : start + BATCH]


@dataclass(frozen=True)
class Written:
    """A row that this transaction added, and the events that it tells of."""

    table: Any
    key: int
    events: frozenset[int]
    kept: Moment | None = None
    """The older moment of the row that it tells of, where that row keeps one itself."""
    least: Marking | None = None
    """The own marking of the row that it tells of, where that may be higher than its event's."""


@dataclass
class Memory:
    """One transaction: how events stood before it, how they stand now, what it added."""

    before: dict[int, Moment | None] = field(default_factory=dict)
    now: dict[int, Moment | None] = field(default_factory=dict)
    events: dict[tuple[str, int], frozenset[int]] = field(default_factory=dict)
    written: list[Written] = field(default_factory=list)

    def look(self, connection: Connection, event_ids: Iterable[int], *, anew: bool = False) -> None:
        """Read how events stand; those that were looked at already only `anew`."""
        wanted = {key for key in event_ids if anew or key not in self.before}
        if not wanted:
            return
        found: dict[int, Moment] = {}
        for reader in READERS:
            for some in in_batches(wanted):
                found |= reader(connection, some)
        for key in wanted:
            self.now[key] = found.get(key)
            self.before.setdefault(key, self.now[key])

    def look_at_several(
        self, connection: Connection, kind: str, keys: Collection[int]
    ) -> frozenset[int]:
        """Add the events on which rows of a kind hang to those on which they hung; return all."""
        found: dict[int, frozenset[int]] = {}
        for some in in_batches(keys):
            found |= SOURCES[kind](connection, some)
        for key in keys:
            known = self.events.get((kind, key), frozenset())
            self.events[kind, key] = known | found.get(key, frozenset())
        return frozenset().union(*(self.events[kind, key] for key in keys))

    def events_of(self, entry: Mapping[str, Any]) -> frozenset[int]:
        """Return the events that an entry tells of; none for what hangs on no event."""
        kind, subject = entry["subject_kind"], entry["subject_id"]
        if kind in SOURCES:
            return self.events.get((kind, int(subject)), frozenset())
        return frozenset({entry["event_id"]} - {None})

    def of(
        self,
        event_ids: Iterable[int],
        kept: Moment | None = None,
        least: Marking | None = None,
    ) -> dict[str, Any]:
        """Return the columns of a row that tells of events as they were and are, and of a row
        that keeps a moment or a marking of its own."""
        parts = [
            moment
            for key in event_ids
            for moment in ({self.before.get(key), self.now.get(key)} - {None} or {CLOSED})
            if moment is not None
        ]
        parts += [kept] if kept else []
        return reduce(Moment.narrowed, parts).marked(least).columns if parts else TIMELESS

    def write(self, connection: Connection, rows: Collection[Written]) -> None:
        """Give rows the marking and the nations of their moment."""
        for table in {row.table for row in rows}:
            statement = (
                table.update()
                .where(table.c.id == bindparam("key"))
                .values(marking=bindparam("marking"), nations=bindparam("nations"))
            )
            mine = [row for row in rows if row.table is table]
            connection.execute(
                statement, [{"key": r.key} | self.of(r.events, r.kept, r.least) for r in mine]
            )


def memory_of(session: Session) -> Memory:
    """Return what the session's transaction has seen."""
    found: Memory = session.info.setdefault(MEMORY, Memory())
    return found


def forget(session: Session) -> None:
    """Forget a transaction that has ended."""
    session.info.pop(MEMORY, None)
