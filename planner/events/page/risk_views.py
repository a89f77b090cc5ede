"""Pages for the risks of an event."""

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.events.blueprint import bp
from planner.events.page.answers import answer, pressed, removed, saved
from planner.events.page.risk_actions import add_risk, answer_risk, find_no_risks, remove_risk
from planner.events.page.risk_forms import RiskAnswerForm, RiskForm
from planner.events.shown import shown
from planner.events.states.step_views import turned_away
from planner.terms.models import RiskCategory
from planner.terms.queries import term_label, term_labels
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import RemovalForm


@bp.route("/<id:event_id>/risks", methods=["GET", "POST"])
@may("comment")
def risks(event_id: int) -> ResponseReturnValue:
    """Rate an event's risks."""
    event = shown(event_id)
    if away := turned_away("risks", event):
        return away
    form = RiskForm()
    if form.submit(add_risk, event, viewer=viewer()):
        return saved(event_id, ".risks", _("The risk was added"))
    return answer("risks", form, shown(event_id), labels=term_labels(RiskCategory))


@bp.route("/<id:event_id>/risks/<id:risk_id>/answer", methods=["GET", "POST"])
@may("comment")
def answer_one_risk(event_id: int, risk_id: int) -> ResponseReturnValue:
    """Say what is done about a risk."""
    event = shown(event_id)
    if away := turned_away("risks", event):
        return away
    risk = next((one for one in event.risks if one.id == risk_id), None) or abort(404)
    form = RiskAnswerForm(data={"mitigation": risk.mitigation})
    if form.submit(answer_risk, event, risk, viewer=viewer()):
        return saved(event_id, ".risks", _("The answer was saved"))
    named = term_label(RiskCategory, risk.category)
    return answer("risk_answer", form, shown(event_id), risk=risk, named=named)


@bp.route("/<id:event_id>/risks/none", methods=["POST"])
@may("comment")
def no_risks(event_id: int) -> ResponseReturnValue:
    """Record that no risks were found."""
    form = ActionForm()
    form.submit(find_no_risks, shown(event_id), viewer=viewer())
    return pressed(event_id, ".show", form, _("Recorded: no risks were found"))


@bp.route("/<id:event_id>/risks/<id:risk_id>/remove", methods=["POST"])
@may("comment")
def drop_risk(event_id: int, risk_id: int) -> ResponseReturnValue:
    """Take a risk off the list."""
    event, form = shown(event_id), RemovalForm()
    risk = next((risk for risk in event.risks if risk.id == risk_id), None)
    page = url_for(".risks", event_id=event_id)
    form.remove(risk, remove_risk, event, risk_id, viewer=viewer(), page=page)
    return removed(page, form, _("The risk was removed"))
