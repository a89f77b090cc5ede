"""The event list: one page of rows, whole lists for files, and counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, literal, select, union_all

from planner.accounts.models import User
from planner.db import Base, db
from planner.events.list.columns import EVENTS
from planner.events.list.filtering import EventFilter
from planner.events.list.rows import SOURCES, EventRow
from planner.events.models import (
    Event,
    EventNation,
    EventTheme,
    EventTopic,
    ObjectiveLink,
    Place,
    Risk,
    Transition,
)
from planner.keyset import PAGE, Key, Slice, SortKey, ordered, page_statement, slice_of
from planner.objectives.models import Objective
from planner.partners.models import Programme
from planner.web.lists.columns import ListColumn

COUNTED = 1000
"""Counting stops here: beyond it a page says “more than”, at the same cost for any number."""
CHUNK = 500

# Tables, not classes: the event in the same statement is narrowed to what the viewer may see.
event_nation = EventNation.__table__
link = ObjectiveLink.__table__
objective = Objective.__table__
place = Place.__table__

ORDERS: dict[str, tuple[Any, ...]] = {
    "day": (Event.sort_on, Event.id),
    "title": (Event.title, Event.id),
    "state": (Event.state, Event.sort_on, Event.id),
    "kind": (Event.kind, Event.sort_on, Event.id),
}
DEFAULT_SORT = "-day"
SORTS = tuple(ORDERS) + tuple(f"-{name}" for name in ORDERS)
"""Orders by their name in the URL; a minus turns one round. Each has an index."""
ALWAYS = ("id", "marking")
OF_TABLES: dict[str, tuple[type[Base], Any]] = {
    "reasons": (Transition, Transition.reason_code),
    "risks": (Risk, Risk.category),
    "themes": (EventTheme, EventTheme.theme_code),
    "topics": (EventTopic, EventTopic.topic_code),
}
"""Fields that hold codes of a reference table, and the rows of events that have them."""
SEVERAL = ("nations", "objectives", "places", *OF_TABLES)


def filtered(wanted: EventFilter, today: date) -> Select[Event]:
    """Return the select of the events that a filter stands for, in no order."""
    return select(Event).where(*wanted.conditions(today))


def sort_keys(sort: str) -> list[SortKey]:
    """Return the columns of an order; KeyError for one that does not exist."""
    return [SortKey(column, sort.startswith("-")) for column in ORDERS[sort.removeprefix("-")]]


def needed(columns: Iterable[ListColumn], *also: str) -> list[str]:
    """Return the names of the fields that columns need, each once."""
    return list(dict.fromkeys([*ALWAYS, *also, *(n for c in columns for n in c.needed)]))


def statement_of(names: Collection[str], nation: str = "") -> Select[Any]:
    """Return the select of fields of events, joined to what they are read from."""
    statement = select(*(SOURCES[name] for name in single(names))).select_from(Event)
    if "programme" in names:
        statement = statement.outerjoin(Programme, Programme.id == Event.programme_id)
    if not {"owner", "owner_is_here"}.isdisjoint(names):
        statement = statement.outerjoin(User, User.id == Event.owner_id)
    if not {"partner_planned", "partner_actual"}.isdisjoint(names):
        of_nation = event_nation.c.nation_code == nation
        part = (event_nation.c.event_id == Event.id) & of_nation
        statement = statement.outerjoin(event_nation, part)
    return statement


def single(names: Iterable[str]) -> list[str]:
    """Return the names of the fields that a statement reads, in its order."""
    return [name for name in names if name not in SEVERAL]


def event_page(
    wanted: EventFilter,
    today: date,
    *,
    columns: Sequence[ListColumn] = EVENTS.page_columns,
    sort: str = DEFAULT_SORT,
    after: Key | None = None,
    before: Key | None = None,
    size: int = PAGE,
) -> Slice[EventRow]:
    """Return one page of rows with what columns need: two statements, whatever the list.

    The total counts to COUNTED + 1 and no further.
    """
    conditions = wanted.conditions(today)
    first = select(Event.id).where(*conditions).limit(COUNTED + 1).subquery()
    total = select(func.count()).select_from(first).scalar_subquery()
    order = [column.key for column in ORDERS[sort.removeprefix("-")]]
    names = needed(columns, *order)
    statement = statement_of(names).add_columns(total).where(*conditions)
    keys = sort_keys(sort)
    found = db.session.execute(page_statement(statement, keys, size, after, before)).all()
    rows = [EventRow(**dict(zip(single(names), row, strict=False))) for row in found]
    page = slice_of(rows, attrgetter(*order), size, after, before, found[0][-1] if found else 0)
    add_several(page.items, names)
    return page


def whole_list(
    wanted: EventFilter,
    today: date,
    columns: Sequence[ListColumn],
    sort: str = DEFAULT_SORT,
    nation: str = "",
) -> list[EventRow]:
    """Return every event that a filter stands for with what columns need; never cut.

    `nation` is the one that a file is for, whose own numbers some columns tell.
    """
    names = needed(columns)
    statement = statement_of(names, nation).where(*wanted.conditions(today))
    found = db.session.execute(ordered(statement, sort_keys(sort)))
    rows = [EventRow(**dict(zip(single(names), row, strict=True))) for row in found]
    add_several(rows, names)
    return rows


def keys_in_order(wanted: EventFilter, today: date, sort: str = DEFAULT_SORT) -> list[int]:
    """Return the keys of every event that a filter stands for, in the order of the list."""
    statement = select(Event.id).where(*wanted.conditions(today))
    return list(db.session.scalars(ordered(statement, sort_keys(sort))))


def rows_of_keys(keys: Sequence[int], columns: Sequence[ListColumn]) -> list[EventRow]:
    """Return events with what columns need, in the order of their keys; what is gone is not."""
    names = needed(columns)
    found = db.session.execute(statement_of(names).where(Event.id.in_(keys)))
    by_id = {row.id: EventRow(**dict(zip(single(names), row, strict=True))) for row in found}
    rows = [by_id[key] for key in keys if key in by_id]
    add_several(rows, names)
    return rows


def add_several(rows: Sequence[EventRow], names: Collection[str]) -> None:
    """Give rows what is several of an event, a few hundred at a time."""
    by_id = {row.id: row for row in rows}
    keys = list(by_id)
    for chunk in (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK)):
        add_codes(by_id, chunk)
        if "places" in names:
            add_places(by_id, chunk)
        for name in OF_TABLES.keys() & set(names):
            add_terms(by_id, chunk, name)


def add_codes(by_id: Mapping[int, EventRow], ids: list[int]) -> None:
    """Give rows their nations and objectives, in one statement for both."""
    for event_id, is_nation, code in db.session.connection().execute(codes_of(ids)):
        (by_id[event_id].nations if is_nation else by_id[event_id].objectives).append(code)


def add_places(by_id: Mapping[int, EventRow], ids: list[int]) -> None:
    """Give rows their places."""
    places = (
        select(place.c.event_id, place.c.town, place.c.nation_code, place.c.phase)
        .where(place.c.event_id.in_(ids))
        .order_by(place.c.position, place.c.id)
    )
    for event_id, town, code, phase in db.session.connection().execute(places):
        by_id[event_id].places.append((town, code, phase))


def add_terms(by_id: Mapping[int, EventRow], ids: list[int], name: str) -> None:
    """Give rows the codes of a reference table, each once."""
    of_event, code = OF_TABLES[name]
    event_id: Any = of_event.event_id  # type: ignore[attr-defined]
    wanted = select(event_id, code).where(event_id.in_(ids), code.is_not(None)).distinct()
    for key, found in db.session.execute(wanted.order_by(event_id, code)):
        getattr(by_id[key], name).append(found)


def codes_of(ids: list[int]) -> CompoundSelect[Any]:
    """Return the statement of nation and objective codes of events already narrowed."""
    nations = select(
        event_nation.c.event_id, literal(1).label("is_nation"), event_nation.c.nation_code
    ).where(event_nation.c.event_id.in_(ids))
    codes = (
        select(link.c.event_id, literal(0), objective.c.code)
        .join(objective, objective.c.id == link.c.objective_id)
        .where(link.c.event_id.in_(ids))
    )
    return union_all(nations, codes).order_by("nation_code")


def total_of(wanted: EventFilter, today: date, *, most: int | None = None) -> int:
    """Return how many events a filter stands for; with `most`, counting stops there."""
    first = select(Event.id).where(*wanted.conditions(today)).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(first)) or 0
