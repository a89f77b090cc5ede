"""Pages for what is kept beside an event's plan: nations, actual figures, risks, agreements."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.clock import now
from planner.events.approval.amendments import proposed_parts
from planner.events.approval.material import is_bound
from planner.events.approval.queries import open_proposal
from planner.events.blueprint import bp
from planner.events.choice_queries import own_code
from planner.events.models import Event
from planner.events.page.record_actions import (
    add_risk,
    find_no_risks,
    record_actuals,
    remove_risk,
    set_marking,
    set_nation_parts,
)
from planner.events.page.record_forms import (
    ActualsForm,
    MarkingForm,
    RiskForm,
    nations_data,
    nations_form,
)
from planner.events.plan.money import currency_of
from planner.events.plan.views import shown
from planner.events.states.move_views import actual_days
from planner.events.states.step_views import turned_away
from planner.terms.models import RiskCategory
from planner.terms.queries import term_labels
from planner.web.access import may, viewer
from planner.web.forms import ActionForm, PlannerForm
from planner.web.targets import local_target
from planner.web.undoing import RemovalForm

WAITS = _l("What the approval binds waits for an approver.")


def answer(name: str, form: PlannerForm, event: Event, **more: Any) -> ResponseReturnValue:
    """Return a part's page; 422 when something has to be corrected."""
    context = {"form": form, "event": event, "page_marking": event.marking, **more}
    is_wrong = bool(form.errors or form.form_errors)
    return render_template(f"events/{name}.html", **context), 422 if is_wrong else 200


def saved(event_id: int, endpoint: str, sentence: Any) -> ResponseReturnValue:
    """Say that it was saved and go on."""
    flash(str(sentence), "success")
    return redirect(url_for(endpoint, event_id=event_id), 303)


def saved_or_proposed(event_id: int, sentence: str) -> ResponseReturnValue:
    """Say that it was saved, and whether a part of it waits for an approver."""
    waits = f" {WAITS}" if open_proposal(shown(event_id)) else ""
    return saved(event_id, ".show", f"{sentence}{waits}")


def pressed(event_id: int, endpoint: str, form: PlannerForm, sentence: str) -> ResponseReturnValue:
    """Answer a button that cannot be corrected: say what happened, go back to the page."""
    is_done = not form.form_errors
    flash(sentence if is_done else form.form_errors[0], "success" if is_done else "error")
    return redirect(url_for(endpoint, event_id=event_id), 303)


def removed(page: str, form: RemovalForm, sentence: str) -> ResponseReturnValue:
    """Answer a button that takes something off: say what happened, offer to bring it back."""
    if form.form_errors:
        flash(form.form_errors[0], "error")
    else:
        form.tell(sentence)
    return redirect(local_target(page), 303)


@bp.route("/<id:event_id>/nations", methods=["GET", "POST"])
@may("plan")
def nations(event_id: int) -> ResponseReturnValue:
    """Set each nation's part and headcounts."""
    event = shown(event_id)
    if away := turned_away("nations", event):
        return away
    proposal = open_proposal(event)
    form = nations_form(event)(data=nations_data(event, proposed_parts(proposal)))
    if form.submit(set_nation_parts, event, viewer=viewer(), now=now()):
        return saved_or_proposed(event_id, _("Parts and headcounts were saved"))
    return answer("nations", form, shown(event_id), is_bound=is_bound(event))


@bp.route("/<id:event_id>/actuals", methods=["GET", "POST"])
@may("report")
def actuals(event_id: int) -> ResponseReturnValue:
    """Record when the event really was, how many came, what it cost."""
    event = shown(event_id)
    if away := turned_away("actuals", event):
        return away
    names = ("actual_starts_on", "actual_ends_on", "participants_actual", "actual_cost", "version")
    data = {name: getattr(event, name) for name in names}
    data |= actual_days(event) | {"currency": event.currency or currency_of(own_code())}
    form = ActualsForm(data=data)
    if form.submit(record_actuals, event, viewer=viewer(), now=now()):
        return saved(event_id, ".show", _("The actual figures were saved"))
    return answer("actuals", form, shown(event_id))


@bp.route("/<id:event_id>/marking", methods=["GET", "POST"])
@may("raise_marking")
def marking(event_id: int) -> ResponseReturnValue:
    """Raise or lower the marking."""
    event = shown(event_id)
    if away := turned_away("marking", event):
        return away
    data = {"marking": event.marking, "version": event.version}
    form = MarkingForm(data=data, ceiling=viewer().ceiling)
    before = event.marking
    if form.submit(set_marking, event, viewer=viewer(), now=now()):
        if form.marking.data < before and not viewer().may("lower_marking"):
            return saved(event_id, ".show", WAITS)
        return saved(event_id, ".show", _("The marking was changed"))
    return answer("marking", form, shown(event_id))


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
