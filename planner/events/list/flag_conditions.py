"""Conditions on events that have a name of their own in the URL (`flag=undated`)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, exists, select

from planner.choices import DatePrecision
from planner.events.measures import seen_link
from planner.events.models import Event, ObjectiveLink

if TYPE_CHECKING:
    from planner.events.list.filtering import EventFilter

Condition = Callable[["EventFilter", date], ColumnElement[bool]]
Found = Iterator[ColumnElement[bool]]
link = ObjectiveLink.__table__


@dataclass(frozen=True)
class Flag:
    """A condition that a reader can ask for by its name."""

    name: str
    label: Any
    condition: Condition


FLAGS: dict[str, Flag] = {}


def condition(name: str, label: Any) -> Callable[[Condition], Condition]:
    """Register a condition on events under its name in the URL (`flag=no-outcome`)."""

    def register(made: Condition) -> Condition:
        FLAGS[name] = Flag(name, label, made)
        return made

    return register


@condition("no-objective", _l("No objective"))
def no_objective(_wanted: "EventFilter", _today: date) -> ColumnElement[bool]:
    """Return the condition for events linked to no objective."""
    return ~exists(select(link.c.id).where(link.c.event_id == Event.id, seen_link()))


@condition("imprecise", _l("Only the month or the year is known"))
def imprecise(_wanted: "EventFilter", _today: date) -> ColumnElement[bool]:
    """Return the condition for events whose day is not known."""
    return Event.date_precision != DatePrecision.DAY


@condition("undated", _l("No dates yet"))
def undated(_wanted: "EventFilter", _today: date) -> ColumnElement[bool]:
    """Return the condition for events without any dates."""
    return Event.starts_on.is_(None) & Event.actual_starts_on.is_(None)


@condition("no-owner", _l("No owner"))
def no_owner(_wanted: "EventFilter", _today: date) -> ColumnElement[bool]:
    """Return the condition for events that nobody owns."""
    return Event.owner_id.is_(None)


def is_flagged(wanted: "EventFilter", today: date) -> Found:
    """Give the conditions asked for by name."""
    for name in wanted.flags:
        yield FLAGS[name].condition(wanted, today)
