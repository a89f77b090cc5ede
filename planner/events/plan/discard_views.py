"""Pages that throw a concept away and bring it back."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.exceptions import NotFound

from planner.clock import now
from planner.db import db
from planner.events.blueprint import bp
from planner.events.models import Event
from planner.events.plan.discard_actions import discard_event, restore_event
from planner.events.queries import discarded_concept
from planner.history.undo_actions import put_aside, take_back
from planner.web.access import may, viewer
from planner.web.forms import ActionForm
from planner.web.removal_forms import offer_undo

DISCARDED = "discarded"
"""What is put aside of a concept that was thrown away: who did it may undo it."""


@bp.route("/<id:event_id>/discard", methods=["POST"])
@may("plan")
def discard(event_id: int) -> ResponseReturnValue:
    """Throw a concept away; the notice offers to bring it back."""
    event = db.get_or_404(Event, event_id)
    form = ActionForm()
    key = put_aside(DISCARDED, {"event_id": event_id}, viewer=viewer(), now=now())
    if form.submit(discard_event, event, viewer=viewer(), now=now()):
        undo = url_for(".restore", event_id=event_id, kept=key)
        offer_undo(_("The concept was discarded"), undo)
        return redirect(url_for(".index"), 303)
    flash(form.form_errors[0], "error")
    return redirect(url_for(".show", event_id=event_id), 303)


def was_discarded_here(event_id: int) -> bool:
    """Say whether the key in this address is of who discarded the event a moment ago.

    Raises RuleBroken for a key that is used up or somebody else's.
    """
    if not (key := request.args.get("kept", "")):
        return False
    kept = take_back(DISCARDED, key, viewer=viewer(), now=now())
    return bool(kept["event_id"] == str(event_id))


@bp.route("/<id:event_id>/restore", methods=["POST"])
@may("plan")
def restore(event_id: int) -> ResponseReturnValue:
    """Bring a discarded concept back: one's own, or what one threw away within the hour."""
    event = discarded_concept(event_id, viewer())
    if event is None:
        event = discarded_concept(event_id, viewer(), is_own=not was_discarded_here(event_id))
    if event is None:
        raise NotFound
    if ActionForm().submit(restore_event, event, viewer=viewer()):
        flash(_("The concept is back"), "success")
    return redirect(url_for(".show", event_id=event_id), 303)
