"""The database handle, the declarative base and the column types with names."""

import sqlite3
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    JSON,
    DateTime,
    Enum,
    MetaData,
    SmallInteger,
    String,
    Text,
    event,
    inspect,
)
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import DBAPIError, DisconnectionError, SAWarning
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry
from sqlalchemy.types import TypeDecorator
from werkzeug.exceptions import NotFound

from planner.choices import DatePrecision, Marking
from planner.server.files import private_file

T = TypeVar("T")
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


def mapped_class(table: str) -> type[Base] | None:
    """Return the class that is mapped to a table; None when there is no such table."""
    mappers = Base.registry.mappers
    return next((found.class_ for found in mappers if found.class_.__tablename__ == table), None)


db = Handle(model_class=Base, disable_autonaming=True, session_options={"autoflush": True})


_known_files: set[str] = set()


@event.listens_for(Engine, "do_connect")
def make_file_private(
    dialect: Dialect, _record: object, arguments: Sequence[Any], options: dict[str, Any]
) -> None:
    """Make a new SQLite file mode 600; its -wal and -shm files take its mode.

    Where a database was, no empty one is made: whoever runs Rapport has to look.
    """
    name = str(arguments[0]) if dialect.name == "sqlite" and arguments else ""
    if name in {"", ":memory:"} or options.get("uri"):
        return
    if name in _known_files and identity_of(name) is None:
        raise FileIsGone(name)
    private_file(Path(name))


# A row of a list that somebody else deleted at the same moment: as stale as a changed one.
warnings.filterwarnings("error", "DELETE statement on table", SAWarning)

WAIT = 5000
SHORT_WAIT = 250
"""Milliseconds to wait for somebody else's lock: to save, and to note what was read."""


@event.listens_for(Engine, "connect")
def set_up_connection(connection: Any, _record: object) -> None:
    """Make the database keep foreign keys, survive a power cut and wait for its turn (STACK)."""
    if isinstance(connection, sqlite3.Connection):
        pragmas = (f"busy_timeout={WAIT}", "foreign_keys=ON", "journal_mode=WAL")
        for pragma in (*pragmas, "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
    else:
        connection.autocommit = True
        connection.execute(f"SET lock_timeout = {WAIT}")
        connection.autocommit = False


@event.listens_for(Engine, "connect")
def note_file(connection: Any, record: Any) -> None:
    """Note which file an SQLite connection has opened."""
    if isinstance(connection, sqlite3.Connection):
        name = connection.execute("PRAGMA database_list").fetchone()[2]
        record.info["file"] = (name, identity_of(name)) if name else None
        _known_files.add(name)


@event.listens_for(Engine, "checkout")
def see_that_it_is_there(_connection: Any, record: Any, _proxy: object) -> None:
    """Let go of a connection whose file was replaced; refuse when there is no file any more.

    A removed file would go on taking rows, and all of them would be lost.
    """
    if not (noted := record.info.get("file")):
        return
    name, identity = noted
    found = identity_of(name)
    if found is None:
        raise FileIsGone(name)
    if found != identity:
        raise DisconnectionError("the database file was replaced")


class FileIsGone(sqlite3.OperationalError):
    """The file of the database was there and is there no more."""

    sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    sqlite_errorname = "SQLITE_CANTOPEN"


def identity_of(name: str) -> tuple[int, int] | None:
    """Return what tells one file from another of the same name; None when there is none."""
    try:
        found = Path(name).stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def short_wait(connection: Connection) -> Iterator[None]:
    """Wait only a moment for somebody else's lock inside the block."""
    name = {"sqlite": "PRAGMA busy_timeout = {}", "postgresql": "SET LOCAL lock_timeout = {}"}
    statement = name[connection.dialect.name]
    connection.exec_driver_sql(statement.format(SHORT_WAIT))
    try:
        yield
    finally:
        if not connection.invalidated:
            with suppress(DBAPIError):  # a PostgreSQL transaction that failed is over anyway
                connection.exec_driver_sql(statement.format(WAIT))


def key_of(row: Base) -> int:
    """Return the key of a row that was just saved, without reading the row again for it."""
    identity = inspect(row).identity or ()
    return int(identity[0])
