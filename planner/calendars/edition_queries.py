"""Which edition of a feed a client has, and whether it is still the same."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count
from typing import Any, Final

from sqlalchemy import ColumnElement, String, cast, func, select
from sqlalchemy.engine import Connection

from planner.calendars.audiences import Audience
from planner.calendars.due_entries import due_entries
from planner.calendars.feed_asked import FeedAsked
from planner.calendars.feed_queries import discarded_lately, entries, entry
from planner.db import db
from planner.events.models import Event
from planner.officetime import office_day
from planner.presenters.as_ics import blank, vevent
from planner.presenters.ics_entry import VEvent
from planner.viewers import EVERYTHING, acting_as

LAYOUT: Final = "2"
"""Goes up when the head of the file changes, so that every edition does."""


def bodies(asked: FeedAsked, edition: "Edition") -> list[bytes]:
    """Return the octets of every entry of a feed, those withdrawn last."""
    shown = entries(entry.c.body, told=asked.told, conditions=asked.conditions)
    found = list(db.session.scalars(shown.order_by(Event.sort_on, Event.id)))
    if not edition.withdrawn:
        return found
    with acting_as(db.session, EVERYTHING):
        gone = discarded_lately(asked.feed.viewer, asked.now)
        shown = entries(entry.c.body, told=asked.told, conditions=[*asked.conditions, *gone])
        return found + list(db.session.scalars(shown.order_by(Event.id)))


@dataclass(frozen=True)
class Edition:
    """One state of a feed: the hash that tells it from others, entries, and their octets."""

    etag: str
    entries: int
    octets: int
    withdrawn: int
    due: tuple[VEvent, ...] = ()
    """What the user owes by a day, without its moment: the file is stamped when it is joined."""


def edition(asked: FeedAsked) -> Edition:
    """Return the edition of a feed; from memory while nothing in the database has changed."""
    feed, day = asked.feed, office_day(asked.now)
    mark = change_mark(db.session.connection())
    key = (feed.id, mark[0])
    what = (feed.query, feed.name, feed.tells_due)
    question = (mark, feed.viewer, *what, day, asked.window, asked.told)
    known = _editions.get(key)
    if known and known[0] == question:
        return known[1]
    found = computed_edition(asked)
    if feed.tells_due:
        found = with_due(found, due_entries(asked))
    _editions[key] = (question, found)
    _editions.move_to_end(key)
    while len(_editions) > MOST_EDITIONS:
        _editions.popitem(last=False)
    return found


def with_due(found: Edition, due: Sequence[VEvent]) -> Edition:
    """Return an edition that holds what is due as well; its hash tells each from every other."""
    bodies = [blank(entry) + str(entry.sequence).encode() for entry in due]
    etag = sha256(found.etag.encode() + b"".join(bodies)).hexdigest()[:32]
    octets = sum(len(vevent(entry)) for entry in due)
    return replace(
        found,
        etag=etag,
        entries=found.entries + len(due),
        octets=found.octets + octets,
        due=tuple(due),
    )


def is_still(asked: FeedAsked, edition: Edition) -> bool:
    """Say whether nothing was changed since the edition was found, so that both belong together."""
    mark = change_mark(db.session.connection())
    known = _editions.get((asked.feed.id, mark[0]))
    return known is not None and known[0][0] == mark and known[1] == edition


MOST_EDITIONS: Final = 256
_editions: OrderedDict[Any, tuple[Any, Edition]] = OrderedDict()
"""Only saves work: an edition is computed from the rows whenever it is not here."""
_connections = count(1)


def change_mark(connection: Connection) -> tuple[Any, ...]:
    """Return a value that moves with every change in the database, at no cost to writers.

    SQLite counts the commits of others and the rows this connection changed; PostgreSQL
    names the transactions that a statement sees. The first part is the connection.
    """
    number = connection.info.setdefault("calendar_number", next(_connections))
    if connection.dialect.name == "sqlite":
        version = connection.exec_driver_sql("PRAGMA data_version").scalar()
        driver: Any = connection.connection.driver_connection
        return (number, version, driver.total_changes)
    seen = connection.exec_driver_sql("SELECT pg_current_snapshot()::text").scalar()
    return ("any", seen)


def computed_edition(asked: FeedAsked) -> Edition:
    """Return the edition from the revisions of all entries, one select for each kind."""
    marks = [one_mark(asked.conditions, asked.told)]
    with acting_as(db.session, EVERYTHING):
        gone = discarded_lately(asked.feed.viewer, asked.now)
        marks.append(one_mark([*asked.conditions, *gone], asked.told))
    named = (LAYOUT, asked.told, asked.feed.name, *(str(mark) for mark in marks))
    etag = sha256("\n".join(named).encode()).hexdigest()[:32]
    shown, gone_lately = marks
    entries, octets = shown[0] + gone_lately[0], shown[1] + gone_lately[1]
    return Edition(etag, entries, octets, withdrawn=gone_lately[0])


def one_mark(conditions: Sequence[ColumnElement[bool]], told: Audience) -> tuple[int, int, str]:
    """Return number of entries, their octets, and every entry with its revision as text."""
    pairs = (
        entries(
            (cast(Event.id, String) + ":" + cast(entry.c.sequence, String)).label("pair"),
            func.length(entry.c.body).label("octets"),
            entry.c.modified_at,
            told=told,
            conditions=conditions,
        )
        .order_by(Event.id)
        .subquery()
    )
    whole = select(
        func.count(),
        func.coalesce(func.sum(pairs.c.octets), 0),
        func.aggregate_strings(pairs.c.pair, ","),
        func.max(pairs.c.modified_at),
    ).select_from(pairs)
    number, octets, revisions, moment = db.session.execute(whole).one()
    return int(number), int(octets), f"{revisions} {moment}"
