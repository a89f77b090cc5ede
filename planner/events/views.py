"""Pages of the room: entry and editing, the event's page, its moves, and the list."""

from importlib import import_module
from importlib.util import find_spec

from flask import Flask

from planner.events.blueprint import bp

PAGES = (
    "entry_views",
    "quick_views",
    "show_views",
    "move_views",
    "copy_views",
    "part_views",
    "people_views",
    "list_views",
)


def init_room(app: Flask) -> None:
    """Open the room."""
    for name in PAGES:
        if find_spec(f"planner.events.{name}"):
            import_module(f"planner.events.{name}")
    app.register_blueprint(bp)
