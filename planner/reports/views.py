"""Pages of the room: coverage, gaps, figures, and the list of reports."""

from flask import Flask

from planner.reports import (
    approval,
    backing,
    behind_rows,
    behind_views,
    coverage_views,
    figure_views,
    gap_views,
    indicator_rows,
    indicators,
    panels,
    period_views,
)
from planner.reports.blueprint import bp

__all__ = [
    "approval",
    "backing",
    "behind_rows",
    "behind_views",
    "coverage_views",
    "figure_views",
    "gap_views",
    "indicator_rows",
    "indicators",
    "panels",
    "period_views",
]


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
