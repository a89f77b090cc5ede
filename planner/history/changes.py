"""What the history says of a row: its name, what was changed, from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.orm import (
    Mapper,
    Session,
)
from sqlalchemy.orm.base import PASSIVE_NO_INITIALIZE
from sqlalchemy.orm.util import identity_key

from planner.db import Base
from planner.history.moments import OfItsMoment
from planner.terms.models import Term

LEFT_OUT_TABLES = {
    "history_entry",
    "sign_in_brake",
    "open_session",
    "known_browser",
    "calendar_entry",
    "put_aside",
    "kept_form",
    "desk_seen",
    "job",
    "job_part",
    "mail",
    "snapshot",
    "snapshot_file",
}
LEFT_OUT_FIELDS = {
    "rank_code",
    "armed_service_code",
    "id",
    "version",
    "signed_in_at",
    "name_key",
    "sort_on",
    "next_due_on",
    "writer_ids",
}
"""Keys, counters and what is worked out from other fields."""
OF_ITS_MOMENT = {"marking", "nations"}
"""What a row that keeps its moment has of its event: the event's own entries tell of it."""
SECRETS = {"password", "fs_uniquifier", "token_hash", "body", "totp_secret"}
"""Fields whose values never enter the history; a new password is noted without it."""
NOTED = {"parts"}
"""Fields of which the history tells that they changed: their numbers may be too small to show."""
NAMELESS = {"event", "outcome", "person", "follow_up", "attendance"}
"""Kinds named by number only: who may see an entry may not see every row it points to."""
LABEL_FIELDS = ("title", "name", "what", "town", "email", "code")
EMPTY: tuple[Any, ...] = (None, "", [], {})
HIDDEN = "•••"


class TellsValues:
    """A row with a value that numbers alone do not tell, such as a word of a scale.

    The history keeps beside the number, under its name and “_told”, what pages said of it then.
    """

    TOLD: ClassVar[Mapping[str, tuple[str, ...]]] = {}
    """The value that is told, and the columns that make it."""

    def told_then(self, name: str, values: Mapping[str, Any]) -> Any:
        """Return a value as JSON data by the columns that make it; None when numbers tell it."""
        raise TypeError(f"{type(self).__name__} does not say how {name} is told: {values}")


@dataclass(frozen=True)
class Recorded:
    """Which attributes of a mapped class the history keeps."""

    kind: str
    columns: tuple[tuple[str, Mapper[Any] | None], ...]
    """Attribute and, for a foreign key, the class it points to."""
    links: tuple[str, ...]
    """Relationships through an association table."""
    notes_password: bool


@cache
def recorded(mapper: Mapper[Any]) -> Recorded | None:
    """Return what is kept of a class; None when its rows have no history."""
    table = str(mapper.local_table.name)  # type: ignore[attr-defined]
    if table in LEFT_OUT_TABLES or table.startswith("search_"):
        return None
    mappers = {other.local_table: other for other in Base.registry.mappers}
    left_out = LEFT_OUT_FIELDS | SECRETS
    if issubclass(mapper.class_, OfItsMoment):
        left_out = left_out | OF_ITS_MOMENT
    targets = {
        column.key: mappers.get(key.column.table)
        for column in mapper.columns
        for key in column.foreign_keys
    }
    columns = tuple(
        (attribute.key, targets.get(attribute.columns[0].key))
        for attribute in mapper.column_attrs
        if attribute.key not in left_out
    )
    links = tuple(r.key for r in mapper.relationships if r.secondary is not None and not r.viewonly)
    return Recorded(table, columns, links, "password" in mapper.column_attrs)


def plain(value: Any) -> Any:
    """Return a value as JSON data."""
    if isinstance(value, Enum):
        return value.name if isinstance(value, int) else str(value.value)
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, bytes):
        return HIDDEN
    return value


def label_of(row: Any) -> str:
    """Return the row's name from what is loaded already: a label never costs a query."""
    loaded = inspect(row).dict
    for name in LABEL_FIELDS:
        if loaded.get(name):
            return str(loaded[name])[:200]
    return ""


def name_of(session: Session, target: Mapper[Any], key: Any) -> Any:
    """Return what a foreign key points to: its name when it is at hand, else its number.

    Of a reference table it is the code: its name may change, and depends on the reader.
    """
    if key is None or issubclass(target.class_, Term):
        return key
    kind = str(target.local_table.name)  # type: ignore[attr-defined]
    row = None
    if kind not in NAMELESS:
        row = session.identity_map.get(identity_key(target.class_, (key,)))
    return (label_of(row) if row is not None else "") or (key if kind == "nation" else f"#{key}")


def row_name(row: Any) -> str:
    """Return the name of a row in a link, or its number."""
    state = inspect(row)
    kind = str(state.mapper.local_table.name)
    label = "" if kind in NAMELESS else label_of(row)
    return label or "#" + "-".join(str(part) for part in identity_of(state))


def changes_of(session: Session, row: Any, what: Recorded, verb: str) -> dict[str, Any]:
    """Return field to [before, after]; only fields that differ."""
    state = inspect(row)
    found: dict[str, Any] = {}
    for key, target in what.columns:
        before, after = values_of(state, key, verb)
        if before == after or (before in EMPTY and after in EMPTY):
            continue
        pair = [before, after]
        if key in NOTED:
            found[key] = [HIDDEN if value not in EMPTY else None for value in pair]
            continue
        found[key] = [
            plain(value) if target is None else name_of(session, target, value) for value in pair
        ]
    for key in what.links:
        change = state.get_history(key, PASSIVE_NO_INITIALIZE)
        if change.added or change.deleted:
            kept = sorted(row_name(part) for part in change.unchanged or ())
            found[key] = [
                sorted([*kept, *(row_name(part) for part in change.deleted or ())]),
                sorted([*kept, *(row_name(part) for part in change.added or ())]),
            ]
    if isinstance(row, TellsValues):
        found |= told_beside(row, state, verb, found)
    if what.notes_password and verb == "changed" and state.attrs.password.history.has_changes():
        found["password"] = [HIDDEN, HIDDEN]
    return found


def told_beside(
    row: TellsValues, state: Any, verb: str, found: Mapping[str, Any]
) -> dict[str, Any]:
    """Return how the values were told that are made of what differs, before and after."""
    told: dict[str, Any] = {}
    for name, columns in row.TOLD.items():
        if not found.keys() & set(columns):
            continue
        pairs = {
            key: values_of(state, key, verb) if key in found else (state.dict.get(key),) * 2
            for key in columns
        }
        then = [{key: pair[place] for key, pair in pairs.items()} for place in (0, 1)]
        pair = [row.told_then(name, values) for values in then]
        if any(one is not None for one in pair):
            told[f"{name}_told"] = pair
    return told


def values_of(state: Any, key: str, verb: str) -> tuple[Any, Any]:
    """Return a column's value before and after the flush."""
    if verb == "added":
        return None, state.dict.get(key)
    if verb == "deleted":
        return state.dict.get(key), None
    change = state.get_history(key, PASSIVE_NO_INITIALIZE)
    if not change.added and not change.deleted:
        return None, None
    before = change.deleted[0] if change.deleted else None
    return before, change.added[0] if change.added else None


def identity_of(state: Any) -> tuple[Any, ...]:
    """Return the key of a row; a row of this very flush has its key, but no identity yet."""
    return tuple(state.identity or state.mapper.primary_key_from_instance(state.obj()))
