"""The room's door: calendar pages, files, subscriptions and the upkeep of entries."""

from importlib import import_module

from flask import Flask

from planner.calendars.audiences import is_sensitive, of_events
from planner.calendars.blueprints import calendars, feeds
from planner.calendars.commands import calendar
from planner.web.sessionless import without_session

PARTS = (
    "fetch_views",
    "file_views",
    "month_views",
    "due_views",
    "feed_views",
    "event_panel",
    "touched",
    "jobs",
)
"""Imported for the pages, panel, listeners and long work that they register."""


def init_room(app: Flask) -> None:
    """Open the room."""
    for name in PARTS:
        import_module(f"planner.calendars.{name}")
    app.jinja_env.globals.update(calendars_tell=of_events, is_sensitive=is_sensitive)
    app.register_blueprint(calendars)
    app.register_blueprint(feeds)
    app.cli.add_command(calendar)
    without_session(app, "/f/")
