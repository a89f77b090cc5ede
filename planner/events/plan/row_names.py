"""How the rows of the form of an event are named, as flat fields."""

import re
from datetime import date
from typing import Any

from planner.events.plan.newcomer_fields import NEW

DETAIL, PLACE, LINK = "detail_", "place_", "objective_"
PLACES_AT_ONCE, PLACES_AT_MOST = 3, 30
ROW = re.compile(
    rf"{LINK}([0-9]+)|{PLACE}([0-9]+)_(?:town|nation|phase)|{NEW}([0-9]+)_(?:rank|name|nation)"
)
LINK_PARTS = {"weight": "_weight", "intended_effect": "_effect", "is_primary": "_primary"}
PAGE_ONLY = ("places", "proposed_for", "person_search", "newcomers", "new_", "clearing")
"""Fields that help to fill the page in and are no part of the event."""


def is_newcomer(name: str) -> bool:
    """Say whether a field is the name of a person in a row of their own."""
    return name.startswith(NEW) and name.endswith("_name")


def as_json(value: Any) -> Any:
    """Return a value as the JSON column keeps it; nothing typed is None."""
    if isinstance(value, date):
        return value.isoformat()
    return value if value or (value == 0 and value is not False) else None
