"""What is asked about the reference tables: all of them are read at once, once a transaction."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from flask_babel import gettext
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Dialect,
    Select,
    cast,
    event,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.orm import Session, SessionTransaction

from planner.db import db
from planner.reference.terms import shipped_names
from planner.shapes.kind_fields import KindField
from planner.terms.models import Term
from planner.web.language import locale

KEPT = "terms"
TABLE = "of_table"
COMMON = ("code", "name", "is_name_edited", "position", "retired_at")


@dataclass(frozen=True)
class KnownTerm:
    """A row of a reference table as it was read: it belongs to no session."""

    table: str
    code: str
    name: str
    is_name_edited: bool
    position: int
    retired_at: datetime | None
    traits: Mapping[str, Any]
    """What rules read of it, by the columns that only its table has."""

    @property
    def is_offered(self) -> bool:
        """Say whether it may be chosen anew."""
        return self.retired_at is None

    @property
    def label(self) -> str:
        """Return its name: a shipped one in the reader's language, else as the office has it."""
        if self.is_name_edited:
            return self.name
        return str(shipped_names(self.table).get(self.code, self.name))

    def text(self, name: str) -> str:
        """Return a text of its own columns, one that was shipped in the reader's language."""
        words: str = self.traits[name]
        return str(gettext(words)) if words else ""


Terms = Mapping[str, KnownTerm]


@dataclass(frozen=True)
class ReadTables:
    """Every reference table as it was read: its rows, and their names by table and language."""

    rows: dict[str, Terms]
    labels: dict[tuple[type[Term], str], dict[str, str]] = field(default_factory=dict)


def terms(kind: type[Term]) -> Terms:
    """Return code to row of a reference table, in the order of the list, retired ones among them.

    The session keeps what it read until the transaction ends or such a row is written.
    """
    kept: ReadTables | None = db.session.info.get(KEPT)
    if kept is None:
        kept = db.session.info[KEPT] = read_all()
    return kept.rows[kind.__tablename__]


def term_label(kind: type[Term], code: str | None) -> str:
    """Return the name of a row; the code itself where there is none, nothing for no code."""
    if not code:
        return ""
    found = terms(kind).get(code)
    return found.label if found else code


def term_labels(kind: type[Term]) -> dict[str, str]:
    """Return code to name of every row: what lists are filtered by and rows are shown with."""
    found = terms(kind)
    kept, place = db.session.info[KEPT].labels, (kind, locale())
    if place not in kept:
        kept[place] = {code: term.label for code, term in found.items()}
    return dict(kept[place])


def offered(kind: type[Term], *had: str) -> dict[str, str]:
    """Return code to name of what may be chosen; a retired row only where it was had already."""
    known = terms(kind).items()
    return {code: term.label for code, term in known if term.is_offered or code in had}


def code_meant(kind: type[Term], words: str, had: str | None = None) -> str | None:
    """Return the code of the row that words typed freely name; None where they name none.

    A retired row is meant only where it was had already.
    """
    wanted = in_plain_letters(words)
    for code, term in terms(kind).items():
        names = (in_plain_letters(term.label), in_plain_letters(term.name))
        if wanted in names and (term.is_offered or code == had):
            return code
    return None


def in_plain_letters(words: str) -> str:
    """Return words as they are compared: in small letters, with single spaces."""
    return " ".join(words.casefold().split())


def term_kinds() -> list[type[Term]]:
    """Return the reference tables by name."""
    return sorted(Term.__subclasses__(), key=lambda kind: kind.__tablename__)


def kind_named(table: str) -> type[Term]:
    """Return the class of a reference table."""
    return next(kind for kind in term_kinds() if kind.__tablename__ == table)


def choices_of(declared: KindField) -> Mapping[str, Any]:
    """Return code to label of what a field of a kind chooses from, retired rows among them."""
    return term_labels(kind_named(declared.table)) if declared.table else declared.choices


_made: dict[str, tuple[Sequence[Any], ReadTables]] = {}
"""By language, the rows that were read last, as the database gave them, and what they became."""


def read_all() -> ReadTables:
    """Read every reference table in one statement; the same rows are made into the same terms.

    Rows are compared before their values are understood, which all transactions would pay for.
    """
    language, connection = locale(), db.session.connection()
    with connection.execute(every_row()) as found:
        rows = found.cursor.fetchall()
    before = _made.get(language)
    if before is None or before[0] != rows:
        before = _made[language] = (
            rows,
            ReadTables(made_of(understood(rows, connection.dialect))),
        )
    return before[1]


def understood(rows: Iterable[Sequence[Any]], dialect: Dialect) -> Iterator[dict[str, Any]]:
    """Give rows as the database gave them by column, each value as its type reads it."""
    columns = [
        (one.name, one.type.dialect_impl(dialect).result_processor(dialect, None))
        for one in every_row().selected_columns
    ]
    for row in rows:
        yield {
            name: read(value) if read else value
            for (name, read), value in zip(columns, row, strict=True)
        }


def made_of(rows: Iterable[Mapping[str, Any]]) -> dict[str, Terms]:
    """Return the terms of all tables; those of one place stand in the order of the language."""
    found: dict[str, list[KnownTerm]] = {kind.__tablename__: [] for kind in term_kinds()}
    for row in rows:
        own = traits_of(row[TABLE])
        traits = MappingProxyType({name: row[name] for name in own})
        common = {name: row[name] for name in COMMON}
        found[row[TABLE]].append(KnownTerm(row[TABLE], **common, traits=traits))
    return {
        table: {term.code: term for term in sorted(rows, key=lambda one: (one.position, one.label))}
        for table, rows in found.items()
    }


@cache
def traits_of(table: str) -> tuple[str, ...]:
    """Return the names of the columns that only one of the tables has."""
    columns = Term.metadata.tables[table].columns
    return tuple(one.name for one in columns if one.name not in (*COMMON, "version"))


@cache
def every_row() -> CompoundSelect[Any]:
    """Return the statement that reads all tables; a column that a table lacks is null."""
    tables = [Term.metadata.tables[kind.__tablename__] for kind in term_kinds()]
    types = {one.name: one.type for table in tables for one in table.columns}
    types.pop("version")
    return union_all(*(rows_of(table, types) for table in tables))


def rows_of(table: Any, types: Mapping[str, Any]) -> Select[Any]:
    """Return the statement that reads one table with the columns of all."""
    columns = (column_of(table, name, kind) for name, kind in types.items())
    return select(literal(table.name).label(TABLE), *columns)


def column_of(table: Any, name: str, kind: Any) -> ColumnElement[Any]:
    """Return a column of a table, or null of its type."""
    own: ColumnElement[Any] | None = table.columns.get(name)
    return cast(null(), kind).label(name) if own is None else own


@event.listens_for(Session, "after_flush")
def forget_what_changed(session: Session, _context: object) -> None:
    """Read the tables anew after a row of them was written."""
    if any(isinstance(row, Term) for row in (*session.new, *session.dirty, *session.deleted)):
        session.info.pop(KEPT, None)


@event.listens_for(Session, "after_soft_rollback")
def forget_what_was_undone(session: Session, _transaction: SessionTransaction) -> None:
    """Read the tables anew after rows may have been taken back."""
    session.info.pop(KEPT, None)


@event.listens_for(Session, "after_transaction_end")
def forget_what_others_may_change(session: Session, transaction: SessionTransaction) -> None:
    """Read the tables anew in the next transaction: another process may have written."""
    if transaction.parent is None:
        session.info.pop(KEPT, None)
