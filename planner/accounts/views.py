"""Pages of the room."""

from flask import Blueprint, Flask

from planner.accounts.security import init_security

bp = Blueprint("accounts", __name__)


def init_room(app: Flask) -> None:
    """Open the room."""
    init_security(app)
