"""Pages of the room: coverage, gaps, figures, and the list of reports."""

from flask import Flask

from planner.reports import backing
from planner.reports.blueprint import bp
from planner.reports.coverage_views import coverage_page

__all__ = ["backing", "coverage_page"]


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
