"""Pages of the room: people."""

from flask import Blueprint, Flask, render_template, request
from flask.typing import ResponseReturnValue

from planner.participants.queries import suggested_people
from planner.web.access import may

bp = Blueprint("people", __name__, url_prefix="/people")


@bp.route("/suggest")
@may("see_people")
def suggest() -> ResponseReturnValue:
    """Return people whose names begin like what was typed, as list items."""
    words, nation = request.args.get("q", ""), request.args.get("nation", "")
    people = suggested_people(words, nation) if len(words.strip()) > 1 else []
    return render_template("people/_suggest.html", people=people)


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
