"""Pages of outcomes, and the door of the room."""

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import STRENGTH_LABELS, Marking
from planner.clock import now, today
from planner.db import db
from planner.events.models import Event
from planner.events.states.calendar_gates import day_there
from planner.foureyes import has_written
from planner.outcomes import (  # noqa: F401 - they register themselves
    conditions,
    due_items,
    follow_up_bulk_views,
    gates,
    later_look_keeping,
    like_lesson_views,
    panel_views,
    promises,
)
from planner.outcomes.actions import change_outcome, record_outcome, remove_outcome
from planner.outcomes.applied_views import bp as applied_bp
from planner.outcomes.choice_queries import events_near, objectives_in_use, objectives_of
from planner.outcomes.columns import OUTCOMES
from planner.outcomes.concern_views import bp as concern_bp
from planner.outcomes.follow_on_actions import made_of, may_lead_on
from planner.outcomes.follow_on_views import bp as follow_on_bp
from planner.outcomes.follow_on_views import tell_made
from planner.outcomes.follow_up_views import bp as follow_up_bp
from planner.outcomes.forms import OutcomeForm, VerifyForm, objective_options
from planner.outcomes.later_look_views import bp as look_bp
from planner.outcomes.lesson_views import bp as lesson_bp
from planner.outcomes.media_views import bp as media_bp
from planner.outcomes.models import Outcome
from planner.outcomes.own_marking_fields import own_markings_offered
from planner.outcomes.own_marking_views import bp as own_marking_bp
from planner.outcomes.promise_queries import follow_ups_after
from planner.outcomes.queries import all_outcomes, highest, last_day, outcome_page
from planner.outcomes.report_views import bp as report_bp
from planner.outcomes.told import marking_of, told
from planner.outcomes.verification_actions import (
    verify_again,
    verify_outcome,
    withdraw_verification,
)
from planner.text.reading import row_id
from planner.web.access import may, viewer
from planner.web.day_words import event_period
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys
from planner.web.removal_forms import RemovalForm, offer_undo

bp = Blueprint("outcomes", __name__, url_prefix="/outcomes")
files = Blueprint("outcome_files", __name__)


def init_room(app: Flask) -> None:
    """Open the room."""
    beside = (
        report_bp,
        follow_up_bp,
        lesson_bp,
        applied_bp,
        media_bp,
        concern_bp,
        own_marking_bp,
        follow_on_bp,
        look_bp,
    )
    for blueprint in (bp, files, *beside):
        app.register_blueprint(blueprint)


def link(outcome_id: int) -> str:
    """Return the address of an outcome's page."""
    return url_for("outcomes.show", outcome_id=outcome_id)


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the outcomes that a filter lets through."""
    shown = shown_filter(OUTCOMES)
    page = Page(outcome_page(shown.wanted, **asked_keys()))
    return render_template(
        "outcomes/index.html",
        shown=shown,
        page=page,
        rows=OUTCOMES.page(page.items),
        page_marking=highest(told(page.items)),
    )


@files.route("/outcomes.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download exactly the outcomes that the filter lets through."""
    rows = all_outcomes(filter_of_file(OUTCOMES))
    return respond_list(OUTCOMES, rows, suffix, as_of=now())


@bp.route("/<id:outcome_id>", methods=["GET", "POST"])
@may("see")
def show(outcome_id: int) -> ResponseReturnValue:
    """Show an outcome; an approver verifies it here."""
    outcome = db.get_or_404(Outcome, outcome_id)
    form = VerifyForm(data={"verification_source": outcome.verification_source})
    if form.submit(verify_outcome, outcome, viewer=viewer(), now=now()):
        undo = url_for(".withdraw", outcome_id=outcome.id)
        offer_undo(_("The outcome is verified."), undo)
        return redirect(link(outcome.id), 303)
    page = render_template(
        "outcomes/show.html",
        outcome=outcome,
        form=form,
        strengths=STRENGTH_LABELS,
        is_writer=has_written(outcome, viewer().user_id),
        marking=marking_of(outcome),
        follow_ups=follow_ups_after(outcome),
        may_lead_on=may_lead_on(outcome),
        today=today(),
        page_marking=marking_of(outcome),
    )
    return page, 422 if form.errors else 200


