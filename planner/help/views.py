"""The user guide: a page a topic, in the order a newcomer meets them."""

from flask import Blueprint, Flask, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from planner.web.access import SIGNED_IN, may

bp = Blueprint("help", __name__, url_prefix="/help")

TOPICS = {
    "start": _l("First steps"),
    "events": _l("Log and plan events"),
    "closing": _l("Close an event"),
    "review": _l("The quarterly review"),
    "calendars": _l("Calendars"),
    "people": _l("People and privacy"),
    "roles": _l("Roles and markings"),
    "figures": _l("What the figures mean"),
    "words": _l("Words"),
}


@bp.route("/")
@may(SIGNED_IN)
def index() -> ResponseReturnValue:
    """List the topics."""
    return render_template("help/index.html", topics=TOPICS)


@bp.route("/<topic>")
@may(SIGNED_IN)
def show(topic: str) -> ResponseReturnValue:
    """Show one topic."""
    if topic not in TOPICS:
        abort(404)
    return render_template(f"help/{topic}.html", topics=TOPICS, topic=topic)


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
