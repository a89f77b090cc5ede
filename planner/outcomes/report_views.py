"""The page that closes an event: attendance, report, outcomes, lessons, follow-ups."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import AttendanceState, EventState
from planner.clock import now
from planner.db import db
from planner.events.models import Attendance, Event
from planner.events.states.workflow import move_event
from planner.outcomes.choice_queries import (
    attendances_of,
    nation_codes_of,
    objectives_in_use,
    objectives_of,
    owner_choices,
    partners_of,
)
from planner.outcomes.forms import objective_options
from planner.outcomes.models import AfterActionReport
from planner.outcomes.own_marking_fields import own_markings_offered
from planner.outcomes.promise_queries import follow_ups_of
from planner.outcomes.queries import highest, outcomes_of
from planner.outcomes.report_actions import file_report, refuse_unless_reportable
from planner.outcomes.report_forms import ROWS, ReportForm
from planner.outcomes.report_queries import lessons_of, media_of, report_of
from planner.outcomes.told import told
from planner.partners.queries import nation_choices
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.nationnames import nation_name

bp = Blueprint("reports_after_action", __name__, url_prefix="/events")
BLANK_ROWS = 2
LIKELY = {AttendanceState.CONFIRMED, AttendanceState.CLEARED, AttendanceState.ATTENDED}


def probably_came(attendance: Attendance) -> bool:
    """Say whether a person's box starts ticked: they came, or were expected to."""
    if attendance.has_attended is None:
        return attendance.state in LIKELY
    return attendance.has_attended


def person_label(attendance: Attendance) -> str:
    """Return name, nation and role for the box."""
    person = attendance.person
    return f"{person.full_name} ({nation_name(person.nation_code)}), {attendance.role.label}"


def report_form(event: Event, report: AfterActionReport | None) -> ReportForm:
    """Return the form, filled from the event and its report."""
    people = attendances_of(event)
    given = {
        "attended": [row.id for row in people if probably_came(row)],
        "participants_actual": event.participants_actual,
        "headcounts": [
            {"nation_code": row.nation_code, "headcount_actual": row.headcount_actual}
            for row in partners_of(event)
        ],
        "planned": event.summary if report is None else report.planned,
        "version": report.version if report else 0,
    }
    return ReportForm(
        obj=report,
        data=given,
        objectives=objective_options(objectives_in_use(), objectives_of([event.id])),
        owners=owner_choices(),
        nations=nation_choices(nation_codes_of(event)),
        attendances={str(row.id): person_label(row) for row in people},
        markings=own_markings_offered(event.marking, viewer(), report),
    )


@bp.route("/<id:event_id>/report", methods=["GET", "POST"])
@may("report")
def edit(event_id: int) -> ResponseReturnValue:
    """Close an event: who came, what happened, what came of it, who owes what."""
    event = db.get_or_404(Event, event_id)
    refuse_unless_reportable(event)
    report = report_of(event)
    form = report_form(event, report)
    more = request.form.get("more", "")
    if more in ROWS:
        form.add_rows(more)
    elif form.submit(file_report, event, viewer=viewer(), now=now()):
        flash(_("The report is saved."), "success")
        return after_saving(event_id)
    elif not form.is_submitted():
        for name in ROWS:
            form.add_rows(name, BLANK_ROWS)
    outcomes, follow_ups = outcomes_of(event), follow_ups_of(event)
    page = render_template(
        "outcomes/report.html",
        form=form,
        event=event,
        report=report,
        outcomes=outcomes,
        lessons=lessons_of(event),
        media=media_of(event),
        follow_ups=follow_ups,
        page_marking=highest([event, *told([*outcomes, *follow_ups, *filter(None, [report])])]),
    )
    return page, 422 if form.errors else 200


def after_saving(event_id: int) -> ResponseReturnValue:
    """Move the event on when that was asked for, and go back to its page."""
    if request.form.get("then") == "reported":
        move_on(db.get_or_404(Event, event_id))
    return redirect(url_for("events.show", event_id=event_id), 303)


def move_on(event: Event) -> None:
    """Mark the event as reported, or say what is missing."""
    form = ActionForm()
    if event.state is not EventState.EXECUTED:
        return
    if form.submit(move_event, event, EventState.REPORTED, viewer=viewer(), now=now()):
        flash(_("The event is reported."), "success")
    for sentence in form.form_errors:
        flash(sentence, "warning")
