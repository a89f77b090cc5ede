"""The office as it was at the end of a day, for whoever looks today.

The very same code asks the very same statements: what differs is the connection, on which
temporary tables stand in place of those of which rows were changed since.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, func

from planner.db import AS_OF, PRESENT, db
from planner.events.models.event import NOT_SET, Event
from planner.history.past_table_queries import PastTables
from planner.history.rewinding_queries import rewound
from planner.officetime import day_begins
from planner.reports.past.dated_later import take_back_dated
from planner.reports.past.known_from import take_out_unknown
from planner.reports.past.seen_today import take_out_hidden
from planner.web.nationnames import nations_read_anew

T = TypeVar("T")
CARRIED = ("viewer", "request_id", PRESENT)
"""What a session of the past takes over; what others keep in theirs are rows of the present."""


class PastIsReadOnly(TypeError):
    """Somebody tried to write while looking at the past."""


class PastSession(Session):
    """A session on one connection, which only reads."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(db, autoflush=False)
        self.connection_of_past = connection

    def get_bind(self, *_args: Any, **_more: Any) -> Connection:
        """Return the connection, whatever is asked."""
        return self.connection_of_past

    def _flush(self, *_objects: Any) -> None:
        """Refuse to write."""
        raise PastIsReadOnly("the past is only read")


@contextmanager
def office_as_of(day: date) -> Iterator[None]:
    """Read the office as it was at the end of a day inside the block; nothing can be written."""
    with past_connection() as connection:
        PastOffice(connection).go_back_to(day)
        with reading(connection, day):
            yield


def read_as_of(days: Iterable[date], read: Callable[[date], T]) -> dict[date, T]:
    """Return what a function reads of the office at the end of each of some days, by day.

    What lies between two of them is taken back once.
    """
    found = {}
    with past_connection() as connection:
        office = PastOffice(connection)
        for day in sorted(days, reverse=True):
            office.go_back_to(day)
            with reading(connection, day):
                found[day] = read(day)
    return dict(sorted(found.items()))


class PastOffice:
    """The office on a connection, which goes back day by day for whoever is looking."""

    def __init__(self, connection: Connection) -> None:
        self.tables = PastTables(connection)
        self.until: datetime | None = None

    def go_back_to(self, day: date) -> None:
        """Make the tables what they were at the end of a day before those gone to already."""
        after, tables = day_begins(day + timedelta(days=1)), self.tables
        found = rewound(tables.connection, after, self.until)
        tables.put_back(found)
        take_back_dated(tables, day, after)
        put_in_order(tables)
        take_out_unknown(tables, after)
        take_out_hidden(tables, found, db.session.info["viewer"])
        tables.is_ready()
        self.until = after


def put_in_order(tables: PastTables) -> None:
    """Work out anew by which day events are ordered, as every save does (`keep_sort_on`)."""
    event = tables.made.get(Event.__tablename__)
    if event is not None:
        first = func.coalesce(event.c.actual_starts_on, event.c.starts_on, NOT_SET)
        tables.connection.execute(event.update().values(sort_on=first))


@contextmanager
def past_connection() -> Iterator[Connection]:
    """Give a connection that sees one moment and is closed for good afterwards.

    Nobody else gets it: they would read the past as the present.
    """
    with db.engine.connect() as connection:
        if connection.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ")
        else:
            connection.exec_driver_sql("PRAGMA temp_store = MEMORY")
            connection.exec_driver_sql("BEGIN")
        connection.detach()
        try:
            yield connection
        finally:
            connection.rollback()


@contextmanager
def reading(connection: Connection, day: date) -> Iterator[None]:
    """Let every select of the block ask a connection, as whoever is looking."""
    present = db.session()
    past = PastSession(connection)
    known = {name: present.info[name] for name in CARRIED if name in present.info}
    past.info.update({PRESENT: present} | known | {AS_OF: day})
    db.session.registry.set(past)
    try:
        with nations_read_anew():
            yield
    finally:
        past.close()
        db.session.registry.set(present)
