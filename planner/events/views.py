"""Pages of the room."""

from flask import Blueprint, Flask

bp = Blueprint("events", __name__)


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
