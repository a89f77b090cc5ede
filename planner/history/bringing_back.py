"""Rows that were removed: kept as they lay in the database, and put back as they were.

Every column comes back, keys and versions too, of the row and of all that went with it. A key
that another row has taken meanwhile is replaced by a new one wherever it stood.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import Table, inspect
from sqlalchemy.exc import IntegrityError

from planner.db import Base, db
from planner.errors import RuleBroken
from planner.history.packing import packed, unpacked
from planner.history.undo_queries import Stored, is_seen, is_there, mapper_of, set_as_it_was
from planner.viewers import Viewer
from planner.web.undoing import check_restored


def as_data(row: Stored) -> dict[str, Any]:
    """Return a row as JSON data."""
    values = {name: packed(value) for name, value in row.values.items()}
    return {"table": row.table.name, "values": values}


def as_row(data: Mapping[str, Any]) -> Stored:
    """Return a row of what `as_data` made."""
    table = Base.metadata.tables[data["table"]]
    values = {name: unpacked(table.c[name], part) for name, part in data["values"].items()}
    return Stored(table, values)


def too_late() -> RuleBroken:
    """Return the refusal of an undo that something else stands in the way of."""
    return RuleBroken(
        _(
            "This can no longer be undone: what it belonged to was removed meanwhile, or something "
            "else has taken its name."
        )
    )


@dataclass
class Return:
    """Rows on their way back, and the keys that had to change."""

    viewer: Viewer
    keys: dict[tuple[str, Any], Any] = field(default_factory=dict)
    made: list[Any] = field(default_factory=list)
    values: list[dict[str, Any]] = field(default_factory=list)

    def bring(self, gone: Sequence[Stored], loosened: Sequence[Stored]) -> Any:
        """Put rows back, parents first, and tie again what had pointed at them; return the first.

        Raises RuleBroken when one of them no longer fits, or is hidden from the viewer by now.
        """
        try:
            for row in gone:
                self.put_back(row)
            for row in loosened:
                self.tie_again(row)
            db.session.flush()
        except IntegrityError as error:
            raise too_late() from error
        for row in self.made:
            state: Any = inspect(row)
            if not is_seen(state.mapper.class_, state.identity):
                raise too_late()
            check_restored(state.mapper.local_table.name, row, self.viewer)
        db.session.flush()
        for row, values in zip(self.made, self.values, strict=True):
            set_as_it_was(row, values)
        return self.made[0] if self.made else None

    def put_back(self, row: Stored) -> None:
        """Make one row again."""
        values = self.with_new_keys(row)
        mapper = mapper_of(row.table)
        if mapper is None:
            self.pair_again(row.table, values)
            return
        own = [column.name for column in row.table.primary_key]
        if len(own) == 1 and is_there(row.table, row.key):
            del values[own[0]]
        names = {mapper.get_property_by_column(row.table.c[name]).key: name for name in values}
        made = mapper.class_(**{key: values[name] for key, name in names.items()})
        db.session.add(made)
        db.session.flush()
        self.keys[row.table.name, row.key[0]] = mapper.primary_key_from_instance(made)[0]
        self.made.append(made)
        self.values.append(values)

    def with_new_keys(self, row: Stored) -> dict[str, Any]:
        """Return a row's values with the keys that its parents have now.

        Raises RuleBroken for one whose parent is not there any more.
        """
        values = dict(row.values)
        for column in row.table.columns:
            for link in column.foreign_keys:
                target, key = link.column.table, values[column.name]
                if key is None:
                    continue
                values[column.name] = key = self.keys.get((target.name, key), key)
                if not is_there(target, [key]):
                    raise too_late()
        return values

    def pair_again(self, table: Table, values: Mapping[str, Any]) -> None:
        """Put a row of a table of pairs back, over the list that it stands for."""
        for made in self.made:
            for link in inspect(type(made)).relationships:
                if link.secondary is not table or link.viewonly:
                    continue
                key = next(values[pair.name] for _own, pair in link.secondary_synchronize_pairs)
                other = db.session.get(link.mapper.class_, key)
                if other is None:
                    raise too_late()
                getattr(made, link.key).append(other)
                return

    def tie_again(self, row: Stored) -> None:
        """Let a row that stayed point again at what came back, unless it points elsewhere now."""
        mapper = mapper_of(row.table)
        there = db.session.get(mapper.class_, row.key) if mapper else None
        if mapper is None or there is None:
            return
        for column in row.table.columns:
            for link in column.foreign_keys:
                new = self.keys.get((link.column.table.name, row.values[column.name]))
                name = mapper.get_property_by_column(column).key
                if new is not None and getattr(there, name) is None:
                    setattr(there, name, new)
