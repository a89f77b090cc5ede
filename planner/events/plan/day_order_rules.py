"""Which days of an event come before which."""

from dataclasses import dataclass

from planner.events.approval.material import DETAILS

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
