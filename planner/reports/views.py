"""Pages of the room: coverage, gaps, figures, and the list of reports.

A report is a folder beside `gaps/`: its question, its lines and its views, imported here.
"""

from flask import Flask

from planner.reports import period_views
from planner.reports.behind import (
    alumni_rows,
    culture_rows,
    follow_up_rows,
    new_rows,
    people_rows,
    plan_rows,
    silence_rows,
    smart_rows,
)
from planner.reports.behind import rows as behind_rows
from planner.reports.behind import views as behind_views
from planner.reports.blueprint import bp
from planner.reports.coverage import objective_panel, panels
from planner.reports.coverage import views as coverage_views
from planner.reports.figures import views as figure_views
from planner.reports.gaps import views as gap_views
from planner.reports.indicators import all as indicators
from planner.reports.indicators import rows as indicator_rows
from planner.reports.measures import answers, backing, hosting, reasons
from planner.reports.measures import once_approved as approval
from planner.reports.nation import panel as nation_panel
from planner.reports.pages import views as declared_views
from planner.reports.past.day_views import init_past
from planner.reports.pictures import head_views

__all__ = [
    "alumni_rows",
    "answers",
    "approval",
    "backing",
    "behind_rows",
    "behind_views",
    "coverage_views",
    "culture_rows",
    "declared_views",
    "figure_views",
    "follow_up_rows",
    "gap_views",
    "head_views",
    "hosting",
    "indicator_rows",
    "indicators",
    "nation_panel",
    "new_rows",
    "objective_panel",
    "panels",
    "people_rows",
    "period_views",
    "plan_rows",
    "reasons",
    "silence_rows",
    "smart_rows",
]


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
    init_past(app)
