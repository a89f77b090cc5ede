"""Pages of the values that an indicator was seen to have."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.history.undo_actions import put_aside
from planner.objectives import update_actions as actions
from planner.objectives.indicator_views import asked_back, bp, status, tell_undo, to_indicator
from planner.objectives.models import Indicator, IndicatorUpdate
from planner.objectives.plan_views import tell_why
from planner.objectives.restored import update_values
from planner.objectives.told import update_told, words_of
from planner.objectives.value_forms import update_form
from planner.shapes.indicator import RestoredValue
from planner.web.access import may, viewer
from planner.web.forms import ActionForm

KEPT = tuple(RestoredValue.model_fields.keys() - {"confirmed"})
"""What is put aside of a value that is removed."""


@bp.route("/indicators/<id:indicator_id>/updates/new", methods=["GET", "POST"])
@may("report")
def new_update(indicator_id: int) -> ResponseReturnValue:
    """Record a value."""
    indicator = db.get_or_404(Indicator, indicator_id)
    form = update_form(indicator, data={"seen_on": today()})
    about = {"viewer": viewer(), "now": now(), "today": today()}
    if form.submit(actions.add_update, indicator, **about):
        flash(_("The value is recorded. It counts once somebody else has verified it."), "success")
        return to_indicator(indicator_id)
    page = render_template("indicators/update.html", form=form, indicator=indicator, update=None)
    return page, status(form)


@bp.route("/updates/<id:update_id>/edit", methods=["GET", "POST"])
@may("report")
def edit_update(update_id: int) -> ResponseReturnValue:
    """Correct a value."""
    update = db.get_or_404(IndicatorUpdate, update_id)
    indicator = db.get_or_404(Indicator, update.indicator_id)
    form = update_form(indicator, obj=update)
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
    values = {name: getattr(update, name) for name in KEPT}
    kept = put_aside("update", values, viewer=viewer(), now=now())
    words = _("The value %(value)s is removed.", value=words_of(update_told(update), 4))
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
        flash(_("The value is verified and counts."), "success")
    tell_refusal(form)
    return to_indicator(indicator_id)


@bp.route("/updates/<id:update_id>/withdraw", methods=["POST"])
@may("verify")
def withdraw_update(update_id: int) -> ResponseReturnValue:
    """Take a verification back."""
    update = db.get_or_404(IndicatorUpdate, update_id)
    form, indicator_id = ActionForm(), update.indicator_id
    if form.submit(actions.withdraw_update_verification, update, viewer=viewer()):
        flash(
            _("The verification is withdrawn; the value counts no more and can be corrected."),
            "success",
        )
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
