"""What templates need for pictures: the drawing of one, and its table."""

from flask import Flask

from planner.pictures.drawing import drawn
from planner.pictures.tables import table_of


def init_pictures(app: Flask) -> None:
    """Register the filters under their names in templates."""
    app.jinja_env.filters.update(drawn=drawn, picture_table=table_of)
