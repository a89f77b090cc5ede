"""The ways of nations as pages, lists, warnings and briefs need them."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from planner.accounts.models import User
from planner.choices import WayKind
from planner.days import days_after
from planner.db import db
from planner.events.models import Event, EventNation
from planner.keyset import PAGE, Key, Slice, SortKey, ordered, page_statement, slice_of
from planner.partners.models import Nation
from planner.ways.filtering import WayFilter
from planner.ways.models import Way
from planner.ways.planned import PLANNED

STALE_AFTER = 365
"""Days after which what is known of a nation is looked at anew (docs/decisions/ways.md)."""
KEYS = (SortKey(Way.nation_code), SortKey(Way.kind), SortKey(Way.id))
WITH_READER = (
    joinedload(Way.looked_by).lazyload(User.grants),
    joinedload(Way.looked_by).lazyload(User.nations),
)


def in_order() -> tuple[Any, ...]:
    """Return the order of a page: kinds as they are declared, days by the calendar."""
    places = {kind.value: place for place, kind in enumerate(WayKind)}
    return (case(places, value=Way.kind), Way.first_on, Way.id)


def own_nation() -> Select[Any]:
    """Return the code of the own nation, asked by each statement: My desk keeps its statements."""
    own = Nation.__table__
    return select(own.c.code).where(own.c.is_own)


def ways_of(codes: Collection[str]) -> Sequence[Way]:
    """Return what is known of nations, nation by nation and kind by kind."""
    if not codes:
        return ()
    wanted = select(Way).where(Way.nation_code.in_(sorted(codes))).options(*WITH_READER)
    return db.session.scalars(wanted.order_by(Way.nation_code, *in_order())).all()


def filtered_ways(wanted: WayFilter) -> Select[Way]:
    """Return the ways that a filter lets through."""
    return select(Way).where(*wanted.conditions(None))


def way_page(
    wanted: WayFilter, *, after: Key | None, before: Key | None, size: int = PAGE
) -> Slice[Way]:
    """Return one page of ways by nation and kind, with their number in all."""
    statement = filtered_ways(wanted)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery()))
    page = page_statement(statement, KEYS, size, after, before).options(*WITH_READER)
    rows = db.session.scalars(page).all()
    return slice_of(
        rows, lambda row: (row.nation_code, row.kind, row.id), size, after, before, total
    )


def all_ways(wanted: WayFilter) -> Sequence[Way]:
    """Return every way that a filter lets through, by nation and kind."""
    return db.session.scalars(ordered(filtered_ways(wanted), KEYS).options(*WITH_READER)).all()


def brief_changed_on(codes: Collection[str]) -> date | None:
    """Return the day of the last change of what is known of nations; None without one."""
    changed = select(func.max(Way.changed_on)).where(Way.nation_code.in_(sorted(codes)))
    found: date | None = db.session.scalar(changed)
    return found


def seen_on(way: Any) -> Any:
    """Return the day of the last look at a row, as the database counts it.

    What nobody ever looked at counts as old enough on the day on which it was written.
    """
    return func.coalesce(way.looked_on, days_after(way.changed_on, -STALE_AFTER))


def longest_unseen() -> ColumnElement[bool]:
    """Return the condition that no other row of its nation is to be looked at before it."""
    other = aliased(Way)
    earlier = or_(
        seen_on(other) < seen_on(Way), and_(seen_on(other) == seen_on(Way), other.id < Way.id)
    )
    return ~exists(select(other.id).where(other.nation_code == Way.nation_code, earlier))


def has_planned_events() -> ColumnElement[bool]:
    """Return the condition that an event with the nation of a row is planned."""
    is_planned = Event.state.in_(PLANNED)
    hosted = select(Event.id).where(is_planned, Event.host_code == Way.nation_code)
    part = select(EventNation.id).join(EventNation.event)
    joined = part.where(is_planned, EventNation.nation_code == Way.nation_code)
    return or_(*(exists(one.correlate(Way)) for one in (hosted, joined)))
