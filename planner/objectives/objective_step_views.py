"""Objectives agreed, retired, reinstated, removed."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import today
from planner.db import db
from planner.objectives.blueprint import back_to, bp
from planner.objectives.models import Objective
from planner.objectives.objective_actions import (
    agree_objective,
    reinstate_objective,
    remove_objective,
    retire_objective,
)
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import RemovalForm


@bp.route("/objectives/<id:objective_id>/agree", methods=["POST"])
@may("agree_plan")
def agree(objective_id: int) -> ResponseReturnValue:
    """Agree to a proposed objective."""
    objective = db.get_or_404(Objective, objective_id)
    if ActionForm().submit(agree_objective, objective, viewer=viewer()):
        flash(_("%(code)s is agreed.", code=objective.code), "success")
    return back_to(objective)


@bp.route("/objectives/<id:objective_id>/retire", methods=["POST"])
@may("set_plan")
def retire(objective_id: int) -> ResponseReturnValue:
    """Take an objective out of use."""
    objective = db.get_or_404(Objective, objective_id)
    if ActionForm().submit(retire_objective, objective, today=today()):
        undo = url_for(".reinstate", objective_id=objective.id)
        words = _("%(code)s is retired.", code=objective.code)
        flash({"text": words, "undo_url": undo}, "undo")  # type: ignore[arg-type]
    return back_to(objective)


@bp.route("/objectives/<id:objective_id>/reinstate", methods=["POST"])
@may("set_plan")
def reinstate(objective_id: int) -> ResponseReturnValue:
    """Take a retired objective into use again."""
    objective = db.get_or_404(Objective, objective_id)
    if ActionForm().submit(reinstate_objective, objective):
        flash(_("%(code)s is in use again.", code=objective.code), "success")
    return back_to(objective)


@bp.route("/objectives/<id:objective_id>/remove", methods=["POST"])
@may("propose_plan")
def remove(objective_id: int) -> ResponseReturnValue:
    """Remove an objective that nothing uses."""
    objective = db.get_or_404(Objective, objective_id)
    plan_id, code = objective.line.plan_id, objective.code
    form, page = RemovalForm(), ("objectives.show", "objective_id")
    if form.remove(objective, remove_objective, objective, viewer=viewer(), page=page):
        form.tell(_("%(code)s is removed.", code=code))
        return redirect(url_for(".index", plan=plan_id), 303)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".show", objective_id=objective_id), 303)
