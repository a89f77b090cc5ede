"""From the entries after a moment to the rows as they were then, table by table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, inspect, select, tuple_

from planner.choices import Marking
from planner.db import mapped_class
from planner.history.models import HistoryEntry
from planner.history.moments import Moment
from planner.history.packing import unpacked
from planner.history.remembering import BATCH

TOLD = ("added", "changed", "deleted")
Key = tuple[Any, ...]
Values = dict[str, Any]


@dataclass
class Fate:
    """What became of a row since: added since, changed, or removed."""

    values: Values | None = None
    """What is put back over the present row, or in place of a removed one; None: not there."""
    is_removed: bool = False
    last_marking: Marking | None = None
    """The marking of a removed row when it went."""
    last_moment: Moment | None = None
    """Who could see a removed row when it went; None for what hangs on no event."""


@dataclass
class Rewound:
    """What has to be put back to have the office as it was: rows, and pairs of keys."""

    fates: dict[str, dict[Key, Fate]] = field(default_factory=lambda: defaultdict(dict))
    """By table and key."""
    pairs: dict[str, dict[Any, list[Any]]] = field(default_factory=lambda: defaultdict(dict))
    """By table of pairs: the key of the row that has them, and the keys to which it was tied."""
    of_events: set[int] = field(default_factory=set)
    """The events that the entries tell of."""

    def take(self, entry: Any) -> None:
        """Take one entry back; the entries come newest first."""
        self.of_events |= {entry.event_id} - {None}
        mapper: Any = inspect(mapped_class(entry.subject_kind))
        table, image = mapper.local_table, entry.before
        columns = list(table.primary_key)
        key = tuple(unpacked(c, part) for c, part in zip(columns, image["key"], strict=True))
        kept = image.get("row", {}).items()
        # Of a column that is gone by now there is nothing to put back.
        row = {name: unpacked(table.c[name], part) for name, part in kept if name in table.c}
        fates = self.fates[table.name]
        if entry.verb == "added":
            fates[key] = Fate()
        elif entry.verb == "deleted":
            moment = None
            if entry.marking is not None:
                moment = Moment.of_columns(entry.marking, entry.nations)
            fates[key] = Fate(
                row, is_removed=True, last_marking=row.get("marking"), last_moment=moment
            )
        else:
            known = fates.setdefault(key, Fate({}))
            known.values = (known.values or {}) | row
        self.take_pairs(mapper, key[0], image.get("links", {}), entry.verb)

    def take_pairs(self, mapper: Any, key: Any, links: Mapping[str, Any], verb: str) -> None:
        """Take back to which rows a row was tied."""
        for link in mapper.relationships:
            if link.secondary is None or link.viewonly:
                continue
            if verb == "added":
                self.pairs[link.secondary.name][key] = []
            elif link.key in links:
                other = next(far for far, _pair in link.secondary_synchronize_pairs)
                self.pairs[link.secondary.name][key] = [unpacked(other, n) for n in links[link.key]]


def rewound(connection: Connection, since: datetime, until: datetime | None = None) -> Rewound:
    """Return what has to be put back to undo all that was written from a moment on.

    `until` is the moment to which the rest was taken back already.
    """
    found = Rewound()
    for entry in written_since(connection, since, until):
        if entry.before and "key" in entry.before:
            found.take(entry)
    return found


def written_since(connection: Connection, since: datetime, until: datetime | None) -> Iterable[Any]:
    """Return the entries that changed rows from a moment on, newest first."""
    table: Any = HistoryEntry.__table__
    names = ("verb", "subject_kind", "event_id", "before", "marking", "nations")
    asked = select(*(table.c[name] for name in names)).where(table.c.at >= since)
    if until is not None:
        asked = asked.where(table.c.at < until)
    return connection.execute(asked.where(table.c.verb.in_(TOLD)).order_by(table.c.id.desc()))


def as_it_was(connection: Connection, table: Table, fates: Mapping[Key, Fate]) -> Iterator[Values]:
    """Give the rows of a table that were changed or removed since, as they were.

    Each under the higher of its markings then and now, so that nothing opens by looking back.
    """
    present = rows_now(connection, table, [key for key, one in fates.items() if not one.is_removed])
    for key, fate in fates.items():
        if fate.values is None or not (fate.is_removed or key in present):
            continue
        now = present.get(key, {})
        row = dict.fromkeys(table.columns.keys()) | now | fate.values
        if "marking" in row:
            least = fate.last_marking if fate.is_removed else now["marking"]
            row["marking"] = max(
                (m for m in (row["marking"], least) if m is not None), default=None
            )
        yield row


def rows_now(connection: Connection, table: Table, keys: list[Key]) -> dict[Key, Values]:
    """Return rows of a table by their keys, whoever may see them."""
    own = list(table.primary_key)
    found: dict[Key, Values] = {}
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        asked = own[0].in_([key[0] for key in some]) if len(own) == 1 else tuple_(*own).in_(some)
        for row in connection.execute(select(table).where(asked)):
            found[tuple(row._mapping[column] for column in own)] = dict(row._mapping)
    return found
