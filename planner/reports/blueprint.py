"""Where the room's pages live."""

from flask import Blueprint

bp = Blueprint("reports", __name__, url_prefix="/reports")
