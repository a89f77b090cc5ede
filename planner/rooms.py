"""The rooms, low to high, and their doors."""

from importlib import import_module

from flask import Flask

ROOMS = (
    "office",
    "partners",
    "outbox",
    "accounts",
    "history",
    "jobs",
    "objectives",
    "participants",
    "events",
    "outcomes",
    "calendars",
    "reports",
    "search",
    "searches",
    "desk",
    "start",
    "help",
)
"""The ladder: a room imports its own step or lower ones, never higher."""


WITH_VISIBILITY = ("outbox", "jobs", "events", "outcomes", "calendars")
"""Rooms that register what a viewer may see of their rows."""


def register_rooms(app: Flask) -> None:
    """Open every room: each has `init_room(app)` in its `views`."""
    for name in WITH_VISIBILITY:
        import_module(f"planner.{name}.visibility")
    for name in ROOMS:
        import_module(f"planner.{name}.views").init_room(app)
