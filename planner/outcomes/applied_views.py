"""Buttons that note a lesson as applied on an event."""

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.db import db
from planner.events.models import Event
from planner.outcomes.applied_actions import apply_lesson, take_back
from planner.outcomes.applied_queries import application_of
from planner.outcomes.models import Lesson
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import RemovalForm, offer_undo

bp = Blueprint("applied_lessons", __name__, url_prefix="/lessons")


@bp.route("/<id:lesson_id>/events/<id:event_id>/apply", methods=["POST"])
@may("plan")
def apply(lesson_id: int, event_id: int) -> ResponseReturnValue:
    """Note that a lesson was applied on an event."""
    lesson, event = db.get_or_404(Lesson, lesson_id), db.get_or_404(Event, event_id)
    form = ActionForm()
    if form.submit(apply_lesson, lesson, event, viewer=viewer(), now=now()):
        undo = url_for(".remove", lesson_id=lesson_id, event_id=event_id)
        offer_undo(_("Noted as applied: %(lesson)s", lesson=lesson.what), undo)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for("events.show", event_id=event_id), 303)


@bp.route("/<id:lesson_id>/events/<id:event_id>/remove", methods=["POST"])
@may("plan")
def remove(lesson_id: int, event_id: int) -> ResponseReturnValue:
    """Take back that a lesson was applied on an event."""
    lesson, event = db.get_or_404(Lesson, lesson_id), db.get_or_404(Event, event_id)
    noted, form = application_of(lesson, event), RemovalForm()
    page = url_for("events.show", event_id=event_id)
    if form.remove(noted, take_back, noted, viewer=viewer(), page=page):
        form.tell(_("Not noted as applied any more: %(lesson)s", lesson=lesson.what))
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for("events.show", event_id=event_id), 303)
