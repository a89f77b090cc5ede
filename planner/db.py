"""The database handle, the declarative base and the column types with names."""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Annotated, Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    DateTime,
    Enum,
    MetaData,
    SmallInteger,
    String,
    TableClause,
    Text,
    column,
    inspect,
    table,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import SAWarning
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.orm.util import identity_key
from sqlalchemy.types import TypeDecorator
from werkzeug.exceptions import NotFound

from planner import connections  # noqa: F401 - what each connection is set to registers itself
from planner.choices import DatePrecision, Marking

T = TypeVar("T")
AS_OF = "as_of"
"""Where a session that reads the past keeps its day; what is kept on save tells the present."""
NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware UTC in Python, UTC in the database; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC; SQLite keeps it without zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the moment as aware UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class MarkingType(TypeDecorator[Marking]):
    """A marking, kept as its rank so that “at or below” is a comparison."""

    impl = SmallInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:
        """Keep the rank."""
        return None if value is None else int(Marking(int(value)))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Marking | None:
        """Return the marking of the rank."""
        return None if value is None else Marking(value)


class CodeList(TypeDecorator[list[str]]):
    """Short codes in a fixed order, kept as text with a space between."""

    impl = String(600)
    cache_ok = True

    def process_bind_param(self, value: Sequence[str] | None, dialect: Dialect) -> str:
        """Join the codes; none is the empty text."""
        return " ".join(value or ())

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[str]:
        """Split the codes."""
        return (value or "").split()


class KeyList(TypeDecorator[list[int]]):
    """Keys of rows, kept as text with a space around each, so that LIKE finds one."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Sequence[int] | None, dialect: Dialect) -> str:
        """Join the keys; none is the empty text."""
        return f" {' '.join(map(str, value))} " if value else ""

    def process_result_value(self, value: str | None, dialect: Dialect) -> list[int]:
        """Split the keys."""
        return [int(key) for key in (value or "").split()]


def choice(codes: type[StrEnum], name: str) -> Enum:
    """Return a text column type that the database holds to the codes of an enumeration."""
    return Enum(
        codes,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )


@dataclass(frozen=True, order=True)
class PreciseDate:
    """A day together with how exactly it is known; “October 2012” stays that."""

    day: date
    precision: DatePrecision = DatePrecision.DAY

    @property
    def is_exact(self) -> bool:
        """Say whether the day itself is known."""
        return self.precision is DatePrecision.DAY


pk = Annotated[int, mapped_column(primary_key=True)]
text = Annotated[str, mapped_column(Text, default="", server_default="")]
line = Annotated[str, mapped_column(String(200))]
keys = Annotated[list[int], mapped_column(KeyList, default=list, server_default="")]


class Base(DeclarativeBase):
    """What every table inherits: constraint names and column types by annotation."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UtcDateTime(),
            Marking: MarkingType(),
            list[str]: CodeList(),
            list[int]: KeyList(),
            dict[str, Any]: JSON(),
        },
    )


class NotFoundRow(NotFound):
    """A row that was not there for who asked; the log tells whether it is hidden from them."""

    def __init__(self, entity: type, ident: Any) -> None:
        super().__init__()
        self.sought = (entity, ident)


class Handle(SQLAlchemy):
    """The handle, which keeps what was looked for in vain."""

    def get_or_404(
        self, entity: type[T], ident: Any, *, description: str | None = None, **more: Any
    ) -> T:
        """Return the row of a key, or raise 404."""
        found = self.session.get(entity, ident, **more)
        if found is None:
            raise NotFoundRow(entity, ident)
        return found


def mapped_class(name: str) -> type[Base] | None:
    """Return the class that is mapped to a table; None when there is no such table."""
    mappers = Base.registry.mappers
    return next((found.class_ for found in mappers if found.class_.__tablename__ == name), None)


def columns_of(whole: Any, *names: str) -> TableClause:
    """Return a table with some of its columns, for conditions that stand in many statements.

    Wherever an alias is copied all its columns are made again: of the table of events, fifty.
    """
    return table(whole.name, *(column(name, whole.c[name].type) for name in names))


db = Handle(model_class=Base, disable_autonaming=True, session_options={"autoflush": True})


PRESENT = "present"
"""Where a session that reads the past keeps the session in whose place it stands."""


@contextmanager
def in_the_present() -> Iterator[None]:
    """Ask the office of today inside the block, also while the past is being read."""
    past = db.session()
    db.session.registry.set(past.info.get(PRESENT, past))
    try:
        yield
    finally:
        db.session.registry.set(past)


# A row of a list that somebody else deleted at the same moment: as stale as a changed one.
warnings.filterwarnings("error", "DELETE statement on table", SAWarning)


def at_hand(entity: type[T], key: Any) -> T | None:
    """Return the row of a key where the session has read it already; None asks nothing."""
    row = db.session.identity_map.get(identity_key(entity, key))
    return None if row is None or inspect(row).expired else row


def key_of(row: Base) -> int:
    """Return the key of a row that was just saved, without reading the row again for it."""
    identity = inspect(row).identity or ()
    return int(identity[0])
