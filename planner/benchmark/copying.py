"""A great office from a small one: the rows of its events copied over and over by the database.

What hangs on an event is copied with it, and what the event adds to the rollup too, so that
nothing is counted again.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, String, cast, insert, literal, select, text, update

from planner.benchmark import rows
from planner.rollup.part_queries import CELL, MARKINGS, PART

OF_EVENT = ("event_nation", "objective_link", "place", "attendance", "history_entry")
TABLES = ("event", *OF_EVENT, "calendar_entry", "outcome", "outcome_event", "follow_up")
"""In the order in which they can be filled; outcomes have the keys of their events."""
UIDS = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "gen_random_uuid()"}


def copy_events(connection: Connection, number: int, times: int) -> None:
    """Make so many offices of one: `number` events and what hangs on them, so many times."""
    for place in range(1, times):
        for name in TABLES:
            copy_rows(connection, name, place * number, number)
        copy_rows(connection, PART.name, place * number, number)
    connection.execute(update(CELL).values({name: CELL.c[name] * times for name in MARKINGS}))


def copy_rows(connection: Connection, name: str, offset: int, number: int) -> None:
    """Copy the rows of the first events of a table, for events further on."""
    table = rows.table(name)
    changed = shifted(connection, name, offset)
    columns = [one for one in table.columns if one.name in changed or not is_numbered(one)]
    told = [changed.get(one.name, one) for one in columns]
    of = table.c.event_id if "event_id" in table.c else table.c.id
    found = select(*told).where(of <= number)
    connection.execute(insert(table).from_select([one.name for one in columns], found))


def is_numbered(column: Any) -> bool:
    """Say whether the database numbers a column by itself."""
    return bool(column.primary_key and column.name == "id")


def shifted(connection: Connection, name: str, offset: int) -> Mapping[str, Any]:
    """Return what a copy has in the place of what it is copied from."""
    table = rows.table(name)
    found: dict[str, Any] = {}
    if "event_id" in table.c:
        found["event_id"] = table.c.event_id + offset
    if name == "outcome_event":
        found["outcome_id"] = table.c.outcome_id + offset
    if name in ("event", "outcome"):
        found["id"] = table.c.id + offset
    if name == "event":
        found["uid"] = text(UIDS[connection.dialect.name])
        number = cast(table.c.id + offset, String)
        found["title"] = literal("Engagement ") + number + literal(" with a partner")
    if name == "history_entry":
        found["subject_id"] = cast(table.c.event_id + offset, String)
    return found
