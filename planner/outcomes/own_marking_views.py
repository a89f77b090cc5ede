"""The pages on which an outcome or a report is marked higher or lower than before."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.db import NotFoundRow, db
from planner.events.models import Event
from planner.outcomes.actions import set_outcome_marking
from planner.outcomes.forms import OwnMarkingForm
from planner.outcomes.models import AfterActionReport, Outcome
from planner.outcomes.own_marking_fields import own_markings_offered
from planner.outcomes.queries import highest
from planner.outcomes.report_actions import set_report_marking
from planner.outcomes.report_queries import report_of
from planner.outcomes.told import events_behind, marking_of
from planner.web.access import may, viewer

bp = Blueprint("own_marking", __name__)


def form_of(row: Outcome | AfterActionReport) -> OwnMarkingForm:
    """Return the form, filled from a row."""
    offered = own_markings_offered(highest(events_behind(row)), viewer(), row)
    return OwnMarkingForm(obj=row, markings=offered)


def answer(
    form: OwnMarkingForm, row: Outcome | AfterActionReport, title: str, back: str
) -> ResponseReturnValue:
    """Return the page; 422 when something has to be corrected."""
    page = render_template(
        "outcomes/marking.html", form=form, title=title, back=back, page_marking=marking_of(row)
    )
    return page, 422 if form.errors or form.form_errors else 200


@bp.route("/outcomes/<id:outcome_id>/marking", methods=["GET", "POST"])
@may("raise_marking")
def outcome(outcome_id: int) -> ResponseReturnValue:
    """Mark an outcome higher than its events, or lower than before."""
    row = db.get_or_404(Outcome, outcome_id)
    form = form_of(row)
    if form.submit(set_outcome_marking, row, viewer=viewer()):
        flash(_("The marking was changed"), "success")
        return redirect(url_for("outcomes.show", outcome_id=outcome_id), 303)
    return answer(form, row, row.title, url_for("outcomes.show", outcome_id=outcome_id))


@bp.route("/events/<id:event_id>/report/marking", methods=["GET", "POST"])
@may("raise_marking")
def report(event_id: int) -> ResponseReturnValue:
    """Mark an event’s report higher than the event, or lower than before."""
    event = db.get_or_404(Event, event_id)
    row = report_of(event)
    if row is None:
        raise NotFoundRow(AfterActionReport, event_id)
    form = form_of(row)
    if form.submit(set_report_marking, row, viewer=viewer()):
        flash(_("The marking was changed"), "success")
        return redirect(url_for("events.show", event_id=event_id), 303)
    title = _("After-action report: %(title)s", title=event.title)
    return answer(form, row, title, url_for("events.show", event_id=event_id))
