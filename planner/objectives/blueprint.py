"""The blueprint of objectives, and the way back to one."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from planner.objectives.models import Objective

bp = Blueprint("objectives", __name__)


def back_to(objective: Objective) -> ResponseReturnValue:
    """Go to an objective's page."""
    return redirect(url_for("objectives.show", objective_id=objective.id), 303)
