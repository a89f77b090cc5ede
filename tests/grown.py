"""An office of every class that can be made greater: rows of each class on the same few rows."""

from contextlib import suppress
from datetime import timedelta

from sqlalchemy import Date
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.db import db
from planner.events.models import ObjectiveLink
from tests.factories import make_user
from tests.rows import Rows, mappers

LEFT_EMPTY = (
    *("discarded_at", "retired_at", "retired_on", "erased_at"),
    *("replaced_by_id", "verified_by_id"),
)
"""Columns that take a row out of pages."""
WRITERS = ("author_id", "proposed_by_id", "by_id")
NO_GROWTH = ("office", "open_session")
"""A table of one row, and that of the tests’ own sessions."""


class GrownOffice(Rows):
    """Rows that hang on the first row of each class, about the present day.

    Whatever has an owner is the `user`'s; whatever has a writer somebody else wrote.
    """

    def __init__(self, **user):
        super().__init__("grown")
        self.user, self.writer = make_user(**user), make_user()
        self.made["user_account"] += [self.user, self.writer]
        self.every()
        for event in [row for row in self.made["event"] if row.is_executed]:
            db.session.add(ObjectiveLink(event=event, objective=self.made["objective"][0]))
        self.grow()

    def grow(self):
        """Add rows of every class: beside the same rows, then beside each of several others."""
        for mapper in mappers():
            table = mapper.local_table
            if table.name in NO_GROWTH:
                continue
            for _number in range(3):
                self.another(mapper, {})
            for column in table.columns:
                for key in self.other_keys(table, column):
                    self.another(mapper, {column.key: key})
        db.session.commit()

    def other_keys(self, table, column):
        """Return the keys of some other rows that a column may point to."""
        for foreign in column.foreign_keys:
            target = foreign.column.table
            if target is not table and not column.primary_key:
                rows = self.made[target.name][1:]
                found = [row.__mapper__.primary_key_from_instance(row)[0] for row in rows[-4:]]
                return [key for key in found if isinstance(key, type(found[0]))]
        return []

    def another(self, mapper, given):
        """Make one more row where the database allows it."""
        with suppress(IntegrityError), db.session.begin_nested():
            self.made[mapper.local_table.name].append(self.make(mapper, given))

    def value(self, mapper, column, number):
        """Return the value of a column: short texts, days about today, nothing put away."""
        if column.key in LEFT_EMPTY:
            return None
        if column.key in WRITERS:
            return self.writer.id
        if isinstance(column.type, Date):
            return clock.today() + timedelta(days=20 if column.key == "ends_on" else -10)
        return super().value(mapper, column, number)
