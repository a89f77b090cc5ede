"""The page of a later look: what came of the event, and what lasted of it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.outcomes.later_look_actions import put_look_off, take_look
from planner.outcomes.later_look_forms import LaterLookForm
from planner.outcomes.later_look_queries import later_looks_of
from planner.outcomes.models import LaterLook
from planner.outcomes.queries import highest, outcomes_of
from planner.outcomes.told import told
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import offer_undo

bp = Blueprint("later_looks", __name__, url_prefix="/later-looks")


@bp.route("/<id:look_id>", methods=["GET", "POST"])
@may("see")
def show(look_id: int) -> ResponseReturnValue:
    """Show a later look; who reports says here what lasted."""
    look = db.get_or_404(LaterLook, look_id)
    form = LaterLookForm(obj=look)
    if form.submit(take_look, look, viewer=viewer(), now=now()):
        offer_undo(_("What lasted is recorded."), url_for(".put_off", look_id=look_id))
        return redirect(url_for("events.show", event_id=look.event_id), 303)
    outcomes = outcomes_of(look.event)
    page = render_template(
        "outcomes/later_look.html",
        look=look,
        event=look.event,
        form=form,
        outcomes=outcomes,
        others=[one for one in later_looks_of(look.event) if one is not look],
        today=today(),
        page_marking=highest([look.event, *told(outcomes)]),
    )
    return page, 422 if form.errors or form.form_errors else 200


@bp.route("/<id:look_id>/put-off", methods=["POST"])
@may("report")
def put_off(look_id: int) -> ResponseReturnValue:
    """Take an answer back."""
    form, look = ActionForm(), db.get_or_404(LaterLook, look_id)
    if form.submit(put_look_off, look, viewer=viewer()):
        flash(_("The look is still to be taken."), "success")
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".show", look_id=look_id), 303)
