"""The buttons for what an outcome leads to: make it, take it back."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.events.models import Event
from planner.outcomes.follow_on_actions import make_follow_on, take_back_follow_on
from planner.outcomes.models import FollowUp, Outcome
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import offer_undo

bp = Blueprint("follow_ons", __name__, url_prefix="/outcomes")


def tell_made(outcome: Outcome, made: Event | FollowUp | None) -> None:
    """Say what an outcome led to, with the button that takes it back; nothing where it did not."""
    undo = url_for("follow_ons.take_back", outcome_id=outcome.id)
    if isinstance(made, Event):
        offer_undo(_("The draft “%(title)s” was made of it.", title=made.title), undo)
    elif made is not None:
        offer_undo(_("A follow-up was handed out: “%(what)s”.", what=made.what), undo)


@bp.route("/<id:outcome_id>/follow-on", methods=["POST"])
@may("report")
def make(outcome_id: int) -> ResponseReturnValue:
    """Make the draft or the follow-up that an outcome leads to."""
    form, outcome = ActionForm(), db.get_or_404(Outcome, outcome_id)
    tell_made(outcome, form.submit(make_follow_on, outcome, viewer=viewer(), now=now()))
    return back_to(outcome_id, form)


@bp.route("/<id:outcome_id>/take-back", methods=["POST"])
@may("report")
def take_back(outcome_id: int) -> ResponseReturnValue:
    """Take back what was made of an outcome."""
    form, outcome = ActionForm(), db.get_or_404(Outcome, outcome_id)
    if form.submit(take_back_follow_on, outcome, viewer=viewer(), now=now()):
        flash(_("It was taken back."), "success")
    return back_to(outcome_id, form)


def back_to(outcome_id: int, form: ActionForm) -> ResponseReturnValue:
    """Return to the outcome with the reason why the step was refused, if it was."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for("outcomes.show", outcome_id=outcome_id), 303)
