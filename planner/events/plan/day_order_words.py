"""What is said of a day that stands in the wrong order, and of which field."""

from collections.abc import Mapping
from datetime import date

from flask_babel import gettext as _

from planner.events.approval.material import DETAILS, label_of
from planner.events.plan.day_order_rules import FIRST, LAST, Order
from planner.web.day_words import day as in_words


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
