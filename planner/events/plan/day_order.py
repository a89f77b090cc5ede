"""The order of an event's days: conferences before it begins, visits during it, returns after."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from planner.choices import DatePrecision
from planner.errors import RuleBroken
from planner.events.approval.material import DETAILS, label_of
from planner.events.models import Event
from planner.events.plan.event_days import last_of_month
from planner.kinds.queries import kind_of
from planner.shapes.kinds import Kind, all_fields
from planner.web.filters import day as in_words

FIRST, LAST = "starts_on", "ends_on"


@dataclass(frozen=True)
class Order:
    """One day that comes before another, or on the same day where that may be."""

    earlier: str
    later: str
    may_be_same: bool = True


CONFERENCES = ("initial_conference_on", "main_conference_on", "final_conference_on")
ORDERS = (
    Order("initial_conference_on", "main_conference_on"),
    Order("initial_conference_on", "final_conference_on"),
    Order("main_conference_on", "final_conference_on"),
    *(Order(name, FIRST, may_be_same=False) for name in CONFERENCES),
    Order(FIRST, "visitors_day_on"),
    Order("visitors_day_on", LAST),
    Order(FIRST, "returns_on"),
    Order(LAST, "reciprocity_due_on"),
    Order("in_force_on", "expires_on", may_be_same=False),
)
"""What comes before what; a kind is held to the orders whose days it has."""
DAYS = frozenset({FIRST, LAST, "date_precision", "kind"}) | {
    f"{DETAILS}{name}" for order in ORDERS for name in (order.earlier, order.later)
}
"""Fields, as actions name them, whose change asks for the order anew."""


def days_of(
    kind: Kind, first: date | None, last: date | None, details: Mapping[str, Any]
) -> dict[str, date]:
    """Return the days of an event that are known, by field."""
    declared = {one.name for one in all_fields(kind)}
    found = {
        name: date.fromisoformat(value)
        for name, value in details.items()
        if name in declared and value and name.endswith("_on") and isinstance(value, str)
    }
    if first is not None:
        found |= {FIRST: first, LAST: last or first}
    return found


def violations(
    kind: Kind,
    first: date | None,
    last: date | None,
    precision: DatePrecision,
    details: Mapping[str, Any],
) -> Iterator[tuple[str, str]]:
    """Give each field whose day stands in the wrong order, with a sentence.

    Of days known as a month or a year any day of it is taken for possible.
    """
    days = days_of(kind, first, last, details)
    for order in ORDERS:
        if order.earlier not in days or order.later not in days:
            continue
        before = earliest(days[order.earlier], order.earlier, precision)
        after = latest(days[order.later], order.later, precision)
        if before > after or (before == after and not order.may_be_same):
            yield named(order), sentence(order, days)


def named(order: Order) -> str:
    """Return the field of the kind that an order is about; the later one of two."""
    return order.earlier if order.later in (FIRST, LAST) else order.later


def sentence(order: Order, days: Mapping[str, date]) -> str:
    """Return what is wrong, with both days."""
    words = {
        "earlier": label(order.earlier),
        "day": in_words(days[order.earlier]),
        "later": label(order.later),
        "other": in_words(days[order.later]),
    }
    if order.may_be_same:
        return str(
            _(
                "“%(earlier)s” (%(day)s) comes after “%(later)s” (%(other)s). "
                "Correct one of the days.",
                **words,
            )
        )
    return str(
        _(
            "“%(earlier)s” (%(day)s) has to come before “%(later)s” (%(other)s). "
            "Correct one of the days.",
            **words,
        )
    )


def label(name: str) -> str:
    """Return what a day is called."""
    return label_of(name if name in (FIRST, LAST) else f"{DETAILS}{name}")


def earliest(day: date, name: str, precision: DatePrecision) -> date:
    """Return the first day that a field can mean; those of a kind are exact."""
    if name not in (FIRST, LAST) or precision is DatePrecision.DAY:
        return day
    return day.replace(day=1) if precision is DatePrecision.MONTH else date(day.year, 1, 1)


def latest(day: date, name: str, precision: DatePrecision) -> date:
    """Return the last day that a field can mean."""
    if name not in (FIRST, LAST) or precision is DatePrecision.DAY:
        return day
    return last_of_month(day) if precision is DatePrecision.MONTH else date(day.year, 12, 31)


def check_day_order(event: Event) -> None:
    """Raise RuleBroken with the first day of an event that stands in the wrong order."""
    found = violations(
        kind_of(event.kind),
        event.starts_on,
        event.ends_on,
        DatePrecision(event.date_precision or DatePrecision.DAY),
        event.details or {},
    )
    for _name, words in found:
        raise RuleBroken(words)
