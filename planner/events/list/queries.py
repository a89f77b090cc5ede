"""The event list: conditions of a filter, one page of rows, and everything for an export."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    exists,
    false,
    func,
    literal,
    select,
    union_all,
)

from planner.choices import DatePrecision, EventKind, EventState, Marking
from planner.db import db
from planner.events.list.filtering import FLAGS, EventFilter
from planner.events.measures import CountedFor, measured
from planner.events.models import NOT_SET, Event, EventNation, ObjectiveLink
from planner.events.release.queries import may_go_to
from planner.keyset import PAGE, Key, Slice, SortKey, page_statement, slice_of
from planner.objectives.models import Objective
from planner.text.textsearch import holding

COUNTED = 1000
"""Counting stops here: beyond it a page says “more than”, at the same cost for any number."""

# Tables, not classes: the event in the same statement is narrowed to what the viewer may see.
event_nation = EventNation.__table__
link = ObjectiveLink.__table__
objective = Objective.__table__

ORDERS: dict[str, tuple[Any, ...]] = {
    "day": (Event.sort_on, Event.id),
    "title": (Event.title, Event.id),
    "state": (Event.state, Event.sort_on, Event.id),
    "kind": (Event.kind, Event.sort_on, Event.id),
}
DEFAULT_SORT = "-day"
SORTS = tuple(ORDERS) + tuple(f"-{name}" for name in ORDERS)
"""Orders by their name in the URL; a minus turns one round. Each has an index."""


@dataclass
class EventRow:
    """What the list shows of one event."""

    id: int
    title: str
    kind: EventKind
    state: EventState
    first: date | None
    last: date | None
    precision: DatePrecision
    marking: Marking
    sort_on: date
    nations: list[str] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)


ROW = (
    Event.id,
    Event.title,
    Event.kind,
    Event.state,
    func.coalesce(Event.actual_starts_on, Event.starts_on),
    func.coalesce(Event.actual_ends_on, Event.ends_on),
    Event.date_precision,
    Event.marking,
    Event.sort_on,
)


def conditions_of(wanted: EventFilter, today: date) -> list[ColumnElement[bool]]:
    """Return the conditions on events that a filter stands for."""
    found = list(_own_columns(wanted))
    found += [FLAGS[name].condition(wanted, today) for name in wanted.flags]
    if wanted.q:
        found.append(holding("event", Event.id, wanted.q))
    if wanted.measure:
        asked = CountedFor(today, wanted.since, wanted.until, wanted.objectives, wanted.nations)
        found.append(measured(wanted.measure, asked))
    else:
        found += _relations(wanted)
        found += _overlap(wanted.since, wanted.until)
    return found


def _own_columns(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.kinds:
        yield Event.kind.in_(wanted.kinds)
    if wanted.states:
        yield Event.state.in_(wanted.states)
    if wanted.programme is not None:
        yield Event.programme_id == wanted.programme
    if wanted.owner is not None:
        yield Event.owner_id == wanted.owner
    if wanted.marking is not None:
        yield Event.marking == wanted.marking
    for code in {wanted.releasable, wanted.partner} - {""}:
        yield from may_go_to(code)
    if wanted.is_selection:
        yield Event.id.in_(wanted.ids) if wanted.ids else false()


def _relations(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.nations:
        takes_part = event_nation.c.nation_code.in_(wanted.nations)
        yield exists().where(event_nation.c.event_id == Event.id, takes_part)
    if wanted.objectives:
        serves = link.c.objective_id.in_(wanted.objectives)
        yield exists().where(link.c.event_id == Event.id, serves)


def _overlap(since: date | None, until: date | None) -> Iterator[ColumnElement[bool]]:
    if since is not None:
        yield func.coalesce(Event.actual_ends_on, Event.ends_on) >= since
    if until is not None:
        yield and_(Event.sort_on <= until, Event.sort_on < NOT_SET)


def filtered(wanted: EventFilter, today: date) -> Select[Event]:
    """Return the select of the events that a filter stands for, in no order."""
    return select(Event).where(*conditions_of(wanted, today))


def sort_keys(sort: str) -> list[SortKey]:
    """Return the columns of an order; KeyError for one that does not exist."""
    return [SortKey(column, sort.startswith("-")) for column in ORDERS[sort.removeprefix("-")]]


def event_page(
    wanted: EventFilter,
    today: date,
    *,
    sort: str = DEFAULT_SORT,
    after: Key | None = None,
    before: Key | None = None,
    size: int = PAGE,
) -> Slice[EventRow]:
    """Return one page of rows with nations and objectives: two statements, whatever the list.

    The total counts to COUNTED + 1 and no further.
    """
    conditions = conditions_of(wanted, today)
    first = select(Event.id).where(*conditions).limit(COUNTED + 1).subquery()
    total = select(func.count()).select_from(first).scalar_subquery()
    found = db.session.execute(
        page_statement(select(*ROW, total).where(*conditions), sort_keys(sort), size, after, before)
    ).all()
    rows = [EventRow(*row[:-1]) for row in found]
    page = slice_of(rows, _key_reader(sort), size, after, before, found[0][-1] if found else 0)
    add_details(page.items)
    return page


def _key_reader(sort: str) -> Any:
    names = [column.key for column in ORDERS[sort.removeprefix("-")]]
    return lambda row: tuple(getattr(row, name) for name in names)


def add_details(rows: Sequence[EventRow]) -> None:
    """Give rows their nations and objectives, in one statement for both."""
    by_id = {row.id: row for row in rows}
    if not by_id:
        return
    for event_id, is_nation, code in db.session.connection().execute(details(list(by_id))):
        (by_id[event_id].nations if is_nation else by_id[event_id].objectives).append(code)


def details(ids: list[int]) -> CompoundSelect[Any]:
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
    first = select(Event.id).where(*conditions_of(wanted, today)).limit(most).subquery()
    return db.session.scalar(select(func.count()).select_from(first)) or 0