def outcome_form(outcome: Outcome | None) -> tuple[OutcomeForm, Marking | None]:
    """Return the form of an outcome, filled from the row or from the URL, and its marking."""
    event = None if outcome else asked_event()
    near = last_day(event) if event else None
    chosen = [event.id] if event else [each.id for each in outcome.events] if outcome else []
    events = events_near(outcome.seen_on if outcome else today(), keep=chosen)
    given = {
        "event_ids": chosen,
        "objective_id": request.args.get("objective", type=row_id),
        "seen_on": min(near or today(), day_there(event, now()) if event else today()),
    }
    least = highest(outcome.events if outcome else [event] if event else [])
    form = OutcomeForm(
        obj=outcome,
        markings=own_markings_offered(least, viewer(), outcome),
        data=given if outcome is None else {"event_ids": chosen},
        objectives=objective_options(
            objectives_in_use(keep=[outcome.objective_id] if outcome else []),
            objectives_of(chosen),
        ),
        events={str(e.id): f"{e.title} ({event_period(e)})" for e in events},
    )
    return form, highest([*events, *([outcome] if outcome else [])])


def asked_event() -> Event | None:
    """Return the event named in the URL, if the viewer may see it."""
    event_id = request.args.get("event", type=row_id)
    return db.get_or_404(Event, event_id) if event_id else None


@bp.route("/new", methods=["GET", "POST"])
@may("report")
def new() -> ResponseReturnValue:
    """Record an outcome."""
    form, marking = outcome_form(None)
    if outcome := form.submit(record_outcome, viewer=viewer(), now=now()):
        flash(_("The outcome is recorded. Somebody else can verify it now."), "success")
        tell_made(outcome, made_of(outcome))
        return redirect(link(outcome.id), 303)
    return edit_page(form, marking, None, url_for(".index"))


def edit_page(
    form: OutcomeForm, marking: Marking | None, outcome: Outcome | None, cancel: str
) -> ResponseReturnValue:
    """Return the page of a new or an existing outcome."""
    page = render_template(
        "outcomes/edit.html", form=form, outcome=outcome, cancel=cancel, page_marking=marking
    )
    return page, 422 if form.errors else 200


@bp.route("/<id:outcome_id>/edit", methods=["GET", "POST"])
@may("report")
def edit(outcome_id: int) -> ResponseReturnValue:
    """Change an outcome that nobody has verified."""
    outcome = db.get_or_404(Outcome, outcome_id)
    form, marking = outcome_form(outcome)
    if form.submit(change_outcome, outcome, viewer=viewer(), now=now()):
        flash(_("The outcome is saved."), "success")
        return redirect(link(outcome_id), 303)
    return edit_page(form, marking, outcome, link(outcome_id))


@bp.route("/<id:outcome_id>/withdraw", methods=["POST"])
@may("verify")
def withdraw(outcome_id: int) -> ResponseReturnValue:
    """Withdraw a verification."""
    outcome = db.get_or_404(Outcome, outcome_id)
    form = ActionForm()
    if form.submit(withdraw_verification, outcome, viewer=viewer()):
        undo = url_for(".verify", outcome_id=outcome_id)
        offer_undo(_("The verification is withdrawn."), undo)
    return back_to(outcome_id, form)


@bp.route("/<id:outcome_id>/verify", methods=["POST"])
@may("verify")
def verify(outcome_id: int) -> ResponseReturnValue:
    """Verify an outcome again whose verification was withdrawn."""
    form = ActionForm()
    form.submit(verify_again, db.get_or_404(Outcome, outcome_id), viewer=viewer(), now=now())
    return back_to(outcome_id, form)


@bp.route("/<id:outcome_id>/remove", methods=["POST"])
@may("report")
def remove(outcome_id: int) -> ResponseReturnValue:
    """Take an outcome back that nobody has verified."""
    form, outcome = RemovalForm(), db.get_or_404(Outcome, outcome_id)
    page = ("outcomes.show", "outcome_id")
    if form.remove(outcome, remove_outcome, outcome, viewer=viewer(), page=page):
        form.tell(_("The outcome was removed."))
        return redirect(url_for(".index"), 303)
    return back_to(outcome_id, form)


def back_to(outcome_id: int, form: ActionForm) -> ResponseReturnValue:
    """Return to the outcome with the reason why the step was refused, if it was."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(link(outcome_id), 303)
