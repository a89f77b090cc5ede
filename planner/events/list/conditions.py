"""What each part of the list’s filter means, as conditions on events."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, exists, false, func, select

from planner.events.measure_registry import CountedFor
from planner.events.measures import measured, seen_link
from planner.events.models import NOT_SET, Event, EventNation, ObjectiveLink
from planner.events.release.queries import may_go_to

if TYPE_CHECKING:
    from planner.events.list.filtering import EventFilter

Found = Iterator[ColumnElement[bool]]

# Tables, not classes: the event in the same statement is narrowed to what the viewer may see.
event_nation = EventNation.__table__
link = ObjectiveLink.__table__


def takes_part(wanted: "EventFilter", _today: date) -> Found:
    """Give the condition of nations; a measure counts them its own way."""
    if wanted.nations and not wanted.measure:
        among = event_nation.c.nation_code.in_(wanted.nations)
        yield exists().where(event_nation.c.event_id == Event.id, among)


def serves(wanted: "EventFilter", _today: date) -> Found:
    """Give the condition of objectives; a measure counts them its own way."""
    if wanted.objectives and not wanted.measure:
        among = link.c.objective_id.in_(wanted.objectives)
        yield exists().where(link.c.event_id == Event.id, among, seen_link())


def asked_of(column: Any, field: str) -> Callable[["EventFilter", date], Found]:
    """Return the condition that a row of the event has one of several codes in a column.

    The column is one of a mapped class where its rows are narrowed by themselves.
    """

    def narrowed(wanted: "EventFilter", _today: date) -> Found:
        if codes := getattr(wanted, field):
            of_event = column.class_ if hasattr(column, "class_") else column.table.c
            yield Event.id.in_(select(of_event.event_id).where(column.in_(codes)))

    return narrowed


def not_before(wanted: "EventFilter", _today: date) -> Found:
    """Give the condition of the first day: the event is not over by then."""
    if wanted.since is not None and not wanted.measure:
        yield func.coalesce(Event.actual_ends_on, Event.ends_on) >= wanted.since


def not_after(wanted: "EventFilter", _today: date) -> Found:
    """Give the condition of the last day: the event has begun by then."""
    if wanted.until is not None and not wanted.measure:
        yield and_(Event.sort_on <= wanted.until, Event.sort_on < NOT_SET)


def may_be_given(field: str) -> Callable[["EventFilter", date], Found]:
    """Return the condition that an event may go to a nation."""

    def narrowed(wanted: "EventFilter", _today: date) -> Found:
        if code := getattr(wanted, field):
            yield from may_go_to(code)

    return narrowed


def is_counted(wanted: "EventFilter", today: date) -> Found:
    """Give the condition of a measure, for the days, objectives and nations of the filter."""
    if wanted.measure:
        asked = CountedFor(today, wanted.since, wanted.until, wanted.objectives, wanted.nations)
        yield measured(wanted.measure, asked)


def is_selected(wanted: "EventFilter", _today: date) -> Found:
    """Give the condition of a selection; an empty one is of no event."""
    if wanted.is_selection:
        yield Event.id.in_(wanted.ids) if wanted.ids else false()
