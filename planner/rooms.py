"""The rooms, low to high, and their doors."""

from importlib import import_module

from flask import Flask

ROOMS = (
    "terms",
    "kinds",
    "office",
    "partners",
    "outbox",
    "accounts",
    "history",
    "jobs",
    "objectives",
    "participants",
    "events",
    "ways",
    "outcomes",
    "commitments",
    "protocol",
    "attachments",
    "rollup",
    "calendars",
    "reports",
    "snapshots",
    "documents",
    "released",
    "mailings",
    "search",
    "searches",
    "desk",
    "start",
    "help",
)
"""The ladder: a room imports its own step or lower ones, never higher."""

WITHOUT_PAGES = frozenset({"terms"})
"""Rooms that are asked and have no door of their own."""


WITH_VISIBILITY = (
    *(
        "outbox",
        "jobs",
        "events",
        "ways",
        "outcomes",
        "commitments",
        "attachments",
        "calendars",
        "snapshots",
        "mailings",
        "released",
    ),
)
"""Rooms that register what a viewer may see of their rows."""


def register_rooms(app: Flask) -> None:
    """Open every room: each has `init_room(app)` in its `views`."""
    for name in WITH_VISIBILITY:
        import_module(f"planner.{name}.visibility")
    for name in ("terms.models", "objectives.link_models"):
        import_module(f"planner.{name}")
    for name in ROOMS:
        if name in WITHOUT_PAGES:
            continue
        import_module(f"planner.{name}.views").init_room(app)
