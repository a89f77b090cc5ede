"""The order of an event's days: conferences before it begins, visits during it, returns after."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from planner.choices import DatePrecision
from planner.errors import RuleBroken
from planner.events.models import Event
from planner.events.plan.day_order_days import days_of, earliest, latest
from planner.events.plan.day_order_rules import ORDERS
from planner.events.plan.day_order_words import named, sentence
from planner.kinds.queries import kind_of
from planner.shapes.fields_by_family import Kind


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
