"""What a row that is only ever added keeps of its moment: its event's marking and nations then.

An event may be marked lower later, and nations come and go; what was written before must not
open with that (DOMAIN 3, docs/decisions/history-keeps-its-moment.md).
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    and_,
    bindparam,
    false,
    inspect,
    or_,
    true,
)
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from planner.choices import Marking
from planner.viewers import Viewer

MEMORY = "history_moments"
BATCH = 5000


@dataclass(frozen=True)
class Moment:
    """How an event stood: its marking, and the nations whose people could see it."""

    marking: Marking
    nations: frozenset[str]

    def narrowed(self, other: "Moment") -> "Moment":
        """Return what both let through: the higher marking, the nations of both."""
        return Moment(max(self.marking, other.marking), self.nations & other.nations)

    @property
    def columns(self) -> dict[str, Any]:
        """Return the columns of a row of this moment."""
        return {"marking": self.marking, "nations": packed(self.nations)}

    @classmethod
    def of_columns(cls, marking: Marking | None, nations: str | None) -> "Moment":
        """Return the moment that a row keeps; the closed one when it was given none."""
        return CLOSED if marking is None else cls(marking, frozenset((nations or "").split()))


CLOSED = Moment(max(Marking), frozenset())
"""The moment of an event of which nothing is known any more."""
TIMELESS: dict[str, Any] = {"marking": None, "nations": None}
"""The columns of a row that tells of no event."""


def packed(codes: Iterable[str]) -> str:
    """Return codes as text in which each stands between blanks."""
    return "".join(f" {code}" for code in sorted(codes)) + " "


class OfItsMoment:
    """A row that is only ever added and tells of events as they were when it was written."""

    marking: Mapped[Marking | None]
    """The higher marking of before and after; none where no event is spoken of."""
    nations: Mapped[str | None] = mapped_column(Text)
    """The nations that took part before and after, each code between blanks."""


def seen_then(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Return the condition that a viewer of today's ceiling and nations was let in then."""
    conditions: list[ColumnElement[bool]] = [true()]
    if viewer.ceiling < max(Marking):
        conditions.append(entity.marking <= viewer.ceiling)
    if viewer.nations is not None:
        codes = sorted(viewer.nations)
        conditions.append(or_(false(), *(entity.nations.contains(f" {code} ") for code in codes)))
    return and_(*conditions)


Reader = Callable[[Connection, Collection[int]], dict[int, Moment]]
Sources = Callable[[Connection, Collection[int]], dict[int, frozenset[int]]]
_readers: list[Reader] = []
_sources: dict[str, Sources] = {}
DECIDING = {"event": ("marking", "host_code"), "event_nation": ("nation_code",)}
"""The tables and columns that decide who may see an event."""


def moments(reader: Reader) -> Reader:
    """Register what reads how events stand in the database, by their keys."""
    _readers.append(reader)
    return reader


def hangs_on_several(kind: str) -> Callable[[Sources], Sources]:
    """Register what reads the events on which rows of a kind hang, by the rows' keys."""

    def register(reader: Sources) -> Sources:
        _sources[kind] = reader
        return reader

    return register


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
        for reader in _readers:
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
            found |= _sources[kind](connection, some)
        for key in keys:
            known = self.events.get((kind, key), frozenset())
            self.events[kind, key] = known | found.get(key, frozenset())
        return frozenset().union(*(self.events[kind, key] for key in keys))

    def events_of(self, entry: Mapping[str, Any]) -> frozenset[int]:
        """Return the events that an entry tells of; none for what hangs on no event."""
        kind, subject = entry["subject_kind"], entry["subject_id"]
        if kind in _sources:
            return self.events.get((kind, int(subject)), frozenset())
        return frozenset({entry["event_id"]} - {None})

    def of(self, event_ids: Iterable[int], kept: Moment | None = None) -> dict[str, Any]:
        """Return the columns of a row that tells of events as they were and are, and of a row
        that keeps a moment of its own."""
        parts = [
            moment
            for key in event_ids
            for moment in ({self.before.get(key), self.now.get(key)} - {None} or {CLOSED})
            if moment is not None
        ]
        parts += [kept] if kept else []
        return reduce(Moment.narrowed, parts).columns if parts else TIMELESS

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
                statement, [{"key": r.key} | self.of(r.events, r.kept) for r in mine]
            )


