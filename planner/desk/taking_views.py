"""Taking what nobody owns."""

from typing import Any

from flask import Blueprint, flash, redirect
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.commitments.models import Commitment
from planner.db import db
from planner.desk.holding_queries import HOLDINGS
from planner.desk.leaving_actions import take
from planner.events.models import Event
from planner.objectives.models import Indicator, Objective
from planner.outcomes.models import FollowUp, Lesson
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.targets import local_target

taking = Blueprint("taking", __name__, url_prefix="/desk")


def taken(row: Any, number: int) -> ResponseReturnValue:
    """Make the viewer the owner, and lead to the row."""
    holding, form = HOLDINGS[number], ActionForm()
    address = holding.address_of(row)
    if form.submit(take, row, holding, viewer=viewer()):
        flash(_("You own this now."), "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(local_target(address), 303)


@taking.route("/events/<id:event_id>/take", methods=["POST"])
@may("agree_plan")
def event(event_id: int) -> ResponseReturnValue:
    """Take an event that nobody owns."""
    return taken(db.get_or_404(Event, event_id), 0)


@taking.route("/follow-ups/<id:follow_up_id>/take", methods=["POST"])
@may("agree_plan")
def follow_up(follow_up_id: int) -> ResponseReturnValue:
    """Take a follow-up whose owner left."""
    return taken(db.get_or_404(FollowUp, follow_up_id), 1)


@taking.route("/lessons/<id:lesson_id>/take", methods=["POST"])
@may("agree_plan")
def lesson(lesson_id: int) -> ResponseReturnValue:
    """Take a lesson that nobody owns."""
    return taken(db.get_or_404(Lesson, lesson_id), 2)


@taking.route("/objectives/<id:objective_id>/take", methods=["POST"])
@may("agree_plan")
def objective(objective_id: int) -> ResponseReturnValue:
    """Take an objective that nobody owns."""
    return taken(db.get_or_404(Objective, objective_id), 3)


@taking.route("/indicators/<id:indicator_id>/take", methods=["POST"])
@may("agree_plan")
def indicator(indicator_id: int) -> ResponseReturnValue:
    """Take an indicator whose values nobody owes."""
    return taken(db.get_or_404(Indicator, indicator_id), 4)


@taking.route("/commitments/<id:commitment_id>/take", methods=["POST"])
@may("agree_plan")
def commitment(commitment_id: int) -> ResponseReturnValue:
    """Take a commitment whose owner left."""
    return taken(db.get_or_404(Commitment, commitment_id), 5)
