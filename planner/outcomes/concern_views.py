"""Pages of concerns."""

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.choices import Marking
from planner.clock import now, today
from planner.db import db
from planner.events.models import Event
from planner.outcomes.asked_views import event_asked_for
from planner.outcomes.concern_actions import (
    answer_concern,
    change_concern,
    note_concern,
    remove_concern,
)
from planner.outcomes.concern_columns import CONCERNS, days_open
from planner.outcomes.concern_forms import ConcernAnswerForm, ConcernForm
from planner.outcomes.concern_models import Concern
from planner.outcomes.concern_queries import all_concerns, concern_page
from planner.outcomes.queries import highest
from planner.outcomes.told import marking_of, told
from planner.web.access import may, viewer
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys
from planner.web.removal_forms import RemovalForm

bp = Blueprint("concerns", __name__)


def link(concern_id: int) -> str:
    """Return the address of a concern's page."""
    return url_for("concerns.show", concern_id=concern_id)


def list_url(event: Event | None) -> str:
    """Return where the concerns about an event stand, or those of every nation."""
    return url_for("events.show", event_id=event.id) if event else url_for("concerns.index")


@bp.route("/concerns/")
@may("see")
def index() -> ResponseReturnValue:
    """List the concerns that a filter lets through."""
    shown = shown_filter(CONCERNS)
    page = Page(concern_page(shown.wanted, today(), **asked_keys()))
    return render_template(
        "concerns/index.html",
        shown=shown,
        page=page,
        rows=CONCERNS.page(page.items, today()),
        page_marking=highest(told(page.items)),
    )


@bp.route("/concerns.<suffix>")
@may("see")
def export(suffix: str) -> Response:
    """Download exactly the concerns that the filter lets through."""
    rows = all_concerns(filter_of_file(CONCERNS), today())
    return respond_list(CONCERNS, rows, suffix, about=today(), as_of=now())


@bp.route("/concerns/new", methods=["GET", "POST"])
@may("report")
def new() -> ResponseReturnValue:
    """Note a concern about an event, or about a nation where no event is named."""
    event = event_asked_for() if "event" in request.args else None
    marking = min(Marking.OFFICIAL, viewer().ceiling)
    form = ConcernForm(event, viewer(), data={"raised_on": today(), "marking": marking})
    if concern := form.submit(note_concern, event, viewer=viewer(), today=today()):
        flash(_("The concern is noted."), "success")
        return redirect(link(concern.id), 303)
    return edit_page(form, event, None)


@bp.route("/concerns/<id:concern_id>")
@may("see")
def show(concern_id: int) -> ResponseReturnValue:
    """Show a concern."""
    concern = db.get_or_404(Concern, concern_id)
    marking = marking_of(concern)
    return render_template(
        "concerns/show.html",
        concern=concern,
        days=days_open(concern, today()),
        marking=marking,
        page_marking=marking,
    )


@bp.route("/concerns/<id:concern_id>/edit", methods=["GET", "POST"])
@may("report")
def edit(concern_id: int) -> ResponseReturnValue:
    """Change what is known of a concern."""
    concern = db.get_or_404(Concern, concern_id)
    form = ConcernForm(concern.event, viewer(), obj=concern)
    if form.submit(change_concern, concern, viewer=viewer(), today=today()):
        flash(_("The concern is saved."), "success")
        return redirect(link(concern_id), 303)
    return edit_page(form, concern.event, concern)


def edit_page(
    form: ConcernForm, event: Event | None, concern: Concern | None
) -> ResponseReturnValue:
    """Return the page of a new or an existing concern."""
    page = render_template(
        "concerns/edit.html",
        form=form,
        event=event,
        concern=concern,
        back=link(concern.id) if concern else list_url(event),
        page_marking=marking_of(concern) if concern else event.marking if event else None,
    )
    return page, 422 if form.errors else 200


@bp.route("/concerns/<id:concern_id>/answer", methods=["GET", "POST"])
@may("report")
def answer(concern_id: int) -> ResponseReturnValue:
    """Note how a concern was answered."""
    concern = db.get_or_404(Concern, concern_id)
    given = {
        "answered_on": concern.answered_on or today(),
        "answer": concern.answer,
        "version": concern.version,
    }
    form = ConcernAnswerForm(data=given)
    if form.submit(answer_concern, concern, viewer=viewer(), today=today()):
        flash(_("The answer is noted."), "success")
        return redirect(link(concern_id), 303)
    page = render_template(
        "concerns/answer.html", form=form, concern=concern, page_marking=marking_of(concern)
    )
    return page, 422 if form.errors else 200


@bp.route("/concerns/<id:concern_id>/remove", methods=["POST"])
@may("report")
def remove(concern_id: int) -> ResponseReturnValue:
    """Take a concern off the record; the undo button brings it back."""
    form, concern = RemovalForm(), db.get_or_404(Concern, concern_id)
    event, page = concern.event, ("concerns.show", "concern_id")
    if form.remove(concern, remove_concern, concern, viewer=viewer(), page=page):
        form.tell(_("The concern was removed."))
        return redirect(list_url(event), 303)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(link(concern_id), 303)
