"""Which pages tell of events to somebody whose roles show none."""

from flask import request

from planner.viewers import Viewer

HOLDS_EVENTS = frozenset(
    {"calendars", "events", "feeds", "followups", "indicators", "institutions", "lessons", "media"}
    | {"desk", "nations", "objectives", "organisations", "outcomes", "programmes", "reports"}
    | {"requirements", "search"}
)
"""Parts of the product whose lists tell of events and what hangs on them."""


def is_kept_from_content(found: Viewer) -> bool:
    """Say whether a page tells of events to somebody whose roles show none (DOMAIN 3)."""
    return bool(found.roles) and not found.sees_content and request.blueprint in HOLDS_EVENTS
