"""The page with every filter of the list."""

from flask import render_template
from flask.typing import ResponseReturnValue

from planner.events.blueprint import bp
from planner.events.list.columns import EVENTS
from planner.web.access import may
from planner.web.lists.shown import shown_filter


@bp.get("/filter")
@may("see")
def all_filters() -> ResponseReturnValue:
    """Show every filter of the list, filled from the URL."""
    return render_template("events/filter.html", shown=shown_filter(EVENTS))
