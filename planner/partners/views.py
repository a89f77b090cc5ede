"""The room's blueprints."""

from flask import Flask

from planner.partners import (
    group_views,
    institution_views,
    name_views,
    nation_views,
    organisation_views,
    programme_views,
)


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(nation_views.nations)
    app.register_blueprint(group_views.groups)
    app.register_blueprint(name_views.bp)
    app.register_blueprint(organisation_views.bp)
    app.register_blueprint(institution_views.bp)
    app.register_blueprint(programme_views.bp)
