"""The room's door: calendar pages, files, subscriptions and the upkeep of entries."""

from flask import Flask

from planner.calendars import file_views, upkeep  # noqa: F401 - imported for what they register
from planner.calendars.blueprints import calendars, feeds
from planner.calendars.commands import calendar
from planner.web.sessionless import without_session


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(calendars)
    app.register_blueprint(feeds)
    app.cli.add_command(calendar)
    without_session(app, "/f/")
