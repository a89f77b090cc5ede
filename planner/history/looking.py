"""Which events a flush touches, and their moment before and after it."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    inspect,
)
from sqlalchemy.orm import Session, UOWTransaction
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE

from planner.choices import Marking
from planner.history.moments import AT_HAND, CLOSED, SOURCES, Moment, OfItsMoment
from planner.history.remembering import Memory, Written, memory_of
from planner.viewers import OwnMarked

DECIDING = {"event": ("marking", "host_code"), "event_nation": ("nation_code",)}
"""The tables and columns that decide who may see an event."""


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
        if kind_of(state) in SOURCES:
            several.setdefault(kind_of(state), set()).add(key_of(state))
        elif (key := event_of(state)) is not None:
            event_ids.add(key)
    for kind, keys in several.items():
        event_ids |= memory_of(session).look_at_several(session.connection(), kind, keys)
    return event_ids


def look_before(session: Session) -> None:
    """Note, before a flush, how the events stand that its rows are or hang on."""
    states = [inspect(row) for row in (*session.new, *session.dirty, *session.deleted)]
    known = [state for state in states if state.key or kind_of(state) not in SOURCES]
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


def own_markings(context: UOWTransaction) -> dict[tuple[str, str], Marking]:
    """Return the higher of the own markings before and after a flush, by table and key as text.

    Of rows that may be marked higher than their events, and are or were.
    """
    found: dict[tuple[str, str], Marking] = {}
    for state, (_gone, is_listed) in context.states.items():
        if is_listed or not issubclass(state.class_, OwnMarked):
            continue
        sides = state.get_history("marking", PASSIVE_NO_INITIALIZE).sum()
        marked = [marking for marking in sides if marking is not None]
        if marked:
            found[kind_of(state), str(key_of(state))] = max(marked)
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
    known = noted_as_made(memory, [state for state, _gone in flushed])
    moved = {key for state, gone in flushed if decides(state, gone) and (key := event_of(state))}
    memory.look(session.connection(), moved - known, anew=True)
    memory.look(session.connection(), touched)
    added = [
        (state, Written(state.mapper.local_table, key_of(state), frozenset({key})))
        for state, _gone in flushed
        if issubclass(state.class_, OfItsMoment) and not state.key and (key := event_of(state))
    ]
    silent = [row for state, row in added if not says(state, memory, row)]
    memory.write(session.connection(), [*silent, *(r for r in memory.written if r.events & moved)])
    memory.written += [row for _state, row in added]
    return memory


def noted_as_made(memory: Memory, states: Iterable[Any]) -> set[int]:
    """Note of the events that this flush made that nobody could see them before.

    Returns those of which memory tells how they stand now, so that the database need not.
    """
    known = set()
    for state in states:
        if (at_hand := AT_HAND.get(kind_of(state))) is None or state.key:
            continue
        memory.before.setdefault(key_of(state), None)
        if (moment := at_hand(state.obj())) is not None:
            memory.now[key_of(state)] = moment
            known.add(key_of(state))
    return known


def says(state: Any, memory: Memory, row: Written) -> bool:
    """Say whether a new row was given the columns of its moment when it was made."""
    wanted = memory.of(row.events, row.kept)
    return all(state.dict.get(name) == value for name, value in wanted.items())
