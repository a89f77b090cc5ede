"""Pages of the targets of an indicator."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.history.undo_actions import put_aside
from planner.objectives import target_actions as actions
from planner.objectives.indicator_views import asked_back, bp, status, tell_undo, to_indicator
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
)
from planner.objectives.objective_actions import require_edit
from planner.objectives.plan_views import tell_why
from planner.objectives.restored import target_values
from planner.objectives.value_forms import target_form
from planner.shapes.parted import RestoredTarget
from planner.web.access import may, viewer
from planner.web.forms import ActionForm


@bp.route("/indicators/<id:indicator_id>/targets/new", methods=["GET", "POST"])
@may("propose_plan")
def new_target(indicator_id: int) -> ResponseReturnValue:
    """Set a target for a period."""
    indicator = db.get_or_404(Indicator, indicator_id)
    require_edit(indicator.objective, viewer())
    form = target_form(indicator)
    if form.submit(actions.add_target, indicator, viewer=viewer()):
        return to_indicator(indicator_id)
    page = render_template("indicators/target.html", form=form, indicator=indicator, target=None)
    return page, status(form)


@bp.route("/targets/<id:target_id>/edit", methods=["GET", "POST"])
@may("propose_plan")
def edit_target(target_id: int) -> ResponseReturnValue:
    """Change a target."""
    target = db.get_or_404(IndicatorTarget, target_id)
    indicator = db.get_or_404(Indicator, target.indicator_id)
    require_edit(indicator.objective, viewer())
    form = target_form(indicator, obj=target)
    if form.submit(actions.edit_target, target, indicator, viewer=viewer()):
        return to_indicator(indicator.id)
    page = render_template("indicators/target.html", form=form, indicator=indicator, target=target)
    return page, status(form)


@bp.route("/targets/<id:target_id>/remove", methods=["POST"])
@may("propose_plan")
def remove_target(target_id: int) -> ResponseReturnValue:
    """Remove a target, with a way back."""
    target = db.get_or_404(IndicatorTarget, target_id)
    indicator = db.get_or_404(Indicator, target.indicator_id)
    kept = {name: getattr(target, name) for name in RestoredTarget.model_fields}
    key = put_aside("target", kept, viewer=viewer(), now=now())
    undo = url_for(".restore_target", indicator_id=indicator.id, kept=key)
    if ActionForm().submit(actions.remove_target, target, indicator, viewer=viewer()):
        tell_undo(_("The target is removed."), undo)
    return to_indicator(indicator.id)


@bp.route("/indicators/<id:indicator_id>/targets/restore", methods=["POST"])
@may("propose_plan")
def restore_target(indicator_id: int) -> ResponseReturnValue:
    """Bring a removed target back."""
    indicator = db.get_or_404(Indicator, indicator_id)
    kept = target_values(asked_back("target"))
    form = ActionForm()
    if form.submit(actions.add_target, indicator, kept, viewer=viewer()):
        flash(_("The target is back."), "success")
    tell_why(form)
    return to_indicator(indicator_id)
