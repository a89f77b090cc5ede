"""Whether the product answers, for the start script and for load balancers."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from planner.db import db
from planner.web.access import ANYONE, may

bp = Blueprint("health", __name__)


@bp.route("/health")
@may(ANYONE)
def show() -> ResponseReturnValue:
    """Answer “ok” when the database answers."""
    db.session.connection().exec_driver_sql("SELECT 1")
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}


@bp.route("/robots.txt")
@may(ANYONE)
def robots() -> ResponseReturnValue:
    """Ask crawlers to stay away; feed paths stay open for calendar services (CALENDAR 34)."""
    text = "User-agent: *\nAllow: /f/\nDisallow: /\n"
    return text, 200, {"Content-Type": "text/plain; charset=utf-8"}
