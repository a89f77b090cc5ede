"""Pages of commitments, and the door of the room."""

from typing import Any

from flask import Blueprint, Flask, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import PromisedBy
from planner.clock import now, today
from planner.commitments import due_items, panel_views
from planner.commitments.actions import (
    change_commitment,
    keep_commitment,
    note_commitment,
    remove_commitment,
    reopen_commitment,
)
from planner.commitments.columns import COMMITMENTS, standing_css
from planner.commitments.forms import CommitmentForm
from planner.commitments.lines import line_of_commitment
from planner.commitments.models import Commitment
from planner.commitments.queries import all_promises, people_offered, promise_page
from planner.db import db
from planner.events.models import Event
from planner.outcomes.choice_queries import events_near, outcomes_offered, owner_choices
from planner.outcomes.models import Outcome
from planner.outcomes.queries import highest
from planner.outcomes.told import marking_of, told
from planner.participants.models import Person
from planner.partners.models import Organisation
from planner.partners.queries import nation_choices, organisation_choices, partner_nations
from planner.text.reading import row_id
from planner.web.access import may, viewer
from planner.web.day_words import event_period
from planner.web.file_addresses import beside_the_list
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.markings import note_markings
from planner.web.nationwords import nation_or_none
from planner.web.paging import Page, asked_keys
from planner.web.removal_forms import RemovalForm, offer_undo

__all__ = ["due_items", "panel_views"]

bp = Blueprint("commitments", __name__, url_prefix="/commitments")


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the promises of both sides that a filter lets through."""
    shown = shown_filter(COMMITMENTS)
    page = Page(promise_page(shown.wanted, today(), **asked_keys()))
    return render_template(
        "commitments/index.html",
        shown=shown,
        page=page,
        rows=COMMITMENTS.page(page.items, today()),
        page_marking=highest(page.items),
    )


@may("see")
def export(suffix: str) -> Response:
    """Download exactly the promises that the filter lets through."""
    rows = all_promises(filter_of_file(COMMITMENTS), today())
    return respond_list(COMMITMENTS, rows, suffix, about=today(), as_of=now())


beside_the_list(bp, "/commitments", export)


def asked_for() -> dict[str, Any]:
    """Return what the address of a new commitment says of it: nation, whom, event, outcome."""
    given: dict[str, Any] = {
        "promised_by": PromisedBy.OURS,
        "nation_code": nation_or_none(request.args.get("nation", "")),
        "promised_on": today(),
        "owner_id": viewer().user_id,
    }
    for name, entity, field in (
        ("organisation", Organisation, "organisation_id"),
        ("person", Person, "person_id"),
        ("event", Event, "made_at_id"),
        ("outcome", Outcome, "outcome_id"),
    ):
        key = request.args.get(name, type=row_id)
        row: Any = db.get_or_404(entity, key) if key else None
        given[field] = row.id if row else None
        given["nation_code"] = given["nation_code"] or getattr(row, "nation_code", None)
        if isinstance(row, Event | Outcome):
            given["marking"] = row.marking if isinstance(row, Event) else marking_of(row)
    return given


def form_of(commitment: Commitment | None) -> CommitmentForm:
    """Return the form of a commitment, filled from the row or from the address."""
    given = {} if commitment else asked_for()
    had = commitment.__dict__ if commitment else given
    code = request.form.get("nation_code") or had.get("nation_code")
    events = events_near(today(), keep=filter(None, [had.get("made_at_id")]))
    outcomes = outcomes_offered(keep=had.get("outcome_id"))
    note_markings([*events, *told(outcomes)])
    return CommitmentForm(
        obj=commitment,
        data=given,
        nations=nation_choices(codes_offered(had.get("nation_code"))),
        organisations=organisation_choices(),
        people=people_offered(nation_or_none(code or ""), had.get("person_id"))
        if viewer().may("see_people")
        else None,
        events={str(one.id): f"{one.title} ({event_period(one)})" for one in events},
        outcomes={str(one.id): one.title for one in outcomes},
        owners=owner_choices(keep=[had.get("owner_id")] if commitment else []),
        ceiling=viewer().ceiling,
    )


def codes_offered(keep: str | None) -> list[str]:
    """Return the partners that the viewer works with, and the nation to keep."""
    codes = {one.code for one in partner_nations()}
    scope = viewer().nations
    return sorted((codes if scope is None else codes & scope) | ({keep} if keep else set()))


@bp.route("/new", methods=["GET", "POST"])
@may("report")
def new() -> ResponseReturnValue:
    """Note a commitment."""
    form = form_of(None)
    del form.state, form.settled_on, form.reason
    if made := form.submit(note_commitment, viewer=viewer(), now=now()):
        flash(_("The commitment is noted."), "success")
        return redirect(url_for(".show", commitment_id=made.id), 303)
    return edit_page(form, None)


@bp.route("/<id:commitment_id>", methods=["GET", "POST"])
@may("see")
def show(commitment_id: int) -> ResponseReturnValue:
    """Show a commitment; who may, changes it here."""
    commitment = db.get_or_404(Commitment, commitment_id)
    form = form_of(commitment)
    if form.submit(change_commitment, commitment, viewer=viewer(), now=now()):
        flash(_("The commitment is saved."), "success")
        return redirect(url_for(".show", commitment_id=commitment_id), 303)
    return edit_page(form, commitment)


def edit_page(form: CommitmentForm, commitment: Commitment | None) -> ResponseReturnValue:
    """Return the page of a new or an existing commitment."""
    told = line_of_commitment(commitment) if commitment else None
    is_mine = commitment is not None and commitment.owner_id == viewer().user_id
    page = render_template(
        "commitments/edit.html",
        form=form,
        commitment=commitment,
        standing=told.standing(today()) if told else None,
        standing_css=standing_css,
        may_change=viewer().may("report") or is_mine,
        page_marking=told.marking if told else None,
    )
    return page, 422 if form.errors or form.form_errors else 200


@bp.route("/<id:commitment_id>/kept", methods=["POST"])
@may("see")
def kept(commitment_id: int) -> ResponseReturnValue:
    """Mark a commitment as kept today."""
    commitment, form = db.get_or_404(Commitment, commitment_id), ActionForm()
    if form.submit(keep_commitment, commitment, viewer=viewer(), now=now()):
        undo = url_for(".reopen", commitment_id=commitment_id)
        offer_undo(_("Kept: %(what)s", what=commitment.what), undo)
    return back_to(commitment_id, form)


@bp.route("/<id:commitment_id>/reopen", methods=["POST"])
@may("see")
def reopen(commitment_id: int) -> ResponseReturnValue:
    """Undo a settling."""
    commitment, form = db.get_or_404(Commitment, commitment_id), ActionForm()
    if form.submit(reopen_commitment, commitment, viewer=viewer()):
        flash(_("Undone: it is open again."), "success")
    return back_to(commitment_id, form)


@bp.route("/<id:commitment_id>/remove", methods=["POST"])
@may("report")
def remove(commitment_id: int) -> ResponseReturnValue:
    """Remove a commitment that was noted by mistake."""
    commitment, form = db.get_or_404(Commitment, commitment_id), RemovalForm()
    page = ("commitments.show", "commitment_id")
    if form.remove(commitment, remove_commitment, commitment, viewer=viewer(), page=page):
        form.tell(_("The commitment was removed."))
        return redirect(url_for(".index"), 303)
    return back_to(commitment_id, form)


def back_to(commitment_id: int, form: ActionForm) -> ResponseReturnValue:
    """Return to the commitment with the reason why the step was refused, if it was."""
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".show", commitment_id=commitment_id), 303)