def memory_of(session: Session) -> Memory:
    """Return what the session's transaction has seen."""
    found: Memory = session.info.setdefault(MEMORY, Memory())
    return found


def forget(session: Session) -> None:
    """Forget a transaction that has ended."""
    session.info.pop(MEMORY, None)


def event_of(state: Any) -> int | None:
    """Return the event that a row is, or hangs on."""
    if kind_of(state) == "event":
        key = (state.identity or state.mapper.primary_key_from_instance(state.obj()))[0]
        return key if isinstance(key, int) else None
    key, event = state.dict.get("event_id"), state.dict.get("event")
    if key is None and event is not None:
        key = (inspect(event).identity or (None,))[0]
    return key if isinstance(key, int) else None


def key_of(state: Any) -> int:
    """Return the key of a row; one of this very flush has it, but no identity yet."""
    return int((state.identity or state.mapper.primary_key_from_instance(state.obj()))[0])


def kind_of(state: Any) -> str:
    """Return the table of a row."""
    return str(state.mapper.local_table.name)


def events_touched(session: Session, states: Iterable[Any]) -> set[int]:
    """Return the events that rows are or hang on, one or several."""
    event_ids: set[int] = set()
    several: dict[str, set[int]] = {}
    for state in states:
        if kind_of(state) in _sources:
            several.setdefault(kind_of(state), set()).add(key_of(state))
        elif (key := event_of(state)) is not None:
            event_ids.add(key)
    for kind, keys in several.items():
        event_ids |= memory_of(session).look_at_several(session.connection(), kind, keys)
    return event_ids


def look_before(session: Session) -> None:
    """Note, before a flush, how the events stand that its rows are or hang on."""
    states = [inspect(row) for row in (*session.new, *session.dirty, *session.deleted)]
    known = [state for state in states if state.key or kind_of(state) not in _sources]
    if event_ids := events_touched(session, known):
        memory_of(session).look(session.connection(), event_ids)


def decides(state: Any, is_deleted: bool) -> bool:
    """Say whether a flush wrote what decides who may see an event."""
    columns = DECIDING.get(kind_of(state))
    if columns is None:
        return False
    if is_deleted or not state.key:
        return True
    changes = (state.get_history(name, PASSIVE_NO_INITIALIZE) for name in columns)
    return any(change.added or change.deleted for change in changes)


def moments_kept(session: Session, context: UOWTransaction) -> dict[tuple[str, str], Moment]:
    """Return the moments of changed rows that keep one themselves, by table and key as text.

    What is said of such a row later, as when a proposal is declined, repeats its words.
    """
    changed: dict[Any, set[int]] = {}
    for state, (_gone, is_listed) in context.states.items():
        if not is_listed and state.key and issubclass(state.class_, OfItsMoment):
            changed.setdefault(state.mapper.local_table, set()).add(key_of(state))
    found = {(table.name, str(key)): CLOSED for table, keys in changed.items() for key in keys}
    for table, keys in changed.items():
        columns = (table.c.id, table.c.marking, table.c.nations)
        wanted = table.select().with_only_columns(*columns).where(table.c.id.in_(keys))
        for key, marking, nations in session.connection().execute(wanted):
            found[table.name, str(key)] = Moment.of_columns(marking, nations)
    return found


def look_after(session: Session, context: UOWTransaction) -> Memory:
    """Note, after a flush, how the events stand now, and give what it added its moment."""
    memory = memory_of(session)
    flushed = [
        (state, gone) for state, (gone, is_listed) in context.states.items() if not is_listed
    ]
    touched = events_touched(session, [state for state, _gone in flushed])
    if not touched:
        return memory
    for state, _gone in flushed:
        if kind_of(state) == "event" and not state.key:
            memory.before.setdefault(key_of(state), None)  # nobody could see it before
    moved = {key for state, gone in flushed if decides(state, gone) and (key := event_of(state))}
    memory.look(session.connection(), moved, anew=True)
    memory.look(session.connection(), touched)
    added = [
        Written(state.mapper.local_table, key_of(state), frozenset({key}))
        for state, _gone in flushed
        if issubclass(state.class_, OfItsMoment) and not state.key and (key := event_of(state))
    ]
    memory.write(session.connection(), [*added, *(r for r in memory.written if r.events & moved)])
    memory.written += added
    return memory
