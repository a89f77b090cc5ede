"""Pages of indicators, their targets and their updates."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import IndicatorSource
from planner.clock import now, today
from planner.db import db
from planner.foureyes import has_written
from planner.history.undo_actions import put_aside, take_back
from planner.objectives import indicator_actions as actions
from planner.objectives.assessment import read, values_counted, years_of
from planner.objectives.computed import computed_words
from planner.objectives.indicator_forms import IndicatorForm, TargetForm, UpdateForm
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
    IndicatorUpdate,
    Objective,
)
from planner.objectives.objective_actions import may_edit, require_edit
from planner.objectives.plan_views import tell_why
from planner.objectives.restored import target_values, update_values
from planner.web.access import may, viewer
from planner.web.filters import number
from planner.web.forms import ActionForm
from planner.web.undoing import RemovalForm

bp = Blueprint("indicators", __name__, url_prefix="/objectives")


def to_indicator(indicator_id: int) -> ResponseReturnValue:
    """Go to an indicator's page."""
    return redirect(url_for("indicators.show", indicator_id=indicator_id), 303)


def status(form: IndicatorForm | TargetForm | UpdateForm) -> int:
    """Return 422 for a form with errors, else 200."""
    return 422 if form.errors else 200


def tell_undo(words: str, undo_url: str) -> None:
    """Say what was removed, with a button that brings it back."""
    flash({"text": words, "undo_url": undo_url}, "undo")  # type: ignore[arg-type]


def asked_back(kind: str) -> dict[str, Any]:
    """Return what the undo button asks back; RuleBroken when there is nothing to give."""
    return take_back(kind, request.args.get("kept", ""), viewer=viewer(), now=now())


@bp.route("/indicators/<id:indicator_id>")
@may("see")
def show(indicator_id: int) -> ResponseReturnValue:
    """Show an indicator: where it stands, its targets and its values."""
    indicator = db.get_or_404(Indicator, indicator_id)
    reading = read(indicator, today())
    made_of = values_counted(indicator, reading.span) if reading.span else []
    return render_template(
        "indicators/show.html",
        indicator=indicator,
        reading=reading,
        made_of={row.id for row in made_of},
        years=years_of(indicator, today()),
        is_editable=may_edit(indicator.objective, viewer()),
        written={row.id for row in indicator.updates if has_written(row, viewer().user_id)},
        counted=computed_words(indicator.code) if is_auto(indicator) else "",
    )


def is_auto(indicator: Indicator) -> bool:
    """Say whether the product computes the values."""
    return indicator.source is IndicatorSource.AUTO


@bp.route("/<id:objective_id>/indicators/new", methods=["GET", "POST"])
@may("propose_plan")
def new(objective_id: int) -> ResponseReturnValue:
    """Add an indicator to an objective."""
    objective = db.get_or_404(Objective, objective_id)
    require_edit(objective, viewer())
    form = IndicatorForm(data={"baseline_on": objective.line.plan.starts_on})
    if indicator := form.submit(actions.add_indicator, objective, viewer=viewer()):
        flash(_("%(code)s is added. Set its target.", code=indicator.code), "success")
        return to_indicator(indicator.id)
    page = render_template("indicators/edit.html", form=form, objective=objective, indicator=None)
    return page, status(form)


@bp.route("/indicators/<id:indicator_id>/edit", methods=["GET", "POST"])
@may("propose_plan")
def edit(indicator_id: int) -> ResponseReturnValue:
    """Change an indicator."""
    indicator = db.get_or_404(Indicator, indicator_id)
    objective = indicator.objective
    require_edit(objective, viewer())
    form = IndicatorForm(obj=indicator)
    if form.submit(actions.edit_indicator, indicator, viewer=viewer()):
        flash(_("%(code)s is saved.", code=indicator.code), "success")
        return to_indicator(indicator.id)
    page = render_template(
        "indicators/edit.html", form=form, objective=objective, indicator=indicator
    )
    return page, status(form)


@bp.route("/indicators/<id:indicator_id>/remove", methods=["POST"])
@may("propose_plan")
def remove(indicator_id: int) -> ResponseReturnValue:
    """Remove an indicator without values."""
    indicator = db.get_or_404(Indicator, indicator_id)
    objective_id, code = indicator.objective_id, indicator.code
    form, page = RemovalForm(), ("indicators.show", "indicator_id")
    if form.remove(indicator, actions.remove_indicator, indicator, viewer=viewer(), page=page):
        form.tell(_("%(code)s is removed.", code=code))
        return redirect(url_for("objectives.show", objective_id=objective_id), 303)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return to_indicator(indicator_id)


@bp.route("/indicators/<id:indicator_id>/targets/new", methods=["GET", "POST"])
@may("propose_plan")
def new_target(indicator_id: int) -> ResponseReturnValue:
    """Set a target for a period."""
    indicator = db.get_or_404(Indicator, indicator_id)
    require_edit(indicator.objective, viewer())
    form = TargetForm()
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
    form = TargetForm(obj=target)
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
    kept = {"starts_on": target.starts_on, "ends_on": target.ends_on, "value": target.value}
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


@bp.route("/indicators/<id:indicator_id>/updates/new", methods=["GET", "POST"])
@may("report")
def new_update(indicator_id: int) -> ResponseReturnValue:
    """Record a value."""
    indicator = db.get_or_404(Indicator, indicator_id)
    form = UpdateForm(data={"seen_on": today()})
    about = {"viewer": viewer(), "now": now(), "today": today()}
    if form.submit(actions.add_update, indicator, **about):
        flash(_("The value is recorded."), "success")
        return to_indicator(indicator_id)
    page = render_template("indicators/update.html", form=form, indicator=indicator, update=None)
    return page, status(form)


@bp.route("/updates/<id:update_id>/edit", methods=["GET", "POST"])
@may("report")
def edit_update(update_id: int) -> ResponseReturnValue:
    """Correct a value."""
    update = db.get_or_404(IndicatorUpdate, update_id)
    indicator = db.get_or_404(Indicator, update.indicator_id)
    form = UpdateForm(obj=update)
    if form.submit(actions.edit_update, update, indicator, today=today(), viewer=viewer()):
        return to_indicator(indicator.id)
    page = render_template("indicators/update.html", form=form, indicator=indicator, update=update)
    return page, status(form)


@bp.route("/updates/<id:update_id>/remove", methods=["POST"])
@may("report")
def remove_update(update_id: int) -> ResponseReturnValue:
    """Remove a value, with a way back."""
    update = db.get_or_404(IndicatorUpdate, update_id)
    indicator = db.get_or_404(Indicator, update.indicator_id)
    names = ("seen_on", "value", "note", "evidence_url", "author_id", "created_at", "writer_ids")
    values = {name: getattr(update, name) for name in names}
    kept = put_aside("update", values, viewer=viewer(), now=now())
    words = _("The value %(value)s is removed.", value=number(update.value, 4))
    form, indicator_id = ActionForm(), indicator.id
    if form.submit(actions.remove_update, update, indicator):
        tell_undo(words, url_for(".restore_update", indicator_id=indicator_id, kept=kept))
    tell_refusal(form)
    return to_indicator(indicator_id)


def tell_refusal(form: ActionForm) -> None:
    """Say why a button did nothing."""
    for sentence in form.form_errors:
        flash(sentence, "error")


@bp.route("/updates/<id:update_id>/verify", methods=["POST"])
@may("verify")
def verify_update(update_id: int) -> ResponseReturnValue:
    """Confirm a value that somebody else recorded."""
    update = db.get_or_404(IndicatorUpdate, update_id)
    form, indicator_id = ActionForm(), update.indicator_id
    if form.submit(actions.verify_update, update, viewer=viewer(), now=now()):
        flash(_("The value is verified."), "success")
    tell_refusal(form)
    return to_indicator(indicator_id)


@bp.route("/updates/<id:update_id>/withdraw", methods=["POST"])
@may("verify")
def withdraw_update(update_id: int) -> ResponseReturnValue:
    """Take a verification back."""
    update = db.get_or_404(IndicatorUpdate, update_id)
    form, indicator_id = ActionForm(), update.indicator_id
    if form.submit(actions.withdraw_update_verification, update, viewer=viewer()):
        flash(_("The verification is withdrawn; the value can be corrected now."), "success")
    tell_refusal(form)
    return to_indicator(indicator_id)


@bp.route("/indicators/<id:indicator_id>/updates/restore", methods=["POST"])
@may("report")
def restore_update(indicator_id: int) -> ResponseReturnValue:
    """Bring a removed value back."""
    indicator = db.get_or_404(Indicator, indicator_id)
    kept = update_values(asked_back("update"))
    form = ActionForm()
    if form.submit(actions.bring_update_back, indicator, kept, today=today()):
        flash(_("The value is back."), "success")
    tell_why(form)
    return to_indicator(indicator_id)
